import { describe, expect, test } from 'vitest';
import { totalMs } from '#core/time/intervals.ts';
import {
  at,
  CAMERA,
  CAMERAS,
  camerasWith,
  contract,
  DAY_MS,
  down,
  HOUR_MS,
  hoursOf,
  inventory,
  LINE,
  LINES,
  MONTH,
  period,
  SWITCH,
  settle,
  watched,
} from '#test/support/settled-city.ts';
import { contractRevision, deviceRevision, type Recorded } from '#test/support/settlement-ledger.ts';
import { change } from '#test/support/temp-ledger.ts';

describe('settleContract', () => {
  test('what was never down is up for all of the period', () => {
    const settlement = settle([inventory(), watched()]);

    expect(hoursOf(settlement, 'device:cam')).toBe('up 720');
    expect(settlement.parts[0]?.entities.map(({ entity }) => entity)).toEqual(['device:cam', 'device:sw']);
    expect(settlement).toMatchObject({
      contractor: 'a',
      agency: 'ward',
      isProvisional: false,
      warnings: [],
      parts: [{ interval: MONTH, contractor: 'a' }],
    });
  });

  test('a fault of its own is down, and its outage tells both edges and the change that says so', () => {
    const settlement = settle([
      inventory(),
      watched(),
      down('device:cam', at('11-05T08:00'), at('11-05T10:00')),
    ]);

    expect(hoursOf(settlement, 'device:cam')).toBe('down 2, up 718');
    expect(settlement.parts[0]?.entities[0]?.outages).toMatchObject([
      {
        fromMs: at('11-05T08:00'),
        afterMs: at('11-05T07:59'),
        toMs: at('11-05T10:00'),
        untilAfterMs: at('11-05T09:59'),
        reason: 'timeout',
        ref: expect.stringMatching(/^change:\d+$/),
        ownMs: 2 * HOUR_MS,
        blame: [{ cause: 'own', owner: 'device:cam', isOwn: true }],
      },
    ]);
  });

  test('while the line of another contractor is down, it is the other that answers', () => {
    const outage = [
      down('link:line', at('11-05T08:00'), at('11-05T10:00')),
      down('device:sw', at('11-05T08:01'), at('11-05T10:00')),
      down('device:cam', at('11-05T08:01'), at('11-05T11:00')),
    ];
    const recorded = [inventory(), watched(), ...outage];

    const cameras = settle(recorded);
    const lines = settle(recorded, { contractId: 'lines' });

    const lineHours = 119 / 60;
    expect(hoursOf(cameras, 'device:sw')).toBe(`others ${lineHours}, up ${720 - lineHours}`);
    expect(hoursOf(cameras, 'device:cam')).toBe(`others ${lineHours}, down 1, up ${720 - lineHours - 1}`);
    expect(hoursOf(lines, 'link:line')).toBe('down 2, up 718');
    expect(lines.contractor).toBe('b');
  });

  test('while a switch under the same contractor is down, the contractor answers for what is behind it', () => {
    const settlement = settle([
      inventory(),
      watched(),
      down('device:sw', at('11-05T08:00'), at('11-05T10:00')),
      down('device:cam', at('11-05T08:00'), at('11-05T10:00')),
    ]);

    expect(hoursOf(settlement, 'device:cam')).toBe('down 2, up 718');
    expect(settlement.parts[0]?.entities[0]?.outages[0]?.blame).toMatchObject([
      { cause: 'upstream', owner: 'device:sw', isOwn: true },
    ]);
  });

  test('an outage is judged whole where it reaches out of the period at both ends', () => {
    const settlement = settle(
      [inventory(), watched(), down('device:cam', at('10-20T00:00'), at('12-03T00:00'))],
      {
        period: period('2026-11-05'),
      },
    );

    expect(hoursOf(settlement, 'device:cam')).toBe('down 24');
    const [outage] = settlement.parts[0]?.entities[0]?.outages ?? [];
    expect(outage).toMatchObject({ fromMs: at('10-20T00:00'), toMs: at('12-03T00:00') });
    expect(outage?.ownMs).toBe(at('11-06T00:00') - at('10-20T00:00'));
  });

  test('what lasts is cut off at the instant as of which is asked, and is provisional', () => {
    const recorded = [inventory(), watched(), down('device:cam', at('11-05T08:00'), at('11-07T00:00'))];

    const settlement = settle(recorded, { asOfMs: at('11-06T00:00') });

    expect(hoursOf(settlement, 'device:cam')).toBe('down 16, up 104');
    expect(settlement.parts[0]?.entities[0]?.outages[0]).toMatchObject({ toMs: at('11-06T00:00') });
    expect(settlement.parts[0]?.entities[0]?.outages[0]).not.toHaveProperty('untilAfterMs');
    expect(settlement.isProvisional).toBe(true);
    expect(settlement.period).toEqual(MONTH);
  });

  test('while nobody watched nothing is known', () => {
    const settlement = settle([
      inventory(),
      {
        recordedMs: at('11-20T00:00'),
        changes: [change('device:cam', 'up', at('11-01T00:00'))],
        coverage: [{ fromMs: at('11-01T00:00'), toMs: at('11-20T00:00'), closed: 'blind' }],
      },
      {
        recordedMs: at('12-01T00:00'),
        coverage: [{ fromMs: at('11-21T00:00'), toMs: at('12-01T00:00'), closed: 'stop' }],
      },
    ]);

    expect(hoursOf(settlement, 'device:cam')).toBe('unknown 24, up 696');
    expect(settlement.parts[0]?.figures.entities[0]?.coverage).toEqual({
      knownMs: 29 * DAY_MS,
      inServiceMs: 30 * DAY_MS,
    });
  });

  test('a device counts from its acceptance on, also where that was entered later', () => {
    const accepted = {
      ...CAMERA,
      lifecycle: [
        { stage: 'installed' as const, atMs: at('11-01T00:00') },
        { stage: 'accepted' as const, atMs: at('11-10T00:00') },
      ],
    };
    const entered: Recorded = {
      recordedMs: at('11-15T00:00'),
      revisions: [deviceRevision(at('11-15T00:00'), accepted)],
    };

    const settlement = settle([inventory({ devices: [SWITCH] }), watched(), entered]);

    expect(hoursOf(settlement, 'device:cam')).toBe('out-of-service 216, up 504');
  });

  test('what is not in service at any time of the period is not settled', () => {
    const retired = { ...CAMERA, lifecycle: [{ stage: 'retired' as const, atMs: at('10-15T00:00') }] };

    const settlement = settle([inventory({ devices: [SWITCH, retired] }), watched()]);

    expect(hoursOf(settlement, 'device:cam')).toBe('nothing');
  });

  test('a device that passes to another contract is settled by each for its own time', () => {
    const other = contract({ id: 'other', contractor: 'c' });
    const recorded = [
      inventory({ contracts: [CAMERAS, LINES, other] }),
      watched(),
      down('device:cam', at('11-14T12:00'), at('11-15T12:00')),
      {
        recordedMs: at('11-15T00:00'),
        revisions: [deviceRevision(at('11-15T00:00'), { ...CAMERA, contracts: ['other'] })],
      },
    ];

    expect(hoursOf(settle(recorded), 'device:cam')).toBe('out-of-service 384, down 12, up 324');
    expect(hoursOf(settle(recorded, { contractId: 'other' }), 'device:cam')).toBe(
      'out-of-service 336, down 12, up 372',
    );
  });

  test('where the terms change, figures are by part, and the parts make up the period', () => {
    const settlement = settle([
      inventory(),
      watched(),
      down('device:cam', at('11-09T23:00'), at('11-10T01:00')),
      {
        recordedMs: at('11-10T00:00'),
        revisions: [contractRevision(at('11-10T00:00'), camerasWith({ shortest_outage: '3h' }))],
      },
    ]);

    expect(settlement.parts.map(({ interval }) => interval)).toEqual([
      {
        fromMs: MONTH.fromMs,
        toMs: at('11-10T00:00'),
        label: '2026-10-31T17:00:00.000Z..2026-11-09T17:00:00.000Z',
      },
      {
        fromMs: at('11-10T00:00'),
        toMs: MONTH.toMs,
        label: '2026-11-09T17:00:00.000Z..2026-11-30T17:00:00.000Z',
      },
    ]);
    expect(hoursOf(settlement, 'device:cam', 0)).toBe('down 1, up 215');
    expect(hoursOf(settlement, 'device:cam', 1)).toBe('up 504');
    expect(settlement.contractVersions.map(({ fromMs }) => fromMs)).toEqual([
      at('10-01T00:00'),
      at('11-10T00:00'),
    ]);
    expect(settlement.warnings).toEqual([{ code: 'terms-changed', atMs: [at('11-10T00:00')] }]);
  });

  test('a revision of a contract that changes no term makes no part', () => {
    const settlement = settle([
      inventory(),
      watched(),
      {
        recordedMs: at('11-10T00:00'),
        revisions: [contractRevision(at('11-10T00:00'), { ...CAMERAS, number: '12/HĐ' })],
      },
    ]);

    expect(settlement.parts).toHaveLength(1);
    expect(settlement.contractVersions).toHaveLength(2);
  });

  test('a contract that begins in the period counts from then on', () => {
    const settlement = settle([
      inventory({ contracts: [{ ...CAMERAS, fromMs: at('11-21T00:00') }, LINES] }),
      watched(),
    ]);

    expect(hoursOf(settlement, 'device:cam')).toBe('out-of-service 480, up 240');
  });
});

