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
      {
        ...{ id: 'closing', place: 'Thân báo cáo', expected: '201', found: '2.010' },
        ...{ line: 'Camera | 151 | 201', isFigure: true },
      },
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

describe('what says what figures say', () => {
  const words = {
    states: ['đã hoàn thành', 'quá thời hạn', 'chưa hoàn thành', 'đang triển khai'],
    names: [
      'Công an Thành phố',
      'Sở Xây dựng',
      'Sở Khoa học và Công nghệ',
      'Phường Văn Miếu - Quốc Tử Giám (mẫu)',
    ],
  };
  const compare = (expected: readonly DocumentLine[], actual: readonly string[]) =>
    compareLines(expected, actual, words);
  const told = (expected: readonly DocumentLine[], actual: readonly string[]) =>
    compare(expected, actual).differences.map(({ expected: wanted, found }) => [wanted, found]);
  const HASH = ['a'.repeat(64), 'b'.repeat(64)] as const;
  const TASK = line('II.1\u001fBan hành Quy chế\u001f▲ quá thời hạn\u001f80 %\u001fSở Xây dựng', [
    'II.1',
    '80',
  ]);

  test.each([
    [
      'its sign and its words',
      '✓ đã hoàn thành',
      [
        ['▲', '✓'],
        ['quá thời hạn', 'đã hoàn thành'],
      ],
    ],
    ['words that no report has', 'về cơ bản đã xong', [['▲', '']]],
    ['capitals', '▲ Quá thời hạn', []],
  ])('the state of a task in a table, changed in %s', (_name, state, expected) => {
    expect(told([TASK], [TASK.text.replace('▲ quá thời hạn', state)])).toEqual(expected);
  });

  test('a unit that takes the place of another in a table is red, in a sentence it is read by a person', () => {
    const sentence = line('Đơn vị chủ trì là Công an Thành phố, trong năm.');

    expect(told([TASK], [TASK.text.replace('Sở Xây dựng', 'Công an Thành phố')])).toEqual([
      ['Sở Xây dựng', 'Công an Thành phố'],
    ]);
    expect(compare([sentence], [sentence.text.replace('Công an Thành phố', 'Sở Xây dựng')])).toMatchObject({
      differences: [],
      unmatched: [sentence],
    });
  });

  test('a sentence in other words must have the same state, and no other number in the place of a figure', () => {
    const state = line('Quy chế tạm thời của Thành phố: quá thời hạn, chưa có báo cáo của đơn vị.');
    const figure = line('Trên địa bàn Thành phố hiện có 201 camera giám sát.', ['cameras', '201']);

    expect(
      told([state], [state.text.replace('quá thời hạn', 'đã hoàn thành').replace('của đơn vị', '')]),
    ).toEqual([['quá thời hạn', 'đã hoàn thành']]);
    expect(compare([state], [state.text.replace('của đơn vị', 'nào')])).toMatchObject({
      ...{ differences: [], unmatched: [state] },
    });
    expect(told([figure], ['Trên địa bàn Thành phố đã có 301 camera giám sát.'])).toEqual([['201', '301']]);
    expect(told([figure], ['Trên địa bàn Thành phố đã có 201 camera giám sát.'])).toEqual([]);
  });

  test('a state whose line others took the place of is red, one that was taken out altogether is told', () => {
    const state = line('- Ban hành Quy chế: quá thời hạn, chưa có báo cáo.');
    const around = [line('Thân'), state, line('Kết')];

    expect(told(around, ['Thân', 'Quy chế đang được hoàn thiện.', 'Kết'])).toEqual([['quá thời hạn', '']]);
    expect(told(around, ['Thân', 'Việc này quá thời hạn.', 'Kết'])).toEqual([]);
    expect(compare(around, ['Thân', 'Kết'])).toMatchObject({ differences: [], unmatched: [state] });
  });

  test('a state that was added says something else, unless it fills in what was left to a person', () => {
    const open = line('Kết quả của nhiệm vụ nghiên cứu: […… kết quả nhiệm vụ II.8]');
    const plain = line('Kết quả của nhiệm vụ nghiên cứu được nêu tại Phụ lục');

    expect(told([open], ['Kết quả của nhiệm vụ nghiên cứu: đã hoàn thành'])).toEqual([]);
    expect(told([plain], [`${plain.text}, đã hoàn thành`])).toEqual([['', 'đã hoàn thành']]);
  });

  test('a picture that another took the place of is red, and so are two that changed places', () => {
    const [one, other] = HASH.map((hash) => `\ufffc${hash}`);
    const lines = [one, 'Biểu đồ 1. Theo tháng', other, 'Biểu đồ 2. Theo nguyên nhân'].map((text = '') =>
      line(text),
    );

    expect(told(lines, [`\ufffc${'c'.repeat(64)}`, ...lines.slice(1).map(({ text }) => text)])).toEqual([
      ['aaaaaaaa…', 'cccccccc…'],
    ]);
    expect(
      told(
        lines,
        [other, lines[1]?.text, one, lines[3]?.text].map((text = '') => text),
      ),
    ).toEqual([['aaaaaaaa…', 'bbbbbbbb…']]);
  });

  test('a table that was put in another order is read by a person, figures that changed their rows are red', () => {
    const rows = [
      line('Sở Xây dựng\u001f5', ['a', '5']),
      line('Công an Thành phố\u001f7', ['b', '7']),
      line('Sở Khoa học và Công nghệ\u001f9', ['c', '9']),
    ];
    const texts = rows.map(({ text }) => text);

    expect(compare(rows, texts.toReversed())).toMatchObject({ differences: [], unmatched: [], equal: 3 });
    expect(compare(rows, texts.toReversed()).moved.length).toBe(2);
    const swapped = [texts[0]?.replace('5', '7'), texts[1]?.replace('7', '5'), texts[2]].map(
      (text = '') => text,
    );
    expect(told(rows, swapped)).toEqual([
      ['5', '7'],
      ['7', '5'],
    ]);
  });
});
