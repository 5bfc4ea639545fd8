import { describe, expect, test } from 'vitest';
import { dateDoubts } from '#reports/actions/date-doubts.ts';
import type { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import type { FiguresScope } from '#reports/figures/document/figures-header.ts';

type Registered = { readonly number?: string; readonly date?: string };

function documentOf(scope: FiguresScope, city: Registered, agency: Registered = {}): FiguresDocument {
  const days = { toDate: '2025-11-16', deadlineDate: '2025-11-30', unitsDeadlineDate: '2025-11-20' };
  const report = {
    agency: 'dost',
    typeSymbol: 'BC',
    variant: 'electronic',
    years: [{ year: 2025, ...days, ...city }],
    agencies: { ward: { years: [{ year: 2025, ...agency }] } },
  };
  const plan = { state: { definition: { name: 'Kế hoạch', report } } };
  return { scope, year: 2025, city: { name: 'Hà Nội' }, sections: { plan } } as unknown as FiguresDocument;
}

const CITY = { kind: 'city' } as const;
const WARD = { kind: 'agency', agency: 'ward' } as const;

describe('number and day of a report that are hard to believe', () => {
  test.each<[string, Registered, string[]]>([
    [
      'before the data end',
      { number: '5', date: '2025-11-15' },
      ['đề ngày 15/11/2025, trước khi kỳ số liệu kết thúc (ngày đầu tiên sau kỳ: 16/11/2025)'],
    ],
    [
      'on the day it was due',
      { number: '5', date: '2025-11-30' },
      ['đề ngày 30/11/2025, trong khi phải gửi trước ngày 30/11/2025'],
    ],
    ['not there, beside a number', { number: '5' }, ['đã có số 5 nhưng chưa có ngày']],
    ['in time', { number: '5', date: '2025-11-16' }, []],
    ['not there yet', {}, []],
  ])('of the city: %s', (_, registered, expected) => {
    expect(dateDoubts(documentOf(CITY, registered)).map(({ vi }) => vi)).toEqual(expected);
  });

  test.each<[string, Registered, string[]]>([
    [
      'after the last day for units',
      { date: '2025-11-21' },
      ['it is dated 2025-11-21, after 2025-11-20, the last day for it'],
    ],
    ['on that day', { date: '2025-11-20' }, []],
  ])('of an agency, its own: %s', (_, registered, expected) => {
    const document = documentOf(WARD, { number: '5', date: '2024-01-01' }, registered);

    expect(dateDoubts(document).map(({ en }) => en)).toEqual(expected);
  });

  test('of a month nothing is said: it is registered later', () => {
    expect(dateDoubts(documentOf({ kind: 'month', month: '2025-10' }, { date: '2024-01-01' }))).toEqual([]);
  });
});
