import { readFileSync } from 'node:fs';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { expect, test, vi } from 'vitest';
import { createContractDayUpdater } from '#contracts/actions/update-contract-days.ts';
import { openDayWriter } from '#ledger/sqlite/writing/day-writer.ts';
import { rowOf } from '#server/keepers/keep-figures.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { panelsOf, queriesOf } from '#test/support/panels-of.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { at, CAMERAS, inventory, LINES, TIME_ZONE } from '#test/support/settled-city.ts';
import { writeLedger } from '#test/support/settlement-ledger.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';

const BEGIN_MS = at('12-05T00:00');
const NOW_MS = at('12-05T01:00');
const TERMS = { indicator: 'reach', availability: '99.9%', unknown: 'down' };

/** A contract of today: of its first hour the last ten seconds were watched, of one camera down for the last of them. */
function beganToday(down: 'up' | 'down'): string {
  const watchedMs = NOW_MS - 10_000;
  return writeLedger([
    inventory({ contracts: [{ ...CAMERAS, fromMs: BEGIN_MS, terms: TERMS }, LINES] }),
    {
      recordedMs: NOW_MS,
      changes: [
        change('device:sw', 'up', watchedMs),
        change('device:cam', 'up', watchedMs),
        ...(down === 'down' ? [change('device:cam', 'down', NOW_MS - 1_000)] : []),
      ],
      coverage: [{ fromMs: watchedMs, toMs: NOW_MS, closed: 'stop' }],
    },
  ]);
}

async function copied(path: string): Promise<string> {
  const { url } = await startTestInfluxd();
  const reader = openTempReader(path);
  const writer = openDayWriter(path, { nowMs: () => NOW_MS });
  const days = createContractDayUpdater({ reader, writer, path, timeZone: TIME_ZONE, nowMs: () => NOW_MS });
  const measurements = createTestWriter(url, { dir: await temporaryDir() });
  measurements.writeRows({ sla: days.update().days.map(rowOf) });
  await vi.waitFor(() => expect(measurements.health().mode).toBe('writing'), PATIENCE);
  await measurements.close();
  writer.close();
  return url;
}

/** What the tiles of the dashboard of contracts ask of these columns. */
function tileQueries(column: string): readonly string[] {
  const file = new URL(
    '../../../../deploy/grafana/dashboards/camwatch/camwatch-contractor.json',
    import.meta.url,
  );
  const dashboard: Dashboard = JSON.parse(readFileSync(file, 'utf8'));
  const queries = panelsOf(dashboard).flatMap((panel) => queriesOf(panel).map(({ query = '' }) => query));
  return queries
    .filter((query) => query.includes(`AS "${column}"`))
    .map((query) =>
      query
        .replaceAll('$timeFilter', `time >= ${BEGIN_MS}ms AND time < ${NOW_MS}ms`)
        .replaceAll(/\$\{?contract(?::\w+)?\}?/g, 'cameras'),
    );
}

async function ask(url: string, column: string): Promise<readonly unknown[]> {
  const answers = await Promise.all(tileQueries(column).map((query) => queryRows(url, query)));
  return answers.flatMap((rows) =>
    rows.filter((row) => column in row && row.contract !== 'lines').map((row) => row[column]),
  );
}

test('an hour of which ten seconds were measured, all of them good, has used up nothing, and the tile says how much was measured', async () => {
  const url = await copied(beganToday('up'));

  expect(await ask(url, 'budgetUsed')).toEqual([0, 0]);
  expect(await ask(url, 'monthUsed')).toEqual([0]);
  expect(new Set(await ask(url, 'coverage'))).toEqual(new Set([expect.closeTo(10 / 3_600, 9)]));
});

test('what was measured as lost is used up, of the counted time of two devices', async () => {
  const url = await copied(beganToday('down'));

  const used = 1 / 7_200 / 0.001;
  expect(await ask(url, 'budgetUsed')).toEqual([expect.closeTo(used, 9), expect.closeTo(used, 9)]);
  expect(await ask(url, 'monthUsed')).toEqual([expect.closeTo(used / 30, 9)]);
});
