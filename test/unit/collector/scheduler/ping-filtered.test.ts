import { describe, expect, test } from 'vitest';
import { findFiltered } from '#collector/findings/find-filtered.ts';
import type { KnownStatuses } from '#collector/scheduler/status-store.ts';
import { buildWatchColumns } from '#collector/states/watch-columns.ts';
import type { ProbeOutcome, Reading } from '#core/domain/probing.ts';
import type { Indicator } from '#core/domain/state.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { createTestStore } from '#test/support/status-store.ts';

const check = (prober: 'icmp' | 'onvif' | 'rtsp', intervalMs: number) => ({
  prober,
  intervalMs,
  timeoutMs: 1_000,
  confirm: 3,
  recheckMs: 5_000,
  degradedLossRatio: 0.5,
  transport: 'plain' as const,
  playMs: 0,
  detailsEveryMs: 86_400_000,
});
const PROFILES = {
  camera: {
    reach: check('icmp', 60_000),
    service: check('onvif', 300_000),
    stream: check('rtsp', 300_000),
  },
};
const GRACE_MS = 20_000;

function watchCamera(known: KnownStatuses = new Map()) {
  const register = createTestStore(known);
  const inventory = inventoryOf({
    devices: [device({ id: 'cam', address: '192.0.2.1', lifecycle: [{ stage: 'in-service', atMs: 0 }] })],
  });
  register.replace(buildWatchColumns(inventory, PROFILES, 0), 0);
  return register;
}

const OUTCOMES = {
  ok: { ok: true, measurements: {} },
  silent: { ok: false, reason: 'timeout', detail: 'silent' },
  refused: { ok: false, reason: 'credentials', detail: 'no' },
} as const satisfies Record<string, ProbeOutcome>;

const read = (indicator: Indicator, atMs: number, outcome: keyof typeof OUTCOMES): Reading => ({
  deviceId: 'cam',
  indicator,
  atMs,
  outcome: OUTCOMES[outcome],
});

/** All its rungs answer at 10 s, and its pings fail from 70 s on. */
function withoutPings() {
  const register = watchCamera();
  register.judgeReadings([
    read('reach', 10_000, 'ok'),
    read('service', 10_100, 'ok'),
    read('stream', 10_200, 'ok'),
  ]);
  register.judgeReadings([read('reach', 70_000, 'silent')]);
  return register;
}

/** The service answered at 70.5 s, before the outage was confirmed. */
function filtered() {
  const register = withoutPings();
  const changes = register.judgeReadings([
    read('service', 70_500, 'ok'),
    read('reach', 75_000, 'silent'),
    read('reach', 80_000, 'silent'),
  ]);
  return { register, changes };
}

