import { describe, expect, test } from 'vitest';
import {
  at,
  camerasWith,
  down,
  hoursOf,
  inventory,
  settle,
  settleLedger,
  watched,
} from '#test/support/settled-city.ts';
import { contractRevision, type Recorded, writeLedger } from '#test/support/settlement-ledger.ts';

describe('what was on record', () => {
  const early = [
    inventory(),
    { ...watched(), recordedMs: at('11-02T00:00') },
    down('device:cam', at('11-05T08:00'), at('11-05T10:00'), at('11-05T10:00')),
  ];
  const late = [
    down('device:cam', at('11-06T08:00'), at('11-06T11:00'), at('12-10T00:00')),
    {
      recordedMs: at('12-10T00:00'),
      revisions: [contractRevision(at('11-10T00:00'), camerasWith({ unknown: 'down' }))],
    },
  ];

  test('late data and revisions count', () => {
    const settlement = settle([...early, ...late]);

    expect(settlement.parts).toHaveLength(2);
    expect(hoursOf(settlement, 'device:cam')).toBe('down 5, up 211');
  });

  test('asked as of before they were recorded, the answer is the same as then, rows and all', () => {
    const recordedBeforeMs = at('12-10T00:00');
    const path = writeLedger(early);
    const then = settleLedger(path, { recordedBeforeMs });
    const { recordedBeforeMs: _asked, ...openEnded } = then;

    expect(settleLedger(path)).toEqual(openEnded);
    writeLedger(late, path);

    expect(settleLedger(path, { recordedBeforeMs })).toEqual(then);
    expect(settleLedger(path)).not.toEqual(openEnded);
  });

  test('the order in which changes were recorded does not matter', () => {
    const outages = [
      down('link:line', at('11-05T08:00'), at('11-05T10:00')),
      down('device:cam', at('11-05T08:01'), at('11-05T11:00')),
      down('device:sw', at('11-20T00:00'), undefined),
    ];
    const brief = (recorded: readonly Recorded[]) =>
      settle(recorded).parts[0]?.entities.map(({ segments }) =>
        segments.map(({ fromMs, toMs, class: settled }) => `${settled} ${fromMs}-${toMs}`),
      );

    expect(brief([inventory(), watched(), ...outages])).toEqual(
      brief([inventory(), ...outages.toReversed(), watched()]),
    );
  });

  test('rows that figures rest on are told by one hash, and others do not change it', () => {
    const path = writeLedger([inventory(), watched()]);
    const before = settleLedger(path).ledgerRows;
    const record = (recorded: Recorded) => {
      writeLedger([recorded], path);
      return settleLedger(path).ledgerRows;
    };

    // Revisions of both devices and the contract, coverage, and the first state of each device.
    expect(before).toMatchObject({ count: 6, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(before.seqs).toHaveLength(6);
    expect(record(down('device:other', at('11-05T08:00'), at('11-05T10:00')))).toEqual(before);
    expect(record(down('link:line', at('11-05T08:00'), at('11-05T10:00')))).toEqual(before);
    const after = record(down('device:cam', at('11-05T08:00'), at('11-05T10:00')));
    expect(after.digest).not.toBe(before.digest);
    // Its own two changes; now the line counts too, which is on the way: its revision and three changes.
    expect(after.count).toBe(12);
  });
});
