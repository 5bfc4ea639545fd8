import { expect, test } from 'vitest';
import { placeLabels } from '#core/cartogram/place-labels.ts';

test('a label stands in the cell nearest the middle of its group', () => {
  const cells = [-1, 0, 1].map((q) => ({ q, r: 0 }));

  expect(placeLabels([{ id: 'a', name: 'Ba Đình', cells }]).get('a')).toEqual({
    cell: { q: 0, r: 0 },
    lines: ['Ba Đình'],
  });
});

test('a long name is broken where its lines are most alike', () => {
  const label = placeLabels([{ id: 'a', name: 'Hai Bà Trưng', cells: [{ q: 0, r: 0 }] }]).get('a');

  expect(label?.lines).toEqual(['Hai Bà', 'Trưng']);
});

test('a name without spaces stays whole', () => {
  const label = placeLabels([{ id: 'a', name: 'Thừathiênhuếx', cells: [{ q: 0, r: 0 }] }]).get('a');

  expect(label?.lines).toEqual(['Thừathiênhuếx']);
});

test('long labels side by side make way for each other', () => {
  const labels = placeLabels([
    { id: 'a', name: 'Đan Phượng', cells: [{ q: 0, r: 0 }] },
    {
      id: 'b',
      name: 'Thường Tín',
      cells: [
        { q: 1, r: 0 },
        { q: 1, r: 1 },
        { q: 1, r: -1 },
      ],
    },
  ]);

  expect(labels.get('b')?.cell).not.toEqual({ q: 1, r: 0 });
});
