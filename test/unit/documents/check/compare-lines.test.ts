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

  test('a sentence that was reworded is left to a person, with another number in it is red', () => {
    expect(compareLines([SENTENCE], ['Hiện Thành phố có 201 camera.'])).toMatchObject({
      ...{ equal: 0, unmatched: [SENTENCE], differences: [] },
    });
    expect(compareLines([SENTENCE], ['Hiện Thành phố có 300 camera.']).differences).toMatchObject([
      { id: 'cameras', expected: '201' },
    ]);
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
    turns: ['không', 'tăng', 'giảm', 'triệu'],
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

  test('a state whose line others took the place of is red, and so is one that was taken out', () => {
    const state = line('- Ban hành Quy chế: quá thời hạn, chưa có báo cáo.');
    const around = [line('Thân'), state, line('Kết')];

    expect(told(around, ['Thân', 'Quy chế đang được hoàn thiện.', 'Kết'])).toEqual([['quá thời hạn', '']]);
    expect(told(around, ['Thân', 'Việc này quá thời hạn.', 'Kết'])).toEqual([]);
    expect(told(around, ['Thân', 'Kết'])).toEqual([['quá thời hạn', '']]);
    expect(compare(around, ['Thân', 'Kết']).unmatched).toEqual([state]);
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

  const OTHER_TASK = line('II.7\u001fĐào tạo, tập huấn\u001f■ đã hoàn thành\u001f100 %\u001fSở Xây dựng', [
    'II.7',
    '100',
  ]);
  const PLAIN_ROW = line('Nhiệm vụ\u001fTên\u001fTình trạng\u001fTiến độ\u001fChủ trì');
  const TABLE = [PLAIN_ROW, TASK, OTHER_TASK];
  const REWRITTEN = 'II.1\u001fQuy chế\u001f■ hoàn tất\u001f100 %\u001fSở XD';
  const DECOY = 'Ghi chú\u001f–\u001f▲ quá thời hạn: không có\u001f–\u001f–';

  test.each<readonly [string, readonly string[]]>([
    ['taken out', [PLAIN_ROW.text, OTHER_TASK.text]],
    ['written anew', [PLAIN_ROW.text, REWRITTEN, OTHER_TASK.text]],
    [
      'written anew, with one beside it that has its state',
      [PLAIN_ROW.text, REWRITTEN, DECOY, OTHER_TASK.text],
    ],
    ['written anew elsewhere', [PLAIN_ROW.text, OTHER_TASK.text, 'Kết luận', REWRITTEN]],
    ['moved into another table', [PLAIN_ROW.text, OTHER_TASK.text, 'Kết luận', TASK.text]],
    [
      'with its cells put together',
      [PLAIN_ROW.text, TASK.text.replace('80 %\u001f', '80 % '), OTHER_TASK.text],
    ],
    [
      'under the name of another',
      [
        PLAIN_ROW.text,
        TASK.text.replace('Ban hành Quy chế', 'Đào tạo, tập huấn'),
        OTHER_TASK.text.replace('Đào tạo, tập huấn', 'Ban hành Quy chế'),
      ],
    ],
    [
      'with a state that is denied',
      [PLAIN_ROW.text, TASK.text.replace('quá thời hạn', 'không còn quá thời hạn'), OTHER_TASK.text],
    ],
    [
      'with a sign more',
      [PLAIN_ROW.text, TASK.text.replace('quá thời hạn', 'quá thời hạn ✅ xong'), OTHER_TASK.text],
    ],
    ['with a row of a state added', [...TABLE.map(({ text }) => text), REWRITTEN]],
  ])('a row of a state is red %s', (_name, actual) => {
    expect(compare([...TABLE, line('Kết luận')], [...actual, 'Kết luận']).differences).not.toEqual([]);
  });

  const TITLES = ['1. Ban hành Quy chế (nhiệm vụ II.1)', '2. Đào tạo (nhiệm vụ II.7)'].map((text) =>
    line(text),
  );
  const NARRATIVES = [
    line('Theo Sở Xây dựng: đang triển khai, đạt 25 %.', ['first', '25']),
    line('Theo Sở Xây dựng: đang triển khai, đạt 60 %.', ['second', '60']),
  ];
  const DONE = line('Đã hoàn thành, đã tổ chức các lớp.');
  const TASKS = [TITLES[0], NARRATIVES[0], line('Kết quả khác.'), TITLES[1], NARRATIVES[1], DONE].map(
    (one) => one ?? line(''),
  );
  const [T1 = '', N1 = '', MORE = '', T2 = '', N2 = '', D2 = ''] = TASKS.map(({ text }) => text);

  test.each<readonly [string, readonly string[]]>([
    ['narratives', [T1, D2, MORE, T2, N2, N1]],
    ['progress', [T1, N2, MORE, T2, N1, D2]],
    ['names', [T2, N1, MORE, T1, N2, D2]],
    ['names, each under its number', [T1.replace('Ban hành Quy chế', 'Đào tạo'), N1, MORE, T2, N2, D2]],
    ['units', [T1, N1.replace('Sở Xây dựng', 'Công an Thành phố'), MORE, T2, N2, D2]],
  ])('two tasks that changed their %s are red', (_name, actual) => {
    expect(compare(TASKS, actual).differences).not.toEqual([]);
  });

  test('under its heading a sentence may stand elsewhere, and a heading may be numbered anew', () => {
    expect(compare(TASKS, [T1, MORE, N1, T2, N2, D2]).differences).toEqual([]);
    expect(compare(TASKS, [T1, N1, MORE, '2. Nội dung khác', T2.replace('2.', '3.'), N2, D2])).toMatchObject({
      ...{ differences: [], unmatched: [] },
    });
  });

  const COUNT = line('Danh mục có 201 camera, tăng 50 camera, kinh phí 45.500 đồng.');
  const FIGURES: DocumentLine = {
    ...COUNT,
    figures: ['201', '50', '45.500'].map((number) => ({
      ...{ id: number, from: COUNT.text.indexOf(number), to: COUNT.text.indexOf(number) + number.length },
    })),
  };

  test.each<readonly [string, string, string]>([
    ['another number, and one more', '201 camera', '901 camera (mục 1)'],
    ['another number, and the figure behind it', '201 camera', '901 camera (trước đây 201)'],
    ['two figures swapped, and a word', 'có 201 camera, tăng 50', 'hiện có 50 camera, tăng 201'],
    ['a figure in words', '201 camera', 'chín trăm camera'],
    ['a figure that is turned', 'tăng 50', 'giảm 50'],
    ['a figure of another unit', '45.500 đồng', '45.500 triệu đồng'],
  ])('a sentence is red with %s', (_name, from, to) => {
    expect(told([FIGURES], [FIGURES.text.replace(from, to)])).not.toEqual([]);
  });

  test('a word that denies must not go from a sentence of figures', () => {
    const none = line('Không phát hiện camera trùng vị trí, trên 199 camera.', ['cameras', '199']);

    expect(told([none], ['Phát hiện camera trùng vị trí, trên 199 camera.'])).not.toEqual([]);
    expect(told([none], ['Qua rà soát, không phát hiện camera trùng vị trí, trên 199 camera.'])).toEqual([]);
  });

  test('what the columns of a table are, and what they count, is red where it was changed', () => {
    const table = ['Kinh phí\u001fKế hoạch\u001fĐược giao\u001fTỷ lệ\u001fGhi chú', 'Chi tiết'].map((text) =>
      line(text),
    );
    const [head = '', end = ''] = table.map(({ text }) => text);
    const unit = line('Đơn vị tính: đồng');

    expect(told(table, ['Kinh phí\u001fĐược giao\u001fKế hoạch\u001fTỷ lệ\u001fGhi chú', end])).toHaveLength(
      1,
    );
    expect(told(table, [head.replace('Được giao', 'Đã giao'), end])).toEqual([]);
    expect(told([unit, ...table], ['Đơn vị tính: triệu đồng', head, end])).toHaveLength(1);
    expect(told([unit, ...table], [head, end])).toHaveLength(1);
  });

  test('the number of the task in a heading is held without the file that was handed out', () => {
    expect(told(TASKS, [T1.replace('II.1', 'II.7'), N1, MORE, T2, N2, D2])).not.toEqual([]);
  });

  test('a sentence in other words that has its figures, a sentence more, and a paragraph are no changed figures', () => {
    const { text } = FIGURES;

    expect(told([FIGURES], [text.replace('Danh mục có', 'Trong danh mục của Thành phố hiện có')])).toEqual(
      [],
    );
    expect(told([FIGURES], [`${text} Ngày 20/11/2025 đã họp.`])).toEqual([]);
    expect(told([FIGURES], [text, 'Ngày 20/11/2025 đã họp 05 đơn vị.'])).toEqual([]);
  });

  const OPEN = line(
    'Đang triển khai, đạt 80 %, quá thời hạn 30/6/2025. Nguyên nhân: [nguyên nhân chậm II.1: ……]; hạn mới: [……].',
    ['progress', '80'],
  );
  const FILLED = OPEN.text
    .replace('[nguyên nhân chậm II.1: ……]', 'chưa có ý kiến của 03 đơn vị, đến 20/11/2025')
    .replace('[……]', '31/3/2026');

  test('places that were filled in change nothing, and a sentence that has them may be put into other words', () => {
    expect(compare([OPEN], [FILLED])).toMatchObject({ equal: 1, differences: [], unmatched: [], moved: [] });
    expect(told([OPEN], [FILLED.replace('Nguyên nhân:', 'Lý do chậm là')])).toEqual([]);
  });

  test.each<readonly [string, string, string]>([
    ['another progress', '80', '99'],
    ['another state', 'Đang triển khai', 'Đã hoàn thành'],
    ['a state that is denied', 'quá thời hạn', 'không quá thời hạn'],
    ['another time limit', '30/6/2025', '30/9/2025'],
    ['its state gone', 'Đang triển khai, đạt', 'Đạt'],
  ])('a text with places to fill in is red with %s, filled in or not', (_name, from, to) => {
    for (const text of [OPEN.text, FILLED]) expect(told([OPEN], [text.replace(from, to)])).not.toEqual([]);
  });
});
