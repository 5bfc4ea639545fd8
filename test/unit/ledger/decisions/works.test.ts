import { describe, expect, test } from 'vitest';
import { plannedWindows } from '#contracts/settle/accepted.ts';
import type { Party } from '#ledger/decisions/party.ts';
import {
  type AddedWork,
  checkAddedWork,
  checkCancelledWork,
  foldMaintenance,
} from '#ledger/decisions/works.ts';
import { addedWork, atHour, decisionRows, hour } from '#test/support/decisions.ts';

const CANCEL = { by: 'contractor:a', reason: 'Rain' } as const;
const worksOf = (...steps: Parameters<typeof decisionRows>[0]) => foldMaintenance(decisionRows(steps));

describe('foldMaintenance', () => {
  test('work is what its rows add up to', () => {
    const works = worksOf(['1', 'add', addedWork()], ['1', 'cancel', CANCEL]);

    expect(works.get('1')).toMatchObject({
      interval: { fromMs: hour(50), toMs: hour(52) },
      announcedMs: hour(20),
      recordedMs: hour(100),
      cancelled: { reason: 'Rain', recordedMs: hour(101), seq: 2 },
    });
    expect(plannedWindows(works.values(), () => 'contractor:a')).toEqual([
      {
        id: '1',
        set: [{ fromMs: hour(50), toMs: hour(52) }],
        entities: new Set(['device:cam-1']),
        announcedMs: hour(20),
        cancelledMs: hour(101),
        seqs: [1, 2],
      },
    ]);
  });

  test('work of another contractor excuses nothing, that of an agency everybody', () => {
    const works = worksOf(
      ['1', 'add', addedWork()],
      ['2', 'add', addedWork({ by: 'contractor:b' })],
      ['3', 'add', addedWork({ by: 'agency:x' })],
    );

    const windows = plannedWindows(works.values(), () => 'contractor:b');

    expect(windows.map(({ id }) => id)).toEqual(['2', '3']);
  });

  test('a second cancelling is no history of it', () => {
    const rows = decisionRows([
      ['1', 'add', addedWork()],
      ['1', 'cancel', CANCEL],
      ['1', 'cancel', CANCEL],
    ]);

    expect(() => foldMaintenance(rows)).toThrow('row 3 of the ledger (cancel of 1) cannot be read');
  });
});

describe('checkAddedWork', () => {
  const add = (given: Partial<AddedWork>, works: Parameters<typeof checkAddedWork>[0] = new Map()) =>
    checkAddedWork(works, addedWork(given), { nowMs: hour(20), at: atHour });

  test('work to come is in order, and so is work that has begun', () => {
    expect(() => add({})).not.toThrow();
    expect(() => add({ fromMs: hour(19), toMs: hour(21) })).not.toThrow();
  });

  test.each([
    [{ toMs: hour(50) }, 'expected a window that ends after it begins, got hour 50 to hour 50'],
    [{ announcedMs: hour(21) }, 'expected an announcement that has been made, got hour 21'],
    [
      { fromMs: hour(10), toMs: hour(20) },
      'expected a window that had not ended when it was announced, got one that ended hour 20 and was announced hour 20; file a claim for what was down',
    ],
    [
      { announcedMs: hour(1) },
      'expected the paper of an announcement that was made before it is recorded, got none for hour 1 (--attach FILE)',
    ],
  ])('refuses %o', (given, message) => {
    expect(() => add(given)).toThrow(message);
  });

  test('an announcement on paper may be recorded later', () => {
    const files = [{ name: 'letter.pdf', sha256: 'a'.repeat(64), sizeBytes: 1 }];

    expect(() => add({ announcedMs: hour(1), files })).not.toThrow();
  });

  test('the same work is refused the second time, unless it was cancelled', () => {
    expect(() => add({}, worksOf(['1', 'add', addedWork()]))).toThrow(
      'expected work that is not on record, got that of maintenance 1',
    );
    expect(() => add({}, worksOf(['1', 'add', addedWork()], ['1', 'cancel', CANCEL]))).not.toThrow();
  });
});

test('work is cancelled once, and before it has ended', () => {
  const works = worksOf(
    ['1', 'add', addedWork()],
    ['2', 'add', addedWork({ toMs: hour(60) })],
    ['2', 'cancel', CANCEL],
  );
  const cancel =
    (id: string, atMs: number, by: Party = 'contractor:a') =>
    () =>
      checkCancelledWork(works, id, { by }, { nowMs: atMs, at: atHour });

  expect(cancel('1', hour(51))).not.toThrow();
  expect(cancel('1', hour(51), 'agency:x')).not.toThrow();
  expect(cancel('1', hour(51), 'contractor:b')).toThrow(
    'expected contractor:a, which announced maintenance 1, an agency or dost to cancel it, got contractor:b',
  );
  expect(cancel('1', hour(52))).toThrow(
    'expected work that has not ended, got maintenance 1, which ended hour 52',
  );
  expect(cancel('2', hour(51))).toThrow(
    'expected work that stands, got maintenance 2, which contractor:a cancelled hour 102',
  );
  expect(cancel('3', hour(51))).toThrow('expected the number of a planned work that is on record, got "3"');
});
