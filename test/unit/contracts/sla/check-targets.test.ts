import { describe, expect, test } from 'vitest';
import type { LineDay } from '#availability/attribution/saturation.ts';
import type { FiguresContext } from '#contracts/sla/contract-figures.ts';
import type { ContractTerms } from '#core/domain/contract-terms.ts';
import { hours, minutes } from '#core/time/units.ts';
import { figuresOf, type Given, stretch, termsOf } from '#test/support/sla-input.ts';

const check = (
  targets: Partial<ContractTerms['targets']>,
  cameras: readonly Given[],
  context: Partial<FiguresContext> = {},
) => figuresOf(termsOf({ targets }), cameras, context).checks[0];

const down = [stretch('2026-11-05T00:00', '2026-11-05T07:12')];

test('terms without targets check nothing', () => {
  expect(figuresOf(termsOf(), [{ down }]).checks).toEqual([]);
});

describe('availability', () => {
  test('is met to the millisecond, and missed by one', () => {
    const worse = [{ ...stretch('2026-11-05T00:00', '2026-11-05T07:12'), toMs: (down[0]?.toMs ?? 0) + 1 }];

    expect(check({ availabilityPpm: 990_000 }, [{ down }])).toMatchObject({ outcome: 'met', breaches: [] });
    expect(check({ availabilityPpm: 990_000 }, [{ down }, { down: worse }])).toEqual({
      target: 'availability',
      outcome: 'missed',
      breaches: [{ entity: 'device:cam-2', working: '2566079999 / 2592000000 ms = 98.9999 % < 99.00 %' }],
      notMeasured: [],
    });
  });

  test('is not measured where nothing counted', () => {
    const unknown = [stretch('2026-11-01T00:00', '2026-12-01T00:00')];

    expect(check({ availabilityPpm: 990_000 }, [{ unknown }])).toEqual({
      target: 'availability',
      outcome: 'not-measured',
      breaches: [],
      notMeasured: ['device:cam-1'],
    });
    expect(check({ availabilityPpm: 990_000 }, [{ unknown }, {}])?.outcome).toBe('met');
  });
});

describe('the share of the fleet', () => {
  const second = [stretch('2026-11-05T07:00', '2026-11-05T09:00')];

  test('is held against the moment at which most are down', () => {
    const figures = figuresOf(termsOf({ targets: { fleetPpm: 700_000 } }), [
      { down },
      { down: second },
      {},
      {},
    ]);

    expect(figures.fleet).toEqual({
      lowest: { ...stretch('2026-11-05T07:00', '2026-11-05T07:12'), good: 2, counted: 4 },
      below: [stretch('2026-11-05T07:00', '2026-11-05T07:12')],
      belowMs: minutes(12),
    });
    expect(figures.checks).toMatchObject([
      {
        target: 'fleet',
        outcome: 'missed',
        breaches: [
          {
            working: 'lowest 2 of 4 = 50.00 % from 2026-11-05T00:00:00.000Z; below 70.00 % for 720000 ms',
          },
        ],
      },
    ]);
  });

  test('is met at exactly the target', () => {
    expect(check({ fleetPpm: 500_000 }, [{ down }, { down: second }, {}, {}])?.outcome).toBe('met');
  });

  test('is of what the fleet is made of', () => {
    const targets = { fleetPpm: 700_000, fleetOf: 'nvr' as const };
    const kindOf = (entity: string) => (entity === 'device:cam-3' ? 'nvr' : 'camera');

    expect(check(targets, [{ down }, { down: second }, {}], { kindOf })?.outcome).toBe('met');
    expect(check(targets, [{ down }, { down: second }], { kindOf })?.outcome).toBe('not-measured');
  });

  test('leaves out who is not in service then', () => {
    const outOfService = [stretch('2026-11-01T00:00', '2026-11-10T00:00')];

    const { fleet } = figuresOf(termsOf({ targets: { fleetPpm: 0 } }), [{ down }, { outOfService }]);

    expect(fleet?.lowest).toMatchObject({ good: 0, counted: 1 });
  });
});

describe('outages', () => {
  test('may last as long as was agreed, whole', () => {
    const long = [stretch('2026-10-31T23:00', '2026-11-01T03:00')];

    expect(check({ longestOutageMs: hours(4) }, [{ down: long }])?.outcome).toBe('met');
    expect(check({ longestOutageMs: hours(4) - 1 }, [{ down: long }])).toMatchObject({
      outcome: 'missed',
      breaches: [{ entity: 'device:cam-1', ref: 'change:1', working: '14400000 ms > 14399999 ms' }],
    });
  });

  test('may be as many as were agreed', () => {
    const two = [...down, stretch('2026-11-06T00:00', '2026-11-06T00:01')];

    expect(check({ outages: 2 }, [{ down: two }])?.outcome).toBe('met');
    expect(check({ outages: 1 }, [{ down: two }])).toMatchObject({
      outcome: 'missed',
      breaches: [{ working: '2 outages > 1' }],
    });
  });

  test('must be restored in time, and late in an earlier period is that period’s', () => {
    const restoration = [{ severity: 'normal', withinMs: hours(4) }];
    const endedLate = [stretch('2026-10-31T08:00', '2026-10-31T23:00')];

    expect(check({ restoration }, [{ down: endedLate }])?.outcome).toBe('met');
    const goesOn = {
      down: [stretch('2026-10-31T08:00', '2026-11-01T09:00')],
      unknown: [stretch('2026-11-01T00:00', '2026-11-01T09:00')],
    };
    expect(check({ restoration }, [goesOn])?.outcome).toBe('met');
    expect(check({ restoration }, [{ down }])).toMatchObject({
      breaches: [{ ref: 'change:1', working: '25920000 ms > 14400000 ms (normal) by 11520000 ms' }],
    });
  });

  test('of which nobody kept incidents are answered nobody knows when', () => {
    const responseMs = minutes(15);

    expect(check({ responseMs }, [{ down }])).toMatchObject({
      outcome: 'not-measured',
      notMeasured: ['device:cam-1'],
    });
    expect(check({ responseMs }, [{}])?.outcome).toBe('met');
    const earlier = [stretch('2026-10-31T08:00', '2026-11-01T09:00')];
    expect(check({ responseMs }, [{ down: earlier }])?.outcome).toBe('met');
  });
});