describe('a camera that answers no ping', () => {
  test('and nothing else since then is lost, whatever answered before', () => {
    const register = withoutPings();

    expect(
      register.judgeReadings([read('reach', 75_000, 'silent'), read('reach', 80_000, 'silent')]),
    ).toEqual([
      {
        entity: 'device:cam',
        indicator: 'reach',
        state: 'down',
        reason: 'timeout',
        afterMs: 10_000,
        atMs: 70_000,
        evidence: { probes: 3 },
      },
    ]);
  });

  test('and answered otherwise before that was confirmed has one row that says so', () => {
    expect(filtered().changes).toEqual([
      {
        entity: 'device:cam',
        indicator: 'reach',
        state: 'down',
        reason: 'ping-filtered',
        afterMs: 10_000,
        atMs: 70_000,
        evidence: {
          probes: 3,
          pingFiltered: true,
          pings: 'timeout',
          answeredBy: 'service',
          answeredMs: 70_500,
        },
      },
    ]);
  });

  test('and answers otherwise later has a row of its own, when the next ping failed as well', () => {
    const register = withoutPings();
    register.judgeReadings([read('reach', 75_000, 'silent'), read('reach', 80_000, 'silent')]);

    expect(register.judgeReadings([read('stream', 200_000, 'ok')])).toEqual([]);
    expect(register.judgeReadings([read('reach', 200_000, 'silent')])).toEqual([]);
    expect(register.judgeReadings([read('reach', 200_001, 'silent')])).toEqual([
      {
        entity: 'device:cam',
        indicator: 'reach',
        state: 'down',
        reason: 'ping-filtered',
        afterMs: 70_000,
        atMs: 200_000,
        evidence: { pingFiltered: true, pings: 'timeout', answeredBy: 'stream', answeredMs: 200_000 },
      },
    ]);
  });

  test('and was asked as it came back, by a question that waited and a ping that did not, is not filtered', () => {
    const register = withoutPings();
    register.judgeReadings([read('reach', 75_000, 'silent'), read('reach', 80_000, 'silent')]);

    // The line is back at 101 s: what was sent again then was answered.
    const service = { ...read('service', 100_000, 'ok'), endMs: 101_200, provenMs: 101_200 };
    expect(register.judgeReadings([read('reach', 100_500, 'silent'), service])).toEqual([]);
    expect(register.judgeReadings([read('reach', 102_000, 'ok')])).toMatchObject([
      { state: 'up', afterMs: 100_500, atMs: 102_000 },
    ]);
  });

  test('and answers the next ping after it started again was lost, and is back', () => {
    const register = withoutPings();
    register.judgeReadings([read('reach', 75_000, 'silent'), read('reach', 80_000, 'silent')]);
    register.judgeReadings([read('service', 100_000, 'ok')]);

    expect(register.judgeReadings([read('reach', 100_500, 'ok')])).toMatchObject([
      { state: 'up', afterMs: 80_000, atMs: 100_500 },
    ]);
  });

  test('and answered at the very instant of the first failed ping has proven nothing', () => {
    const register = withoutPings();

    const changes = register.judgeReadings([
      read('service', 70_000, 'ok'),
      read('reach', 75_000, 'silent'),
      read('reach', 80_000, 'silent'),
    ]);

    expect(changes).toMatchObject([{ reason: 'timeout' }]);
  });

  test('and refuses our password lives', () => {
    const register = withoutPings();

    const changes = register.judgeReadings([
      read('service', 70_500, 'refused'),
      read('reach', 75_000, 'silent'),
      read('reach', 80_000, 'silent'),
    ]);

    expect(changes).toMatchObject([{ reason: 'ping-filtered', evidence: { answeredBy: 'service' } }]);
  });
});

