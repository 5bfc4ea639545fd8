import { describe, expect, test } from 'vitest';
import type { AcceptedClaim } from '#contracts/settle/contract-settlement.ts';
import type { Change } from '#core/domain/state.ts';
import { device } from '#test/support/inventory.ts';
import {
  at,
  CAMERA,
  camerasWith,
  down,
  inventory,
  LINES,
  SWITCH,
  settle,
  watched,
} from '#test/support/settled-city.ts';
import { deviceRevision, type Recorded } from '#test/support/settlement-ledger.ts';
import { change } from '#test/support/temp-ledger.ts';

const TERMS = {
  rules: 2,
  excused: ['vandalism', 'power-cut'],
  restoration: { normal: '24h' },
  availability: '99%',
  fees: { by_kind: { camera: '3000000 VND', switch: '1000000 VND' } },
  deductions: {
    per: 'device',
    of: 'monthly fee of the device',
    tiers: [
      { below: '99%', amount: '10%' },
      { below: '95%', amount: '30%' },
    ],
  },
  penalties: {
    per: 'device and started hour beyond the restoration time',
    amount: '200000 VND',
    cap: '80% of the monthly fee of the contract',
  },
} as const;

const city = (given: Readonly<Record<string, unknown>> = {}) =>
  inventory({ contracts: [camerasWith({ ...TERMS, ...given }), LINES] });

/** Watched but for two days, in the middle of an outage of the camera. */
const blind: Recorded = {
  recordedMs: at('12-01T00:00'),
  changes: (['device:cam', 'device:sw', 'link:line'] as const).map((entity) =>
    change(entity, 'up', at('10-01T00:00')),
  ),
  coverage: [
    { fromMs: at('10-01T00:00'), toMs: at('11-05T00:00'), closed: 'stop' },
    { fromMs: at('11-07T00:00'), toMs: at('12-01T00:00'), closed: 'stop' },
  ],
};
const broken = down('device:cam', at('11-04T20:00'), at('11-07T04:00'));

const moneyOf = (recorded: readonly Recorded[], claims: readonly AcceptedClaim[] = []) => {
  const { parts } = settle(recorded, { claims });
  return `${parts.reduce((sum, { figures }) => sum + figures.money.total, 0n)}`;
};

const hangsOn = (recorded: readonly Recorded[], pending: readonly AcceptedClaim[] = []) =>
  settle(recorded, { pending }).hangsOn;

const claim = (id: string, from: string, to: string, entity: 'device:cam' | 'device:sw'): AcceptedClaim => ({
  id,
  cause: 'vandalism',
  set: [{ fromMs: at(from), toMs: at(to) }],
  entities: new Set([entity]),
  decidedMs: at('12-05T00:00'),
  seqs: [],
});

