import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEASURED_SERIES, SERIES } from '#core/names/series.ts';
import { minutes } from '#core/time/units.ts';
import type { SyntheticPoints } from '#demo/preview/synthetic-points.ts';
import { evaluateRules } from '#grafana/check/evaluate-rule.ts';
import { lintContent } from '#grafana/check/lint-content.ts';
import { openingRange, runQueries } from '#grafana/check/run-queries.ts';
import type { GrafanaContent } from '#grafana/content.ts';
import { answerDashboard } from '#grafana/reading/answer-dashboard.ts';
import type { AskInflux } from '#grafana/reading/ask-influx.ts';
import { drawnPanelsOf, queriesOf } from '#grafana/reading/read-dashboard.ts';
import type { Frame } from '#grafana/reading/read-frames.ts';
import { buildCityContent, DATA_SOURCE_UID } from '#server/grafana/city-content.ts';
import { startLastingInflux } from '../../support/filled-influx.ts';
import { HANOI } from '../../support/hanoi.ts';
import { synthesizeZonedPoints, zonedCity, zoneOfDistrict } from '../../support/zoned-city.ts';

const NOW_MS = Math.floor(Date.now() / minutes(1)) * minutes(1);
const stop = new AbortController().signal;
const MEASURED = new Set<string>(MEASURED_SERIES.map((name) => SERIES[name].measurement));

/** Three servers: what is written where the record is, and what is measured in each zone; and one with all of it. */
let content: GrafanaContent;
let whole: GrafanaContent;
let asks: ReadonlyMap<string, AskInflux>;
let askWhole: AskInflux;
const servers = new AsyncDisposableStack();

afterAll(() => servers.disposeAsync());

beforeAll(async () => {
  const { record, zones } = synthesizeZonedPoints(NOW_MS);
  const start = async (points: readonly SyntheticPoints[]) => servers.use(await startLastingInflux(points));
  const centre = await start(record);
  const north = await start(zones.north);
  const south = await start(zones.south);
  const all = await start([...record, ...zones.north, ...zones.south]);
  const city = zonedCity({ north: north.url, south: south.url }, centre.url);
  content = withFewAgencies(buildCityContent(city, { language: 'vi' }));
  whole = buildCityContent(HANOI, { language: 'vi' });
  asks = new Map([
    [DATA_SOURCE_UID, centre.ask],
    [`${DATA_SOURCE_UID}-north`, north.ask],
    [`${DATA_SOURCE_UID}-south`, south.ask],
  ]);
  askWhole = all.ask;
}, 300_000);

/** Those of agencies are alike. */
function withFewAgencies(all: GrafanaContent): GrafanaContent {
  const agencies = all.dashboards.filter(({ dashboard }) => dashboard.uid.startsWith('camwatch-agency-'));
  const left = new Set(agencies.slice(2));
  return { ...all, dashboards: all.dashboards.filter((placed) => !left.has(placed)) };
}

function askAt(uid: string): AskInflux {
  const ask = asks.get(uid);
  if (!ask) throw new Error(`expected a data source of ours, got ${uid}`);
  return ask;
}

const never: AskInflux = async (query) => ({ ok: false, detail: `asked of no data source: ${query}` });

test('each zone has a data source, and every dashboard and rule is as it should be', () => {
  expect(content.dataSources.map(({ uid, name }) => [uid, name])).toEqual([
    ['camwatch-influx', 'camwatch'],
    ['camwatch-influx-north', 'camwatch north'],
    ['camwatch-influx-south', 'camwatch south'],
  ]);
  expect(lintContent(content)).toEqual([]);
});

describe('every query of every dashboard and rule', () => {
  test('is answered by the data source that it is sent to, and each panel finds something', async () => {
    const { problems, empty, queryCount } = await runQueries(
      content,
      { ask: never, askAt, nowMs: NOW_MS, leastIntervalMs: minutes(1), empty: 'note' },
      stop,
    );

    expect(problems).toEqual([]);
    expect(queryCount).toBeGreaterThan(150);
    // A device or line is known to one zone alone: of several queries of such a panel one has it.
    expect(
      empty.filter(
        (where) => !/^camwatch-(device|links|district|agency-[a-z0-9-]+): .* query [A-Z]$/.test(where),
      ),
    ).toEqual([]);
  }, 300_000);

  test('is sent to the record for what is written once, and to zones for what is measured', () => {
    const sent = content.dashboards.flatMap(({ dashboard }) =>
      drawnPanelsOf(dashboard).flatMap((panel) => queriesOf(panel)),
    );
    for (const { query, datasource } of sent) {
      const read = [...query.matchAll(/FROM "\w+"\."(\w+)"/g)].map(([, name = '']) => name);
      const isOfZone = datasource.uid !== DATA_SOURCE_UID;
      const isMeasured = read.every((name) => MEASURED.has(name));
      if (read.some((name) => name !== 'collector')) expect([query, isOfZone]).toEqual([query, isMeasured]);
    }
    expect(new Set(sent.map(({ datasource }) => datasource.uid)).size).toBe(3);
  });
});

