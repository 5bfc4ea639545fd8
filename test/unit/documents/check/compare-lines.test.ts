import { describe, expect, test } from 'vitest';
import { compareLines } from '#documents/check/compare-lines.ts';
import type { DocumentLine } from '#documents/check/document-lines.ts';

const line = (text: string, ...figures: readonly (readonly [id: string, text: string])[]): DocumentLine => ({
  text,
  place: 'Thân báo cáo',
  figures: figures.map(([id, part]) => ({
    id,
    from: text.indexOf(part),
    to: text.indexOf(part) + part.length,
  })),
});
const SENTENCE = line('Đến hết ngày 15/11/2025, có 201 camera.', ['cameras', '201']);
const ROW = line('Camera\u001f151\u001f201', ['opening', '151'], ['closing', '201']);

describe('figures of a document against what they should be', () => {
  test('words, numbers and spaces as they were are equal', () => {
    const actual = ['I. MỞ ĐẦU', 'Đến  hết ngày 15/11/2025, có 201 camera.', 'Camera\u001f151\u001f201'];

    expect(compareLines([SENTENCE, ROW], actual)).toEqual({
      ...{ equal: 3, differences: [], unmatched: [], moved: [] },
    });
  });

  test('a changed digit is named with its place', () => {
    const { differences, equal } = compareLines(
      [SENTENCE, ROW],
      [SENTENCE.text, 'Camera\u001f151\u001f2.010'],
    );

    expect(equal).toBe(2);
    expect(differences).toEqual([
      { id: 'closing', place: 'Thân báo cáo', expected: '201', found: '2.010', line: 'Camera | 151 | 201' },
    ]);
  });

  test('a changed date is no figure', () => {
    expect(compareLines([SENTENCE], ['Đến hết ngày 16/11/2025, có 201 camera.'])).toMatchObject({
      differences: [],
    });
  });

  test('rows that a person added or took out shift nothing', () => {
    const actual = ['Đầu ghi hình\u001f7\u001f8', ROW.text];

    expect(compareLines([SENTENCE, ROW], actual)).toMatchObject({
      equal: 2,
      differences: [],
      unmatched: [SENTENCE],
    });
  });

  test('a sentence that was reworded is left to a person', () => {
    expect(compareLines([SENTENCE], ['Hiện Thành phố có 300 camera.'])).toMatchObject({
      equal: 0,
      unmatched: [SENTENCE],
    });
  });

  test('a sentence that has more words, or another place, is left to a person with its figures equal', () => {
    expect(compareLines([SENTENCE], [`${SENTENCE.text} Kèm Phụ lục.`])).toMatchObject({
      equal: 1,
      unmatched: [],
      moved: [SENTENCE],
    });
  });

  test('rows that changed places between two tables have other figures', () => {
    const heads = [line('Camera'), line('Đơn vị\u001fSố'), line('Đầu ghi hình'), line('Đơn vị\u001fSố')];
    const rows = [line('Sở\u001f5', ['camera', '5']), line('Sở\u001f7', ['recorder', '7'])];
    const expected = [heads[0], heads[1], rows[0], heads[2], heads[3], rows[1]].map((one) => one ?? line(''));
    const swapped = ['Camera', 'Đơn vị\u001fSố', 'Sở\u001f7', 'Đầu ghi hình', 'Đơn vị\u001fSố', 'Sở\u001f5'];

    const { differences, equal } = compareLines(expected, swapped);

    expect(equal).toBe(0);
    expect(differences.map(({ id, found }) => [id, found])).toEqual([
      ['camera', '7'],
      ['recorder', '5'],
    ]);
  });

  test('the head of a table that was changed is told, a place of dots that was filled is not', () => {
    const expected = [line('Đơn vị\u001fĐầu kỳ\u001fCuối kỳ'), ROW, line('Kết quả: [……]')];

    const { unmatched, equal } = compareLines(expected, [
      'Đơn vị\u001fCuối kỳ\u001fĐầu kỳ',
      ROW.text,
      'Kết quả: đã xong',
    ]);

    expect(equal).toBe(2);
    expect(unmatched).toEqual([expected[0]]);
  });
});
