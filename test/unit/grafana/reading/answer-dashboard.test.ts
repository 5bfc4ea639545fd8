import { type Dashboard, defaultDashboard, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { expect, test } from 'vitest';
import { InfluxQL } from '#grafana/influxql/influxql-query.ts';
import { EVERY_INTERVAL, namesOf, select } from '#grafana/influxql/select.ts';
import { answerDashboard } from '#grafana/reading/answer-dashboard.ts';

const { from, field } = namesOf('collector');
const NOW_MS = Date.UTC(2026, 10, 26, 12);
const HOUR_MS = 3_600_000;

test('a panel that looks back by a span of its own is asked for that, in buckets no narrower than it says', async () => {
  const asked: string[] = [];
  const query = select({
    columns: { seeing: `min(${field('seeing')})` },
    from,
    groupBy: [EVERY_INTERVAL],
  });
  const panel = (given: Partial<Panel>): Panel => ({
    type: 'stat',
    gridPos: { x: 0, y: 0, w: 24, h: 4 },
    targets: [new InfluxQL(query, 'camwatch-influx').build()],
    ...given,
  });
  const dashboard: Dashboard = {
    ...defaultDashboard(),
    panels: [
      panel({ id: 1 }),
      panel({ id: 2, timeFrom: '30d', interval: '1h' }),
      panel({ id: 3, timeFrom: '5m' }),
    ],
  };

  await answerDashboard(
    dashboard,
    {
      ask: async (text) => {
        asked.push(text);
        return { ok: true, series: [] };
      },
      fromMs: NOW_MS - HOUR_MS,
      toMs: NOW_MS,
      leastIntervalMs: 10_000,
    },
    new AbortController().signal,
  );

  const rangesAndBuckets = asked.map((text) => /time >= (\d+)ms.*time\((\w+)\)/.exec(text)?.slice(1));
  expect(rangesAndBuckets).toEqual([
    [String(NOW_MS - HOUR_MS), '10s'],
    [String(NOW_MS - 720 * HOUR_MS), '1h'],
    [String(NOW_MS - HOUR_MS / 12), '10s'],
  ]);
});
