import { expect, test } from 'vitest';
import { buildDashboards } from '#dashboards/build-dashboards.ts';
import { textsEn } from '#dashboards/texts/texts-en.ts';
import { textsVi } from '#dashboards/texts/texts-vi.ts';
import { HANOI } from '#test/support/hanoi.ts';
import { panelsOf, queriesOf } from '#test/support/panels-of.ts';

/** Numbers that are worked out in different ways, by the column that holds them, and what each is worked out of. */
const COLUMNS = {
  availability: /"availability(?:_\w+)?"/,
  countedAvailability: /"fleet_\w+"/,
  settledAvailability: /"sla"/,
  unreached: /"indicator" = 'reach'/,
  noPicture: /"indicator" = 'stream'/,
  notRecording: /"indicator" = 'recording'/,
} as const;

const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const QUERIES = buildDashboards(HANOI, {
  language: 'vi',
  dataSourceUid: 'camwatch-influx',
}).dashboards.flatMap(({ dashboard }) =>
  panelsOf(dashboard).flatMap((panel) => queriesOf(panel).map(({ query = '' }) => query)),
);

test.each(names)('%s is worked out in one way on every dashboard', (name) => {
  const asking = QUERIES.filter((query) => query.includes(`AS "${name}"`));

  expect(asking.length).toBeGreaterThan(0);
  for (const query of asking) expect(query).toMatch(COLUMNS[name]);
});

test.each([
  ['English', textsEn],
  ['Vietnamese', textsVi],
])('what is worked out in different ways has different names in %s', (_, { columns }) => {
  const words = [...names, 'down' as const].map((name) => columns[name]);

  expect(new Set(words).size).toBe(words.length);
});