async function framesOf(
  of: GrafanaContent,
  uid: string,
  asking: { ask: AskInflux; askAt?: (uid: string) => AskInflux },
  chosen: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<number, readonly Frame[]>> {
  const { dashboard } = of.dashboards.find((placed) => placed.dashboard.uid === uid) ?? {};
  if (!dashboard) throw new Error(`expected the dashboard ${uid}`);
  const range = openingRange(dashboard, { nowMs: NOW_MS, leastIntervalMs: minutes(1) });
  const { frames, refused } = await answerDashboard(dashboard, { ...asking, ...range, chosen }, stop);
  expect(refused).toEqual([]);
  return frames;
}

/** Rows of a table in any order, by the names of their columns. */
const rowsOf = (frames: readonly Frame[] = []): readonly string[] =>
  frames
    .flatMap(({ fields }) =>
      (fields[0]?.values ?? []).map((_, row) =>
        JSON.stringify(Object.fromEntries(fields.map(({ name, values }) => [name, values[row]]))),
      ),
    )
    .toSorted();

const panelIds = { links: 10, recorders: 10 } as const;

describe('what is read from several data sources', () => {
  test.each(['links', 'recorders'] as const)('is, in the table of %s, what one would have', async (name) => {
    const zoned = await framesOf(content, `camwatch-${name}`, { ask: never, askAt });
    const one = await framesOf(whole, `camwatch-${name}`, { ask: askWhole });

    expect(rowsOf(zoned.get(panelIds[name]))).toEqual(rowsOf(one.get(panelIds[name])));
    expect(rowsOf(zoned.get(panelIds[name])).length).toBeGreaterThan(5);
  });

  test('adds up to it, in the tiles of sums', async () => {
    const zoned = await framesOf(content, 'camwatch-recorders', { ask: never, askAt });
    const one = await framesOf(whole, 'camwatch-recorders', { ask: askWhole });
    const lastOf = (frames: readonly Frame[] = [], name: string) =>
      frames
        .flatMap(({ fields }) => fields)
        .filter(({ displayName = '' }) => displayName === name || displayName.startsWith(`${name} · `))
        .map(({ values }) => Number(values.at(-1)));
    const tiles = [...zoned.keys()].filter((id) => lastOf(zoned.get(id), 'channels').length === 2);

    expect(tiles).toHaveLength(1);
    const [tile = 0] = tiles;
    const sum = lastOf(zoned.get(tile), 'channels').reduce((total, value) => total + value, 0);
    expect([sum]).toEqual(lastOf(one.get(tile), 'channels'));
  });

  test('of a district is what its own zone measured', async () => {
    const district = 'ba-dinh';
    expect(zoneOfDistrict(district)).toBe('north');

    const zoned = await framesOf(
      content,
      'camwatch-district',
      { ask: never, askAt },
      { district, area: '$__all' },
    );
    const one = await framesOf(whole, 'camwatch-district', { ask: askWhole }, { district, area: '$__all' });

    // Loss and latency by ward.
    for (const id of [16, 17]) {
      expect(zoned.get(id)?.length).toBeGreaterThan(0);
      expect(zoned.get(id)).toEqual(one.get(id));
    }
  });
});

test('a rule about what is measured is asked of each zone, one about the record once', async () => {
  const uids = content.ruleGroups.flatMap(({ rules = [] }) => rules.map(({ uid = '' }) => uid));

  expect(uids.filter((uid) => uid.startsWith('camwatch-recorder-disk'))).toEqual([
    'camwatch-recorder-disk-north',
    'camwatch-recorder-disk-south',
  ]);
  expect(uids.filter((uid) => uid.startsWith('camwatch-collector-silent'))).toEqual([
    'camwatch-collector-silent',
    'camwatch-collector-silent-north',
    'camwatch-collector-silent-south',
  ]);
  expect(uids.filter((uid) => uid.startsWith('camwatch-incidents-late'))).toEqual([
    'camwatch-incidents-late',
  ]);
  expect(uids.filter((uid) => uid.startsWith('camwatch-devices-down'))).toEqual(['camwatch-devices-down']);

  const rules = await evaluateRules(content.ruleGroups, { ask: never, askAt, nowMs: NOW_MS }, stop);
  expect(rules.filter(({ error }) => error !== undefined)).toEqual([]);
});
