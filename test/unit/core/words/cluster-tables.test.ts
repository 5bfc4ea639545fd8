import { describe, expect, test } from 'vitest';
import { createFormats } from '#core/language/formats.ts';
import { type ClusterTable, tellCluster } from '#core/words/cluster-tables.ts';
import { clusterWords } from '#core/words/cluster-words-in.ts';
import { sampleCluster } from '#test/support/sample-cluster.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 3, 44, 30);

function told(language: 'vi' | 'en'): (part: ClusterTable['part']) => ClusterTable {
  const { fullTime: at, count, decimal } = createFormats(language, 'Asia/Ho_Chi_Minh');
  const tables = tellCluster(sampleCluster(NOW_MS), clusterWords(language), { at, count, decimal });
  return (part) => {
    const table = tables.find((one) => one.part === part);
    if (!table) throw new Error(`expected ${part}`);
    return table;
  };
}

const english = told('en');
const vietnamese = told('vi');

describe('collectors', () => {
  test('come with what needs somebody first', () => {
    const rows = english('collectors').rows.map(({ mark, cells: [id, , state, trouble] }) => [
      ...[mark, id, state, trouble?.split(';')[0]],
    ]);

    expect(rows).toEqual([
      ['down', 'dong-da-1', 'silent for 3 h', 'no other watches in its place'],
      ['down', 'tay-ho-1', 'heard, sends no more', 'another chain came by its name (25/11/2026 05:44:30)'],
      ['degraded', 'ba-dinh-2', 'silent for 47 min', ''],
      ['degraded', 'cau-giay-1', 'behind by 38 min', ''],
      ['degraded', 'ha-dong-1', 'sending', 'its certificate has 2 days left'],
      ['up', 'ba-dinh-1', 'sending', ''],
      ['unknown', 'ha-dong-0', 'revoked', ''],
      ['unknown', 'tay-ho-2', 'waits for its token to be used', ''],
    ]);
    expect(english('collectors').about).toBe('5 of 8 need a look');
  });

  test('have a cell for each name of a column', () => {
    for (const part of ['collectors', 'zones'] as const)
      for (const { cells } of vietnamese(part).rows) expect(cells.length).toBe(vietnamese(part).head.length);
  });
});

test('a zone in which nobody covers something is first, and all of it is told above', () => {
  const { rows, about } = english('zones');

  expect(rows.map(({ mark, cells: [zone] }) => [mark, zone])[0]).toEqual(['down', 'dong-da']);
  expect(rows.filter(({ mark }) => mark === 'down').length).toBe(1);
  expect(about).toBe('nobody covers 312 of 1,272 devices');
});

test('why a zone was granted is said in the language of the reader', () => {
  expect(vietnamese('zones').rows.map(({ cells }) => cells.at(-1))).toEqual([
    'vào: dong-da-1',
    'vào: tay-ho-1',
    'im lặng: ba-dinh-2',
    'vào: cau-giay-1',
    'bị đưa ra: ha-dong-0; vào: ha-dong-1',
  ]);
});

test('a zone with devices that fewer watch than were asked for comes behind one that nobody covers', () => {
  expect(
    vietnamese('zones')
      .rows.map(({ mark, cells }) => [mark, cells[0], cells[3]])
      .slice(0, 3),
  ).toEqual([
    ['down', 'dong-da', '0'],
    ['degraded', 'tay-ho', '0 trên 12 thiết bị cần hai bộ'],
    ['up', 'ba-dinh', '0'],
  ]);
});
