import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { TimeVerdict } from '#collector/clock/ask-time-servers.ts';
import {
  type Confirmation,
  createClockKeeper,
  type RememberedOrigin,
} from '#collector/clock/clock-keeper.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';

const WALL_MS = Date.UTC(2026, 10, 28, 3);
const ORIGIN_MS = WALL_MS - hours(5);
const SERVERS = [{ address: 'ntp.example.org', port: 123 }];

interface Start {
  readonly servers?: typeof SERVERS;
  readonly lastRecordedMs?: number;
  readonly origin?: RememberedOrigin;
}

function keep({ servers = [], lastRecordedMs, origin }: Start = {}) {
  const time = { wallMs: WALL_MS, elapsedMs: hours(5) };
  const said: { verdict: TimeVerdict; confirmation?: Confirmation } = { verdict: { answers: [] } };
  const stopping = new AbortController();
  const remembered: Omit<RememberedOrigin, 'seq'>[] = [];
  let asked = 0;
  const clock = createClock({
    wallMs: () => time.wallMs,
    monotonicMs: () => time.elapsedMs,
    elapsedMs: () => time.elapsedMs,
    limitMs: () => hours(1),
  });
  const metrics = createMetrics();
  const keeper = createClockKeeper({
    clock,
    boot: { bootId: 'boot-1', elapsedMs: () => time.elapsedMs },
    wallMs: () => time.wallMs,
    settings: () => ({ servers, stepLimitMs: hours(1) }),
    ask: async () => {
      asked++;
      return said.verdict;
    },
    ...{ metrics, logger: pino({ level: 'silent' }), stop: stopping.signal },
    monotonicMs: () => time.elapsedMs,
  });
  const record = {
    lastRecordedMs: () => lastRecordedMs,
    lastConfirmation: () => said.confirmation,
    rememberedOrigin: () => origin,
    rememberOrigin: async (kept: Omit<RememberedOrigin, 'seq'>) => void remembered.push(kept),
  };
  return {
    ...{ time, said, clock, keeper, remembered, stopping },
    asked: () => asked,
    open: async () => {
      await keeper.askFirst();
      await keeper.open(record);
    },
    pass: (ms: number) => {
      time.wallMs += ms;
      time.elapsedMs += ms;
    },
    trustedMetric: async () => (await metrics.camwatch_clock_trusted.get()).values[0]?.value,
  };
}

test('a new record: the time is believed, and what it began with is remembered', async () => {
  const { open, clock, remembered, trustedMetric } = keep();

  await open();

  expect(clock.doubt()).toBeUndefined();
  expect(remembered).toEqual([{ bootId: 'boot-1', originMs: ORIGIN_MS }]);
  expect(await trustedMetric()).toBe(1);
});

test.each([
  ['behind the record', WALL_MS + days(3), 'behind-record'],
  ['far ahead of it', WALL_MS - days(3), 'ahead-of-record'],
])(
  '%s: not believed, nothing is remembered, and our clock stands at the last row',
  async (_, lastRecordedMs, cause) => {
    const { open, clock, remembered, trustedMetric } = keep({ lastRecordedMs });

    await open();

    expect(clock.doubt()?.cause).toBe(cause);
    expect(clock.nowMs()).toBe(lastRecordedMs);
    expect(remembered).toEqual([]);
    expect(await trustedMetric()).toBe(0);
  },
);

test('a day after the last row is no doubt where the same system ran on, and steps of the run before count on', async () => {
  const origin = { seq: 7, bootId: 'boot-1', originMs: ORIGIN_MS - minutes(40) };
  const { open, clock, time } = keep({ lastRecordedMs: WALL_MS - days(1), origin });
  await open();
  expect(clock.doubt()).toBeUndefined();

  time.wallMs += minutes(40);
  expect(clock.resync()?.kind).toBe('doubt');
});

test('what another start of the system left counts for nothing', async () => {
  const origin = { seq: 7, bootId: 'boot-0', originMs: ORIGIN_MS };
  const { open, clock } = keep({ lastRecordedMs: WALL_MS - days(1), origin });

  await open();

  expect(clock.doubt()?.cause).toBe('ahead-of-record');
});