describe('unknown time', () => {
  test('is taken to have been up and down, as if it had been measured so', () => {
    const found = hangsOn([city(), blind, broken]);

    // Eight hours of 30 days are known to be down: 98.8 % of 28 days.
    expect(moneyOf([city(), blind, broken])).toBe('300000');
    expect(found?.cases.map(({ assume, total }) => [assume, total])).toEqual([
      ['unknown-up', '300000'],
      // The camera 92.2 %, the switch 93.3 %; 32 hours beyond 24 for the camera and 24 for the switch, cut to 80 % of the fees.
      ['unknown-down', '4400000'],
    ]);
    const [up, down2] = [
      moneyOf([city(), watched(), broken, { ...splitAt() }]),
      moneyOf([city(), watched(), broken, down('device:sw', at('11-05T00:00'), at('11-07T00:00'))]),
    ];
    expect(found?.cases.map(({ total }) => total)).toEqual([up, down2]);
  });

  test('says of each line that it changes what would be payable', () => {
    expect(hangsOn([city(), blind, broken])?.lines).toMatchObject([
      {
        part: 1,
        line: 1,
        rule: 'deductions',
        entity: 'device:cam',
        payable: '300000',
        cases: ['300000', '900000'],
      },
      { part: 1, rule: 'deductions', entity: 'device:sw', payable: '0', cases: ['0', '300000'] },
      { part: 1, rule: 'penalties', entity: 'device:cam', payable: '0', cases: ['0', '1828572'] },
      {
        ...{ part: 1, rule: 'penalties', entity: 'device:sw', payable: '0' },
        ref: 'unknown:2026-11-04T17:00:00.000Z',
        cases: ['0', '1371428'],
      },
    ]);
  });

  test('that is down behind a line that is known to be down belongs to the line', () => {
    const cut = down('link:line', at('11-04T20:00'), at('11-07T04:00'));
    const lineOfOthers = hangsOn([city(), blind, cut]);

    expect(lineOfOthers?.cases.map(({ total }) => total)).toEqual(['0', '0']);
    expect(lineOfOthers?.lines).toEqual([]);
  });

  describe('of a switch that was handed over', () => {
    // Until the 15th it is the contractor's own, then another's; nothing is known of it on the 10th until six, and on the 20th and 21st.
    const given = [
      inventory({
        contracts: [camerasWith(TERMS), LINES],
        devices: [{ ...SWITCH, contracts: ['cameras'] }, CAMERA],
      }),
      {
        recordedMs: at('11-15T00:00'),
        revisions: [deviceRevision(at('11-15T00:00'), { ...SWITCH, contracts: ['lines'] })],
      },
      watched(),
      {
        recordedMs: at('12-01T00:00'),
        changes: [
          ...unknown('device:sw', '11-10T00:00', '11-10T06:00'),
          ...unknown('device:sw', '11-20T00:00', '11-22T00:00'),
        ],
      },
      down('device:cam', at('11-20T00:00'), at('11-22T00:00')),
    ];

    test('is counted as down while it counts, and excuses nothing that is behind it', () => {
      const found = hangsOn(given);

      // The camera 93.3 %, and 24 hours beyond 24 up to 80 % of 3,466,667 đ. The switch 330 of 336 hours, of 14 days of its fee.
      expect(moneyOf(given)).toBe('3673333');
      expect(found?.cases.map(({ assume, total }) => [assume, total])).toEqual([
        ['unknown-up', '3673333'],
        ['unknown-down', '3720000'],
      ]);
      expect(found?.lines).toMatchObject([
        { rule: 'deductions', entity: 'device:sw', payable: '0', cases: ['0', '46667'] },
      ]);
    });

    test('would have excused it had it been measured down', () => {
      expect(moneyOf([...given, down('device:sw', at('11-20T00:00'), at('11-22T00:00'))])).toBe('0');
    });
  });

  test('of a switch that a claim was accepted for excuses nothing that is behind it', () => {
    const accepted = claim('1', '11-20T00:00', '11-22T00:00', 'device:sw');
    const given = [
      city(),
      watched(),
      {
        recordedMs: at('12-01T00:00'),
        changes: unknown('device:sw', '11-20T00:00', '11-22T00:00'),
      },
      down('device:cam', at('11-20T00:00'), at('11-22T00:00')),
    ];
    const { hangsOn: found } = settle(given, { claims: [accepted], pending: [] });

    expect(found?.cases.map(({ total }) => total)).toEqual([
      moneyOf(given, [accepted]),
      moneyOf(given, [accepted]),
    ]);
    expect(found?.lines).toEqual([]);
  });

  test('of recorders makes days without recording', () => {
    const nvr = device({ id: 'nvr', kind: 'nvr', contracts: ['cameras'] });
    const terms = {
      rules: 2,
      damages: { per: 'recorder and started day without recording', amount: '500000 VND' },
    };
    const found = hangsOn([
      inventory({ devices: [SWITCH, CAMERA, nvr], contracts: [camerasWith(terms), LINES] }),
      blind,
      {
        recordedMs: at('12-01T00:00'),
        changes: [change('device:nvr', 'up', at('10-01T00:00'), { indicator: 'recording' })],
      },
    ]);

    expect(found?.cases.map(({ assume, total }) => [assume, total])).toEqual([
      ['unknown-up', '0'],
      ['unknown-down', '1000000'],
    ]);
  });

  test('makes no case where there is none, nor where no money is agreed', () => {
    expect(hangsOn([city(), watched(), broken])).toEqual({ cases: [], lines: [] });
    expect(hangsOn([inventory(), blind, broken])).toBeUndefined();
  });
});

describe('pending claims', () => {
  const recorded = [
    city(),
    watched(),
    down('device:cam', at('11-04T00:00'), at('11-06T00:00')),
    down('device:sw', at('11-10T00:00'), at('11-12T00:00')),
    down('device:cam', at('11-10T00:00'), at('11-12T00:00')),
  ];
  const ofCamera = claim('1', '11-04T00:00', '11-06T00:00', 'device:cam');
  const ofSwitch = claim('2', '11-10T00:00', '11-12T00:00', 'device:sw');

  test('are taken to be accepted together and each alone, with what is behind them', () => {
    const found = hangsOn(recorded, [ofCamera, ofSwitch]);

    expect(found?.cases.map(({ assume, claim: id, total }) => [assume, id, total])).toEqual([
      ['claims-accepted', undefined, moneyOf(recorded, [ofCamera, ofSwitch])],
      ['claim-accepted', 'claim:1', moneyOf(recorded, [ofCamera])],
      ['claim-accepted', 'claim:2', moneyOf(recorded, [ofSwitch])],
    ]);
    expect(found?.cases[0]?.total).toBe('0');
    expect(Number(found?.cases[2]?.total)).toBeLessThan(Number(moneyOf(recorded)));
  });

  test('that ask for neither the period nor an outage that reaches into it are left out', () => {
    expect(hangsOn(recorded, [claim('3', '10-04T00:00', '10-06T00:00', 'device:cam')])?.cases).toEqual([]);
  });
});

/** Nobody knows how it was, and then it is up. */
function unknown(entity: 'device:sw', from: string, to: string): readonly Change[] {
  return [
    change(entity, 'unknown', at(from), { afterMs: at(from), reason: 'stale' }),
    change(entity, 'up', at(to), { afterMs: at(to) }),
  ];
}

/** The camera came back for the two days, and fell again. */
function splitAt(): Recorded {
  return {
    recordedMs: at('12-01T00:00'),
    changes: [
      change('device:cam', 'up', at('11-05T00:00'), { afterMs: at('11-05T00:00') }),
      change('device:cam', 'down', at('11-07T00:00'), { afterMs: at('11-07T00:00') }),
    ],
  };
}
