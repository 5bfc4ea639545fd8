import { describe, expect, test } from 'vitest';
import type { Block } from '#documents/model/block.ts';
import { composeBlocks } from '#documents/model/compose-blocks.ts';
import { textOfRuns } from '#documents/model/plain-run.ts';
import { sampleTable } from '#test/support/official-documents.ts';

function textsOf(blocks: readonly Block[]): readonly string[] {
  return composeBlocks(blocks).map((block) => {
    if (block.kind === 'heading') return block.lines.map(textOfRuns).join(' | ');
    return block.kind === 'paragraph' ? textOfRuns(block.runs) : block.kind;
  });
}

describe('numbering', () => {
  test('begins anew where the heading above changes', () => {
    const texts = textsOf([
      { kind: 'part', title: 'Một' },
      { kind: 'section', title: 'Mục' },
      { kind: 'clause', title: 'Khoản' },
      { kind: 'point', text: 'điểm' },
      { kind: 'point', text: 'điểm' },
      { kind: 'numbered', text: 'khoản không có tên' },
      { kind: 'point', text: 'điểm' },
      { kind: 'section', title: 'Mục' },
      { kind: 'clause', title: 'Khoản' },
      { kind: 'part', title: 'Hai' },
      { kind: 'section', title: 'Mục' },
      { kind: 'paragraph', text: 'Hết.' },
    ]);

    expect(texts).toEqual([
      'Phần I | MỘT',
      'I. MỤC',
      '1. Khoản',
      'a) điểm',
      'b) điểm',
      '2. khoản không có tên',
      'a) điểm',
      'II. MỤC',
      '1. Khoản',
      'Phần II | HAI',
      'I. MỤC',
      'Hết./.',
    ]);
  });

  test('sections head the outline where there are no parts', () => {
    const [section, clause] = composeBlocks([
      { kind: 'section', title: 'Mục' },
      { kind: 'clause', title: 'Khoản' },
    ]);

    expect([section, clause]).toMatchObject([{ level: 1 }, { level: 2 }]);
  });
});

describe('the end of the text', () => {
  test.each([
    ['Hết.', 'Hết./.'],
    ['Hết', 'Hết./.'],
    ['Hết;', 'Hết./.'],
    ['Hết./.', 'Hết./.'],
    ['', './.'],
  ])('of %j is %j', (text, ended) => {
    expect(textsOf([{ kind: 'paragraph', text }])).toEqual([ended]);
  });

  test('follows a place that a person must fill', () => {
    const texts = textsOf([{ kind: 'paragraph', text: [{ kind: 'marked', hint: 'số tiền' }] }]);

    expect(texts).toEqual(['[số tiền: ……]./.']);
  });

  test('stands alone after a table, and where there is no text', () => {
    expect(textsOf([sampleTable(1)])).toEqual(['table', './.']);
    expect(textsOf([])).toEqual(['./.']);
  });

  test('takes the last full stop of a note', () => {
    expect(textsOf([{ kind: 'note', text: 'nguồn.' }])).toEqual(['Ghi chú: nguồn./.']);
  });

  test('and a note below a table keep its last row with them', () => {
    const note = { kind: 'note', text: 'nguồn.' } as const;
    const text = { kind: 'paragraph', text: 'Hết.' } as const;
    const kept = (blocks: readonly Block[]) => composeBlocks(blocks)[0];

    expect(kept([sampleTable(1)])).toMatchObject({ keepsLast: true });
    expect(kept([sampleTable(1), note, text])).toMatchObject({ keepsLast: true });
    expect(kept([sampleTable(1), text])).not.toHaveProperty('keepsLast');
  });
});

test('what is missing is named with its reason', () => {
  const texts = textsOf([
    { kind: 'missing', subject: 'Lưu lượng tháng 5', because: 'chưa đo', reason: 'not-measured' },
    { kind: 'paragraph', text: 'Hết' },
  ]);

  expect(texts[0]).toBe('Lưu lượng tháng 5: không có số liệu vì chưa đo.');
});

test.each([
  [[[{ text: 'A' }]], 'table "": header row 1: expected 2 columns, got 1'],
  [[[{ text: 'A', columnSpan: 2 }], [{ text: 'B' }]], 'table "": header row 2: expected 2 columns, got 1'],
  [[], 'table "": the header: expected 2 columns, got 0'],
])('a header that does not fill the columns is refused: %j', (header, message) => {
  const table = { kind: 'table' as const, columns: [{ share: 1 }, { share: 1 }], header, rows: [] };

  expect(() => composeBlocks([table])).toThrow(message);
});
