import { describe, expect, test } from 'vitest';
import { followIncident } from '#contracts/response/incident-course.ts';
import { readIncidentRecord } from '#contracts/response/incident-steps.ts';
import { hour } from '#test/support/decisions.ts';
import {
  acknowledged,
  byContractor,
  changed,
  opened,
  recordedAt,
  recordOf,
  reopened,
  resolved,
  rowsOf,
  type ToldStep,
} from '#test/support/incident-steps.ts';

const AS_OF = hour(100);
const follow = (steps: readonly ToldStep[], incident = 'i-1', asOfMs = AS_OF) =>
  followIncident(recordOf(steps).stepsOf, incident, asOfMs);
const span = (from: number, to: number) => ({ fromMs: hour(from), toMs: hour(to) });

describe('the course of an incident', () => {
  test('goes from the row that told of it to the instant at which it was over', () => {
    const course = follow([
      opened('i-1', hour(1)),
      acknowledged('i-1', hour(2), byContractor()),
      recordedAt(resolved('i-1', hour(4)), hour(5)),
    ]);

    expect(course).toEqual({
      openedMs: hour(1),
      severity: 'major',
      root: 'device:cam',
      open: [span(1, 4)],
      restoredMs: hour(4),
      acknowledgements: [{ atMs: hour(2), party: 'contractor:a' }],
    });
  });

  test('is over at once where both were recorded after it was', () => {
    const course = follow([opened('i-1', hour(6)), recordedAt(resolved('i-1', hour(4)), hour(6))]);

    expect(course).toMatchObject({ openedMs: hour(6), open: [], restoredMs: hour(6) });
  });

  test('lasts up to what is known, and knows nothing that was recorded later', () => {
    const steps = [opened('i-1', hour(1)), resolved('i-1', hour(9))];

    expect(follow(steps, 'i-1', hour(5))).toMatchObject({ open: [span(1, 5)] });
    expect(follow(steps, 'i-1', hour(5))?.restoredMs).toBeUndefined();
    expect(follow(steps, 'i-1', hour(1))).toBeUndefined();
  });

  test('goes on when it is opened again, without the time between', () => {
    const course = follow([
      opened('i-1', hour(1)),
      resolved('i-1', hour(3)),
      reopened('i-1', hour(4), { severity: 'critical' }),
      resolved('i-1', hour(6)),
    ]);

    expect(course).toMatchObject({
      openedMs: hour(1),
      severity: 'major',
      open: [span(1, 3), span(4, 6)],
      restoredMs: hour(6),
    });
  });

  test('begins for a contract when it is named, and ends when it is no more', () => {
    const course = follow([
      opened('i-1', hour(1), { contracts: ['lines'] }),
      acknowledged('i-1', hour(2), byContractor()),
      changed('i-1', hour(3), { severity: 'minor' }),
      changed('i-1', hour(5), { contracts: ['lines'] }),
      resolved('i-1', hour(7)),
    ]);

    expect(course).toMatchObject({
      openedMs: hour(3),
      severity: 'minor',
      open: [span(3, 5)],
      passedOnMs: hour(5),
      acknowledgements: [{ atMs: hour(3), party: 'contractor:a' }],
    });
    expect(course?.restoredMs).toBeUndefined();
  });

  test('is not opened by a change of cause after it was over', () => {
    const course = follow([opened('i-1', hour(1)), resolved('i-1', hour(3)), changed('i-1', hour(4))]);

    expect(course).toMatchObject({ open: [span(1, 3)], restoredMs: hour(3) });
  });

  test('goes on within what it was merged into, with what was acknowledged there since', () => {
    const steps = [
      opened('i-2', hour(0)),
      acknowledged('i-2', hour(0), byContractor('early')),
      opened('i-1', hour(1)),
      resolved('i-1', hour(2), 'i-2'),
      acknowledged('i-2', hour(3), byContractor()),
      resolved('i-2', hour(8)),
    ];

    expect(follow(steps)).toMatchObject({
      openedMs: hour(1),
      open: [span(1, 8)],
      passedOnMs: hour(2),
      mergedInto: 'i-2',
      restoredMs: hour(8),
      acknowledgements: [{ atMs: hour(3), party: 'contractor:a' }],
    });
    expect(follow(steps, 'i-2')).toMatchObject({ openedMs: hour(0), open: [span(0, 8)] });
  });

  test('ends where what it was merged into is of another contract', () => {
    const course = follow([
      opened('i-2', hour(0), { contracts: ['lines'] }),
      opened('i-1', hour(1)),
      resolved('i-1', hour(2), 'i-2'),
      resolved('i-2', hour(8)),
    ]);

    expect(course).toMatchObject({ open: [span(1, 2)], passedOnMs: hour(2) });
    expect(course?.restoredMs).toBeUndefined();
  });

  test('does not go round in circles', () => {
    const steps = [
      opened('i-1', hour(1)),
      opened('i-2', hour(1)),
      resolved('i-1', hour(2), 'i-2'),
      resolved('i-2', hour(3), 'i-1'),
    ];

    expect(follow(steps)).toMatchObject({ open: [span(1, 3)], passedOnMs: hour(2) });
  });
});

describe('the record of incidents', () => {
  test('has what names the contract, and what that was merged into', () => {
    const record = recordOf([
      opened('i-1', hour(1)),
      opened('i-2', hour(1), { contracts: ['lines'] }),
      opened('i-3', hour(1), { contracts: [] }),
      resolved('i-1', hour(2), 'i-2'),
      { id: 'i-1', action: 'noted', atMs: hour(3), body: { text: 'gọi điện lực' } },
    ]);

    expect([...record.stepsOf.keys()]).toEqual(['i-1', 'i-2']);
    expect(record.stepsOf.get('i-1')?.map(({ action }) => action)).toEqual(['opened', 'resolved']);
    expect(record.sinceMs).toBe(hour(1));
  });

  test('is none before there are any', () => {
    expect(readIncidentRecord([], 'cameras')).toBeUndefined();
  });

  test.each([
    [{ kind: 'entity', entity: 'link:l-1' }, 'link:l-1'],
    [{ kind: 'collector', collector: 'noc' }, 'collector:noc'],
    [{ kind: 'common', by: 'area', name: 'ba-dinh', fallen: 7 }, 'area:ba-dinh'],
  ])('tells the cause %j', (root, told) => {
    expect(recordOf([opened('i-1', hour(1), { root })]).stepsOf.get('i-1')?.[0]?.root).toBe(told);
  });

  test('says which row it cannot read', () => {
    const rows = rowsOf([{ id: 'i-1', action: 'opened', atMs: 1, body: { severity: 'major' } }]);

    expect(() => readIncidentRecord(rows, 'cameras')).toThrow(
      'row 1 of the ledger (opened of i-1) cannot be read: contracts: ',
    );
  });
});
