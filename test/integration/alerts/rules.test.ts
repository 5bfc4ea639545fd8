import { expect, test } from 'vitest';
import { buildAlerting } from '#alerts/rules/build-alerting.ts';
import { days, minutes } from '#core/time/units.ts';
import { type AlertState, evaluateRules } from '#grafana/check/evaluate-rule.ts';
import { createAskInflux } from '#grafana/reading/ask-influx.ts';
import { type AlertFaults, alertMeasurements } from '../../support/alert-measurements.ts';
import { HANOI } from '../../support/hanoi.ts';
import { startTestInfluxd } from '../../support/influx.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 5, 0, 30);
const { ruleGroups } = buildAlerting(HANOI, {
  language: 'en',
  dataSourceUid: 'camwatch-influx',
  maintenance: [],
});
const stop = new AbortController().signal;

/** What fires over measurements with these faults: `uid` and the labels of its place. */
async function firing(
  faults: AlertFaults,
  nowMs = NOW_MS,
  wanted: readonly AlertState[] = ['firing'],
): Promise<readonly string[]> {
  const { url } = await startTestInfluxd();
  await post(`${url}/query`, new URLSearchParams({ q: 'CREATE DATABASE camwatch' }));
  for (const [policy, lines] of Object.entries(alertMeasurements(NOW_MS, faults))) {
    await post(
      `${url}/query`,
      new URLSearchParams({
        q: `CREATE RETENTION POLICY "${policy}" ON "camwatch" DURATION INF REPLICATION 1`,
      }),
    );
    await post(`${url}/write?db=camwatch&rp=${policy}&precision=ms`, lines.join('\n'));
  }
  const rules = await evaluateRules(
    ruleGroups,
    { ask: createAskInflux({ url, database: 'camwatch' }), nowMs },
    stop,
  );
  expect(rules.filter(({ error }) => error !== undefined)).toEqual([]);
  return rules.flatMap(({ uid, alerts }) =>
    alerts
      .filter(({ state }) => wanted.includes(state))
      .map(({ labels: { severity, notify, managed_by, ...labels } }) =>
        [uid, ...Object.values(labels)].join(' '),
      ),
  );
}

async function post(url: string, body: string | URLSearchParams): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  expect(`${response.ok} ${text}`).not.toMatch(/^false|error/);
}

test('nothing fires while all is well', async () => {
  expect(await firing({})).toEqual([]);
});

test('nor is anything about to fire, also where a minute has only just begun', async () => {
  const evenMs = Math.floor(NOW_MS / minutes(2)) * minutes(2);
  expect(await firing({}, evenMs + 500, ['firing', 'pending'])).toEqual([]);
});

test.each<readonly [string, AlertFaults, readonly string[]]>([
  [
    'six of ten cameras are down',
    { camerasDown: 6 },
    [
      'camwatch-devices-down police d1 reach camera',
      'camwatch-availability-low police d1 reach',
      'camwatch-budget-burn-fast nha-thau-a reach',
      'camwatch-budget-burn-steady nha-thau-a reach',
      'camwatch-budget-burn-slow nha-thau-a reach',
    ],
  ],
  ['a line is cut', { lineDown: true }, ['camwatch-link-down police d1 link:line-1']],
  [
    'a line is full',
    { lineFull: true },
    ['camwatch-link-saturated police d1 line-1', 'camwatch-link-saturated-p95 police d1 line-1'],
  ],
  ['a recorder records nothing', { recorderDown: true }, ['camwatch-recorder-down police d1']],
  ['a disk fails', { diskFailed: true }, ['camwatch-recorder-disk police d1']],
  ['recordings are short', { retentionShort: true }, ['camwatch-recorder-retention police d1']],
  ['a clock is behind', { clockOffsetMs: -31_000 }, ['camwatch-clock-drift police d1']],
  ['pings are lost', { lossRatio: 0.06 }, ['camwatch-loss-high police d1']],
  ['answers are slow', { rttMs: 250 }, ['camwatch-latency-high police d1']],
  ['the collector is blind', { blind: true }, ['camwatch-collector-blind c-1']],
  ['points are dropped', { dropsPoints: true }, ['camwatch-influx-drops c-1']],
  ['the queue grows', { queueGrows: true }, ['camwatch-influx-queue c-1']],
  ['incidents lag behind', { incidentLagMs: minutes(4) }, ['camwatch-incidents-late c-1']],
  ['the thread of incidents ended', { threadEnded: true }, ['camwatch-incidents-restarted c-1']],
  ['messages are given up', { givesUpMessages: true }, ['camwatch-messages-dead c-1']],
  ['messages wait for too long', { messageWaitMs: minutes(20) }, ['camwatch-messages-waiting c-1']],
  ['a collector is not heard', { silentMs: minutes(6) }, ['camwatch-collector-away c-1 z1']],
  ['a collector is behind', { waitingMs: minutes(20) }, ['camwatch-collector-behind c-1 z1']],
  [
    'a collector is behind and is not heard any more',
    { waitingMs: minutes(20), silentMs: minutes(6) },
    ['camwatch-collector-away c-1 z1'],
  ],
  ['nobody covers a device', { uncovered: 1 }, ['camwatch-zone-uncovered z1']],
  ['a collector says that it is in trouble', { troubled: true }, ['camwatch-collector-stopped c-1 z1']],
  [
    'a certificate was not renewed',
    { certificateLeftMs: days(7) - 1 },
    ['camwatch-collector-stopped c-1 z1'],
  ],
])('where %s, exactly that fires', async (_, faults, expected) => {
  expect((await firing(faults)).map(withSortedLabels)).toEqual(expected.map(withSortedLabels));
});

test('a silent collector fires while its last points are in sight, and when none are', async () => {
  expect(await firing({}, NOW_MS + minutes(10))).toEqual(['camwatch-collector-silent c-1']);
  expect(await firing({}, NOW_MS + minutes(60 * 24))).toEqual(['camwatch-collector-silent']);
});

/** Tags come in an order of InfluxDB's. */
const withSortedLabels = (alert: string): string => alert.split(' ').toSorted().join(' ');
