import { describe, expect, test } from 'vitest';
import type { Agency, Contract, Handover } from '#core/domain/inventory.ts';
import { createZone } from '#core/time/zone.ts';
import { judgeHandovers } from '#plan/collecting/judge-handovers.ts';
import type { ReadRow, ReadTable } from '#plan/forms/reading/read-table.ts';
import { device, inventoryOf } from '../../../support/inventory.ts';

const zone = createZone('Asia/Ho_Chi_Minh');
const at = (day: string): number => zone.parseInstantMs(day) ?? Number.NaN;

const agency = (id: string, validity: Partial<Agency> = {}): readonly [string, Agency] => [
  id,
  { id, name: `Đơn vị ${id}`, kind: 'ward', successors: [], ...validity },
];

const CONTRACT: Contract = {
  id: 'bao-tri',
  name: 'Bảo trì',
  contractor: 'a',
  agency: 'ward',
  fromMs: 0,
  sample: true,
  terms: {},
};

const PAST: Handover = {
  atMs: at('2025-07-01'),
  kind: 'device',
  id: 'cam-2',
  field: 'agency',
  from: 'district',
  to: 'ward',
};

const INVENTORY = {
  ...inventoryOf({
    devices: [
      device({ id: 'cam-1', agency: 'ward' }),
      device({ id: 'cam-2', agency: 'ward' }),
      device({ id: 'cam-3', agency: 'police' }),
      device({ id: 'both', agency: 'ward' }),
    ],
  }),
  agencies: new Map([agency('ward'), agency('police'), agency('district', { validToMs: at('2025-07-01') })]),
  contracts: new Map([
    ['bao-tri', CONTRACT],
    ['both', { ...CONTRACT, id: 'both' }],
  ]),
  handovers: [PAST],
};

const COLUMNS = ['thing', 'to', 'at', 'document'];

function tableOf(...rows: readonly (readonly (string | undefined)[])[]): ReadTable {
  return {
    tab: 'Bàn giao',
    flaws: [],
    notes: [],
    hasColumn: () => true,
    cellAt: (row, key) => `${'BCDE'[COLUMNS.indexOf(key)]}${row.number}`,
    rows: rows.map((values, index): ReadRow => {
      const number = index + 4;
      const cells = values.map((value, column) => [
        COLUMNS[column],
        value === undefined ? undefined : { value, at: `${'BCDE'[column]}${number}` },
      ]);
      return { number, at: `A${number}`, cells: Object.fromEntries(cells), isFlawed: false, isEmpty: false };
    }),
  };
}

const judge = (...rows: readonly (readonly (string | undefined)[])[]) =>
  judgeHandovers(tableOf(...rows), { unit: 'ward', inventory: INVENTORY, zone });
const flawsOf = (...rows: readonly (readonly (string | undefined)[])[]) =>
  judge(...rows).flaws.map(({ code, cell, got, of }) => [code, cell, got, of]);

describe('judgeHandovers', () => {
  test('takes devices and contracts that are the own at that instant', () => {
    const { handovers, flaws } = judge(
      ['cam-1', 'police', '2025-11-20', '5/BB'],
      ['contract:both', 'police', '2025-11-20', '5/BB'],
      ['bao-tri', 'police', '2025-11-20', '5/BB'],
    );

    expect(flaws).toEqual([]);
    expect(handovers.map(({ kind, id, from, to, atMs }) => [kind, id, from, to, atMs])).toEqual([
      ['device', 'cam-1', 'ward', 'police', at('2025-11-20')],
      ['contract', 'both', 'ward', 'police', at('2025-11-20')],
      ['contract', 'bao-tri', 'ward', 'police', at('2025-11-20')],
    ]);
  });

  test('adds nothing where the configuration says so already', () => {
    const given = { ...INVENTORY, handovers: [PAST] };

    const { handovers, flaws } = judgeHandovers(tableOf(['cam-2', 'ward', '2025-07-01', '5/BB']), {
      unit: 'district',
      inventory: given,
      zone,
    });

    expect([handovers, flaws]).toEqual([[], []]);
  });

  test.each([
    ['a thing nobody knows', ['cam-9', 'police', '2025-11-20', '5'], ['unknown-thing', 'B4', 'cam-9', '']],
    [
      'an id of a device and a contract',
      ['both', 'police', '2025-11-20', '5'],
      ['unknown-thing', 'B4', 'both', ''],
    ],
    [
      'what is of another',
      ['cam-3', 'police', '2025-11-20', '5'],
      ['not-own', 'B4', 'Đơn vị police', '20/11/2025'],
    ],
    [
      'what was of another then',
      ['cam-2', 'police', '2025-06-30', '5'],
      ['not-own', 'B4', 'Đơn vị district', '30/06/2025'],
    ],
    ['itself as the receiver', ['cam-1', 'ward', '2025-11-20', '5'], ['same-agency', 'C4', '', '']],
    [
      'a receiver that has ended',
      ['cam-1', 'district', '2025-07-01', '5'],
      ['agency-then', 'C4', 'Đơn vị district', '01/07/2025'],
    ],
    ['a receiver nobody knows', ['cam-1', 'x', '2025-11-20', '5'], ['unknown-agency', 'C4', 'x', '']],
    [
      'no document',
      ['cam-1', 'police', '2025-11-20', undefined],
      ['needed', 'E4', '', 'Số biên bản bàn giao'],
    ],
  ])('refuses %s', (_name, row, flaw) => {
    expect(flawsOf(row)).toEqual([flaw]);
  });

  test('refuses a thing that is handed over twice', () => {
    const row = ['cam-1', 'police', '2025-11-20', '5'];

    expect(flawsOf(row, row)).toEqual([['second-handover', 'B5', '', 'B4']]);
  });

  test('refuses a day before the last hand-over on record', () => {
    const later: Handover = { ...PAST, id: 'cam-1', atMs: at('2025-12-01'), from: 'ward', to: 'police' };
    const inventory = {
      ...INVENTORY,
      devices: new Map([['cam-1', device({ id: 'cam-1', agency: 'police' })]]),
      handovers: [later],
    };

    const { flaws } = judgeHandovers(tableOf(['cam-1', 'district', '2025-06-01', '5']), {
      unit: 'ward',
      inventory,
      zone,
    });

    expect(flaws).toEqual([
      { code: 'after-last', sheet: 'Bàn giao', cell: 'D4', got: '01/06/2025', of: '01/12/2025' },
    ]);
  });
});