test('a confirmation after the last run counts more than what that left', async () => {
  const origin = { seq: 7, bootId: 'boot-1', originMs: ORIGIN_MS - days(9) };
  const world = keep({ lastRecordedMs: WALL_MS - days(9), origin });
  world.said.confirmation = {
    seq: 8,
    recordedMs: WALL_MS - minutes(1),
    bootId: 'boot-1',
    originMs: ORIGIN_MS,
  };

  await world.open();

  expect(world.clock.doubt()).toBeUndefined();
});

test('servers that agree at the start answer for the time, whatever the record says', async () => {
  const world = keep({ servers: SERVERS, lastRecordedMs: WALL_MS - days(3) });
  world.said.verdict = { answers: [], offsetMs: 200 };

  await world.open();

  expect(world.clock.doubt()).toBeUndefined();
  expect(world.remembered.length).toBe(1);
});

test('servers that contradict at the start tell our clock the time', async () => {
  const world = keep({ servers: SERVERS });
  world.said.verdict = { answers: [], offsetMs: -days(3_652) };

  await world.open();

  expect(world.clock.doubt()).toEqual({
    cause: 'time-servers',
    sinceMs: expect.any(Number),
    offMs: days(3_652),
  });
  expect(world.clock.nowMs()).toBe(WALL_MS - days(3_652));
});

test.each([
  ['off by as much as the limit', hours(1)],
  ['silent', undefined],
])('servers that are %s change nothing', async (_, offsetMs) => {
  const world = keep({ servers: SERVERS });
  world.said.verdict = { answers: [], ...(offsetMs !== undefined && { offsetMs }) };

  await world.open();

  expect(world.clock.doubt()).toBeUndefined();
});

test('in doubt servers are asked every 30 s, and end it when they agree to 10 s', async () => {
  const world = keep({ servers: SERVERS });
  await world.open();
  world.time.wallMs += days(2);
  world.clock.resync();
  await world.keeper.tick();
  expect(world.asked()).toBe(2);

  world.pass(seconds(30) - 1);
  await world.keeper.tick();
  expect(world.asked()).toBe(2);
  world.pass(1);
  world.said.verdict = { answers: [], offsetMs: seconds(10) + 1 };
  await world.keeper.tick();
  expect(world.asked()).toBe(3);
  expect(world.clock.doubt()).toBeDefined();
  world.said.verdict = { answers: [], offsetMs: seconds(10) };
  world.pass(seconds(30));
  await world.keeper.tick();

  expect(world.clock.doubt()).toBeUndefined();
  expect(world.clock.resync()?.kind).toBe('trusted');
  expect(world.remembered.at(-1)?.originMs).toBe(ORIGIN_MS + days(2));
});

test.each([
  ['of the time as it is', days(2), true],
  ['of another time', days(2) + hours(1) + 1, false],
])('a confirmation %s', async (_, originByMs, isBelieved) => {
  const world = keep();
  await world.open();
  world.time.wallMs += days(2);
  world.clock.resync();
  world.said.confirmation = {
    ...{ seq: 9, recordedMs: world.time.wallMs, bootId: 'boot-1' },
    originMs: ORIGIN_MS + originByMs,
  };

  await world.keeper.tick();

  expect(world.clock.doubt() === undefined).toBe(isBelieved);
});

test('a confirmation that was there at the start ends no later doubt', async () => {
  const world = keep();
  world.said.confirmation = { seq: 9, recordedMs: WALL_MS, bootId: 'boot-1', originMs: ORIGIN_MS };
  await world.open();
  world.time.wallMs += days(2);
  world.clock.resync();
  world.said.confirmation = { ...world.said.confirmation, originMs: ORIGIN_MS + days(2) };

  await world.keeper.tick();

  expect(world.clock.doubt()).toBeDefined();
});

test('who waits is told when the time is believed, or when everything ends', async () => {
  const world = keep();
  await world.open();
  expect(await world.keeper.trusted()).toBe(true);
  world.time.wallMs += days(2);
  world.clock.resync();
  const [waits, ends] = [world.keeper.trusted(), keep({ lastRecordedMs: 0 })];
  await ends.open();
  const cut = ends.keeper.trusted();

  world.time.wallMs -= days(2);
  world.clock.resync();
  await world.keeper.tick();
  ends.stopping.abort();

  expect(await waits).toBe(true);
  expect(await cut).toBe(false);
});