describe('incidents', () => {
  const answer = (tookMs: number) => ({
    ref: 'incident:i-1',
    tookMs,
    limitMs: minutes(15),
    isLate: tookMs > minutes(15),
  });

  test.each([
    { responseMs: minutes(15) },
    { responseBySeverity: [{ severity: 'critical', withinMs: minutes(15) }] },
  ])('must be answered in time, however the terms write it: %j', (targets) => {
    const late = { responses: [answer(minutes(15)), answer(minutes(15) + 1)] };

    expect(check(targets, [{ down }], late)).toMatchObject({
      outcome: 'missed',
      breaches: [{ ref: 'incident:i-1', working: '900001 ms > 900000 ms' }],
    });
    expect(check(targets, [{ down }], { responses: [answer(minutes(15))] })?.outcome).toBe('met');
    expect(check(targets, [{ down }], { responses: [] })?.outcome).toBe('met');
  });
});

describe('recordings', () => {
  const facts = { days: [], retentionMs: hours(719), longestGapMs: minutes(16) };

  test('must reach back far enough', () => {
    const targets = { recordingRetentionMs: hours(720) };

    expect(check(targets, [{}], { recordingOf: () => facts })).toMatchObject({
      outcome: 'missed',
      breaches: [{ working: '2588400000 ms < 2592000000 ms' }],
    });
    expect(check(targets, [{}])?.outcome).toBe('not-measured');
  });

  test('must have no longer gap than was agreed', () => {
    expect(check({ longestRecordingGapMs: minutes(15) }, [{}], { recordingOf: () => facts })).toMatchObject({
      outcome: 'missed',
      breaches: [{ working: '960000 ms > 900000 ms' }],
    });
    expect(check({ longestRecordingGapMs: minutes(16) }, [{}], { recordingOf: () => facts })?.outcome).toBe(
      'met',
    );
  });
});

describe('saturation', () => {
  const saturation = { overPpm: 900_000, days: 2 };
  const day = (date: string, direction: LineDay['direction'] = 'in'): LineDay => ({
    date,
    direction,
    p95BitsPerSecond: 91,
    capacityBitsPerSecond: 100,
  });
  const checkDays = (lineDays: readonly LineDay[]) =>
    check({ saturation }, [{ entity: 'link:a' }], { lineDaysOf: () => lineDays });

  test('that began before the period is of it while it lasts', () => {
    expect(checkDays([day('2026-10-31'), day('2026-11-01')])).toEqual({
      target: 'saturation',
      outcome: 'missed',
      breaches: [
        {
          entity: 'link:a',
          working:
            'in, 2026-10-31 to 2026-11-01: P95/capacity in bit/s 91/100, 91/100 > 90.00 % on 2 days in a row',
        },
      ],
      notMeasured: [],
    });
    expect(checkDays([day('2026-10-30'), day('2026-10-31')])?.outcome).toBe('met');
    expect(checkDays([day('2026-12-01'), day('2026-12-02')])?.outcome).toBe('met');
  });

  test('is of one direction, on days that follow each other', () => {
    expect(checkDays([day('2026-11-01'), day('2026-11-02', 'out')])?.outcome).toBe('met');
    expect(checkDays([day('2026-11-01'), day('2026-11-03')])?.outcome).toBe('met');
    expect(checkDays([day('2026-11-02'), day('2026-11-01')])?.outcome).toBe('missed');
  });

  test('is not measured of what has no figures', () => {
    expect(check({ saturation }, [{ entity: 'link:a' }])?.outcome).toBe('not-measured');
  });
});

test('aggregates are sums of milliseconds, never means of percentages', () => {
  const halfMonth = [stretch('2026-11-01T00:00', '2026-11-16T00:00')];

  const { aggregate } = figuresOf(termsOf({ excused: new Set(['vandalism']) }), [
    { outOfService: halfMonth, down: [stretch('2026-11-20T00:00', '2026-11-21T00:00')] },
    {
      down: [stretch('2026-11-20T00:00', '2026-11-20T02:00')],
      excused: [{ set: halfMonth, cause: 'vandalism', ref: 'claim:1', scope: 'down' }],
      unknown: [stretch('2026-11-01T00:00', '2026-11-01T01:00')],
    },
  ]);

  expect(aggregate).toMatchObject({
    goodMs: hours(360 - 24 + 720 - 3),
    countedMs: hours(360 + 720 - 1),
    outageCount: 2,
    mttrMs: hours(13),
    longestOutageMs: hours(24),
    excusedByCause: { vandalism: hours(1) },
    coverage: { knownMs: hours(1_079), inServiceMs: hours(1_080) },
  });
});