test('classes add up to the period for everything, to the millisecond', () => {
  const settlement = settle([
    inventory(),
    watched(),
    down('link:line', at('11-05T08:00'), at('11-05T10:00')),
    down('device:cam', at('11-05T08:01') + 7, at('11-05T11:00') + 13),
  ]);

  for (const { segments, sums } of settlement.parts.flatMap(({ entities }) => entities)) {
    expect(totalMs(segments)).toBe(30 * DAY_MS);
    expect(Object.values(sums).reduce((a, b) => a + b)).toBe(30 * DAY_MS);
  }
});

test('lines that stand in for one another are down together or not at all', () => {
  const pair = [LINE, { ...LINE, id: 'spare' }];
  const recorded = (given: Record<string, unknown>) => [
    inventory({ links: pair, contracts: [{ ...LINES, terms: { indicator: 'reach', ...given } }] }),
    watched(['link:line', 'link:spare']),
    down('link:line', at('11-05T08:00'), at('11-05T12:00')),
    down('link:spare', at('11-05T11:00'), at('11-05T14:00')),
  ];
  const hours = (given: Record<string, unknown>) =>
    hoursOf(settle(recorded(given), { contractId: 'lines' }), 'link:line');

  expect(hours({})).toBe('down 4, up 716');
  expect(hours({ redundant_lines: 'down-together' })).toBe('down 1, up 719');
});

