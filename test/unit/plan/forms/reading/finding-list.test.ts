import { describe, expect, test } from 'vitest';
import { formsTextsEn } from '#cli/plan/forms-texts-en.ts';
import { formsTextsVi } from '#cli/plan/forms-texts-vi.ts';
import { renderFlaw } from '#cli/plan/render-collected.ts';
import { countFindings, createFindingList } from '#plan/forms/reading/finding-list.ts';
import type { FormFlaw } from '#plan/forms/reading/form-flaw.ts';

const sheet = 'Kinh phí';
const amount = (row: number, column = 'D'): FormFlaw => ({
  code: 'dong',
  sheet,
  cell: `${column}${row}`,
  got: 'nhiều',
});

describe('findings of a sheet', () => {
  test('are told each with its cell where they are few', () => {
    const list = createFindingList<FormFlaw>();
    const flaws = Array.from({ length: 50 }, (_, index) => amount(index + 4));

    list.add(...flaws);

    expect(list.list()).toEqual(flaws);
    expect(list.count()).toBe(50);
  });

  test('are bounded, however many there are: the rest is counted by what it is and by its column', () => {
    const list = createFindingList<FormFlaw>();

    for (let row = 4; row < 300_004; row++) list.add(amount(row), amount(row, 'E'));
    list.add({ code: 'date', sheet, cell: 'C9', got: 'x' });

    expect(list.list()).toHaveLength(53);
    expect(list.list().slice(50)).toEqual([
      { code: 'date', sheet, cell: 'C9', got: 'x' },
      { ...amount(4), more: 299_975 },
      { ...amount(4, 'E'), more: 299_975 },
    ]);
    expect(countFindings(list.list())).toBe(600_001);
    expect(list.count()).toBe(600_001);
  });

  test('say in words how many more there are, with an example', () => {
    const flaw = { ...amount(4), more: 299_950 };

    expect(renderFlaw('a.xlsx', flaw, formsTextsEn)).toBe(
      'and 299,950 more in this column like a.xlsx, sheet "Kinh phí", cell D4: expected whole đồng, 0 or more, got "nhiều"',
    );
    expect(renderFlaw('a.xlsx', flaw, formsTextsVi)).toBe(
      'và 299.950 ô nữa cùng cột cũng như a.xlsx, trang tính "Kinh phí", ô D4: cần số tiền bằng đồng, là số nguyên từ 0 trở lên, nhưng lại là "nhiều"',
    );
  });
});