describe('a camera whose pings are filtered', () => {
  test('stands for the line in front of it', () => {
    const { register } = filtered();

    expect(register.status('cam', 'reach')).toMatchObject({
      state: 'down',
      reason: 'ping-filtered',
      sinceMs: 70_000,
    });
    expect(register.lifeOf('cam', 90_000)).toMatchObject({ state: 'degraded', lastAnswerMs: 70_500 });
    expect(register.reachOf('cam', 90_000)).toMatchObject({ state: 'down' });
  });

  test('is lost when the last rung falls that answered since, from then on', () => {
    const { register } = filtered();
    register.judgeReadings([read('stream', 100_000, 'ok')]);
    const first = register.judgeReadings(
      [200_000, 205_000, 210_000].map((ms) => read('service', ms, 'silent')),
    );
    const second = register.judgeReadings(
      [300_000, 315_000, 330_000].map((ms) => read('stream', ms, 'silent')),
    );

    expect(first).toMatchObject([{ indicator: 'service', state: 'down', atMs: 200_000 }]);
    expect(second).toMatchObject([
      { indicator: 'stream', state: 'down', afterMs: 100_000, atMs: 300_000 },
      {
        indicator: 'reach',
        state: 'down',
        reason: 'timeout',
        afterMs: 100_000,
        atMs: 300_000,
        evidence: { lastAnsweredBy: 'stream' },
      },
    ]);
    expect(register.lifeOf('cam', 340_000)).toMatchObject({ state: 'down', sinceMs: 300_000 });
  });

  test('is lost when nothing was heard of it for two intervals', () => {
    const { register } = filtered();
    const changes = register
      .sweep(70_500 + 600_000 + GRACE_MS + 1, 0, GRACE_MS)
      .filter(({ indicator }) => indicator === 'reach');

    // Its pings stopped coming as well: of the two `stale` is what is known.
    expect(changes.at(-1)).toMatchObject({ state: 'unknown', reason: 'stale' });
  });

  test('that answers pings again has its outage ended', () => {
    const { register } = filtered();

    expect(register.judgeReadings([read('reach', 140_000, 'ok')])).toMatchObject([
      { indicator: 'reach', state: 'up', afterMs: 80_000, atMs: 140_000 },
    ]);
  });

  test('stays so after a restart until its rungs were asked', () => {
    const history = { bits: 0, length: 0 };
    const known: KnownStatuses = new Map([
      [
        'cam reach',
        {
          state: 'down',
          reason: 'ping-filtered',
          sinceMs: 70_000,
          afterMs: 10_000,
          lastMs: 400_000,
          history,
        },
      ],
      ['cam service', { state: 'up', sinceMs: 10_100, afterMs: 10_100, lastMs: 400_000, history }],
    ] as const);
    const register = watchCamera(known);

    expect(register.judgeReadings([read('reach', 500_000, 'silent')])).toEqual([]);
    const lost = register.judgeReadings(
      [510_000, 515_000, 520_000].map((ms) => read('service', ms, 'silent')),
    );
    expect(lost).toMatchObject([
      { indicator: 'service', state: 'down', atMs: 510_000 },
      { indicator: 'reach', state: 'down', reason: 'timeout', atMs: 510_000 },
    ]);
  });
});

test('what nothing answers for any more raises no finding of a filter', () => {
  const reach = { entity: 'device:cam', indicator: 'reach', afterMs: 1, atMs: 2 } as const;

  expect(findFiltered({ ...reach, state: 'down', reason: 'ping-filtered' })).toMatchObject([
    { isPresent: true },
  ]);
  expect(findFiltered({ ...reach, state: 'down', reason: 'timeout' })).toMatchObject([{ isPresent: false }]);
  expect(findFiltered({ ...reach, state: 'up' })).toMatchObject([{ isPresent: false }]);
  expect(findFiltered({ ...reach, state: 'unknown', reason: 'stale' })).toEqual([]);
  expect(findFiltered({ ...reach, indicator: 'service', state: 'up' })).toEqual([]);
});

describe('what is asked at once', () => {
  test.each([
    ['of a camera whose ping fails: the next rung', 'reach', 'silent', ['service']],
    ['of one whose service fails: nothing', 'service', 'silent', []],
    ['of one that answers: nothing', 'service', 'ok', []],
  ] as const)('%s', (_name, indicator, outcome, expected) => {
    const register = watchCamera();
    register.judgeReadings([read('reach', 10_000, 'ok'), read('service', 10_100, 'ok')]);

    expect(register.rungsToAsk(read(indicator, 70_000, outcome))).toEqual(expected);
  });

  test('is not the rung that refuses us: accounts lock', () => {
    const register = watchCamera();
    register.judgeReadings([read('reach', 10_000, 'ok')]);
    register.judgeReadings([1, 2, 3].map((n) => read('service', n * 10_000, 'refused')));

    expect(register.rungsToAsk(read('reach', 70_000, 'silent'))).toEqual(['stream']);
  });

  test('is a ping where something answers of a camera that was lost', () => {
    const register = withoutPings();
    register.judgeReadings([read('reach', 75_000, 'silent'), read('reach', 80_000, 'silent')]);

    expect(register.rungsToAsk(read('service', 100_000, 'ok'))).toEqual(['reach']);
    expect(register.rungsToAsk(read('reach', 140_000, 'silent'))).toEqual([]);
  });

  test('are all others where a rung fails of a camera whose pings are filtered', () => {
    expect(filtered().register.rungsToAsk(read('service', 300_000, 'silent'))).toEqual(['stream']);
  });
});
