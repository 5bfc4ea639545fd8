import { expect, test } from 'vitest';
import { RETENTION } from '#core/names/series.ts';
import { days } from '#core/time/units.ts';
import { daysAbove, linkFigures } from '#dashboards/queries/links.ts';
import { expandMacros } from '#grafana/reading/expand-macros.ts';
import { startFilledInflux } from '#test/support/filled-influx.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 8);
const RANGE = { fromMs: NOW_MS - days(7), toMs: NOW_MS, intervalMs: 60_000 };

/** Of a link so many days ago. */
const day = (link: string, daysAgo: number, p95In: number, p95Out: number) => ({
  policy: RETENTION.long.name,
  lines: [
    `traffic_day,link=${link},agency=a,district=d p95_in_ratio=${p95In},p95_out_ratio=${p95Out},` +
      `peak_in_ratio=${p95In},peak_out_ratio=${p95Out},errors=1i,discards=0i ${NOW_MS - days(daysAgo)}`,
  ],
});

const LINES = [
  day('full', 1, 0.95, 0.1),
  day('full', 2, 0.2, 0.1),
  day('full', 3, 1.4, 0.9),
  day('empty', 1, 0.2, 0.89),
];

async function ask(query: string) {
  const { ask: askInflux } = await startFilledInflux(LINES);
  const answer = await askInflux(expandMacros(query, RANGE), new AbortController().signal);
  if (!answer.ok) throw new Error(answer.detail);
  return answer.series.map(({ columns, values }) =>
    values.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]]))),
  );
}

test('of many links only days above the share are told, each direction by itself', async () => {
  const rows = (await ask(daysAbove('days', [], { ratio: 0.9, timeZone: 'Asia/Ho_Chi_Minh' }))).flat();

  expect(rows).toMatchObject([
    { link: 'full', district: 'd', daysIn: 1, daysOut: 1, p95In: 1.4, p95Out: 0.9 },
    { link: 'full', district: 'd', daysIn: 1, daysOut: 0, p95In: 0.95, p95Out: 0.1 },
  ]);
});

test('of many links each day is a row, and no group', async () => {
  const series = await ask(linkFigures('days', []));

  expect(series).toHaveLength(1);
  expect(series[0]).toHaveLength(LINES.length);
  expect(series[0]?.[0]).toMatchObject({ link: 'full', p95In: 1.4, errors: 1, discards: 0 });
});