describe('what cannot be settled', () => {
  test.each<[string, () => unknown, string, string]>([
    [
      'a contract that is not on record',
      () => settle([inventory(), watched()], { contractId: 'none' }),
      'SETTLEMENT_CONTRACT',
      'contract none: expected a contract that is on record, got none of this name',
    ],
    [
      'a period in which it is not in force',
      () => settle([inventory(), watched()], { period: period('2025-11') }),
      'SETTLEMENT_CONTRACT',
      'contract cameras: expected a period in which it is in force (2025-12-31T17:00:00.000Z..), got 2025-11',
    ],
    [
      'a period that has not begun',
      () => settle([inventory(), watched()], { period: period('2027-01') }),
      'SETTLEMENT_PERIOD',
      'contract cameras: expected a period that begins before 2026-12-04T17:00:00.000Z, got 2027-01',
    ],
    [
      'a contract without terms',
      () => settle([inventory({ contracts: [{ ...CAMERAS, terms: {} }] }), watched()]),
      'SETTLEMENT_TERMS',
      'contract cameras: expected terms to settle it by, got none',
    ],
    [
      'terms that cannot be read',
      () => settle([inventory({ contracts: [camerasWith({ indicator: 'sound' })] }), watched()]),
      'SETTLEMENT_TERMS',
      'contract cameras: terms.indicator: expected one of reach, service, stream, image, recording, capacity, got "sound"',
    ],
  ])('%s', (_name, work, code, message) => {
    expect(work).toThrow(expect.objectContaining({ code, message }));
  });
});
