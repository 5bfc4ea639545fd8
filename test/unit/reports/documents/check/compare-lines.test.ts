import { describe, expect, test } from 'vitest';
import { compareLines } from '#reports/documents/check/compare-lines.ts';
import type { DocumentLine } from '#reports/documents/check/document-lines.ts';

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
    const actual = ['I. MỞ ĐẦU', 'Đến  hết ngày 15/11/2025, có 201 camera../.', 'Camera\u001f151\u001f201'];

    expect(compareLines([SENTENCE, ROW], actual)).toEqual({ equal: 3, differences: [], unmatched: [] });
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
});
