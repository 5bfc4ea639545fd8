import { describe, expect, test } from 'vitest';
import { findLateAnnouncements, findRenewals } from '#contracts/findings/decision-findings.ts';
import { findSwaps } from '#contracts/findings/identity-swaps.ts';
import { findPingOnly } from '#contracts/findings/ping-only.ts';
import type { Entity } from '#core/domain/state.ts';
import { foldMaintenance } from '#ledger/decisions/works.ts';
import { addedWork, decisionRows, hour } from '#test/support/decisions.ts';

const worksOf = (...steps: Parameters<typeof decisionRows>[0]) => [
  ...foldMaintenance(decisionRows(steps)).values(),
];
const CANCEL = { by: 'contractor:a', reason: 'Rain' };

describe('work that was recorded after the outage began', () => {
  const outage = (entity: Entity, fromMs: number) => ({ entity, fromMs });
  const find = (recordedMs: number) =>
    findLateAnnouncements(worksOf(['1', 'add', addedWork(), { recordedMs }]), () => [
      outage('device:cam-1', hour(51)),
      outage('device:cam-1', hour(50)),
      outage('device:cam-2', hour(52)),
    ]);

  test('names the first outage of each', () => {
    expect(find(hour(51) + 1)).toEqual([
      {
        code: 'announced-after-outage',
        entity: 'device:cam-1',
        atMs: hour(50),
        ref: 'maintenance:1',
        seq: 1,
        detail: '1',
      },
    ]);
  });

  test('is no matter where it was recorded first', () => {
    expect(find(hour(50))).toEqual([]);
  });
});

describe('work that takes the place of what was cancelled', () => {
  const renewed = (later: Parameters<typeof addedWork>[0]) =>
    findRenewals(worksOf(['1', 'add', addedWork()], ['1', 'cancel', CANCEL], ['2', 'add', addedWork(later)]));

  test('is found where time and devices overlap', () => {
    expect(renewed({ fromMs: hour(51), toMs: hour(55) })).toEqual([
      {
        code: 'cancelled-and-added-again',
        entity: 'device:cam-1',
        atMs: hour(102),
        ref: 'maintenance:2',
        seq: 3,
        detail: 'maintenance:1',
      },
    ]);
  });

  test.each([{ fromMs: hour(52), toMs: hour(55) }, { entities: ['device:cam-2' as const] }])(
    'is no matter elsewhere: %o',
    (later) => {
      expect(renewed(later)).toEqual([]);
    },
  );

  test('is no matter where both stood before one of them was cancelled', () => {
    const works = worksOf(['1', 'add', addedWork()], ['2', 'add', addedWork()], ['1', 'cancel', CANCEL]);

    expect(findRenewals(works)).toEqual([]);
  });
});

describe('devices that change places', () => {
  const version = (seq: number, fromMs: number, value: { address?: string; serial?: string }) => ({
    seq,
    fromMs,
    value,
  });
  const PERIOD = { fromMs: hour(0), toMs: hour(100) };

  test('are found by address and by serial number', () => {
    const devices = new Map([
      [
        'cam-1',
        [
          version(1, -1, { address: '10.0.0.1', serial: 'A' }),
          version(3, hour(5), { address: '10.0.0.2', serial: 'A' }),
        ],
      ],
      [
        'cam-2',
        [
          version(2, -1, { address: '10.0.0.2', serial: 'B' }),
          version(4, hour(5), { address: '10.0.0.3', serial: 'A' }),
        ],
      ],
    ]);

    expect(findSwaps(devices, PERIOD)).toEqual([
      {
        code: 'address-swapped',
        entity: 'device:cam-1',
        atMs: hour(5),
        ref: 'revision:3',
        seq: 3,
        detail: 'cam-2',
      },
    ]);
    expect(
      findSwaps(
        new Map([
          ...devices,
          ['cam-3', [version(5, -1, { serial: 'B' }), version(6, hour(6), { serial: 'B' })]],
        ]),
        PERIOD,
      ),
    ).toHaveLength(1);
  });

  test('a new device at an address of its own is no swap, nor one of another period', () => {
    const devices = new Map([
      ['cam-1', [version(1, -1, { address: '10.0.0.1' }), version(2, hour(5), { address: '10.0.0.9' })]],
      ['cam-2', [version(3, -1, { address: '10.0.0.2' }), version(4, hour(200), { address: '10.0.0.1' })]],
    ]);

    expect(findSwaps(devices, PERIOD)).toEqual([]);
  });
});

describe('a responder that answers pings and nothing else', () => {
  const PERIOD = { fromMs: hour(0), toMs: hour(200) };
  const service = [{ fromMs: hour(10), toMs: hour(80) }];

  test('is found where it lasts a day and more, less what did not answer at all', () => {
    expect(findPingOnly([service], [{ fromMs: hour(10), toMs: hour(40) }], PERIOD)).toEqual([
      { fromMs: hour(40), toMs: hour(80) },
    ]);
    expect(findPingOnly([service], [{ fromMs: hour(10), toMs: hour(57) }], PERIOD)).toEqual([]);
  });

  test('what lasts is cut off at the end of the period', () => {
    expect(findPingOnly([[{ fromMs: hour(150) }]], [], PERIOD)).toEqual([
      { fromMs: hour(150), toMs: hour(200) },
    ]);
  });

  test('all that is asked of it must be down', () => {
    expect(findPingOnly([service, [{ fromMs: hour(60), toMs: hour(90) }]], [], PERIOD)).toEqual([]);
    expect(findPingOnly([service, []], [], PERIOD)).toEqual([]);
    expect(findPingOnly([], [], PERIOD)).toEqual([]);
  });
});
