import { describe, expect, test } from 'vitest';
import { loadAreas } from '#config/importers/load-areas.ts';
import { createAreaMatcher, nameKey } from '#config/importers/match-area.ts';
import { HANOI_DIR } from '../../../support/hanoi.ts';

const hanoi = await loadAreas(HANOI_DIR);

describe('createAreaMatcher', () => {
  test.each([
    ['ba-dinh', 'ba-dinh'],
    ['Phường Ba Đình', 'ba-dinh'],
    ['phường  ba đình ', 'ba-dinh'],
    ['P. Ba Đình', 'ba-dinh'],
    ['P.Ba Đình', 'ba-dinh'],
    ['Ba Đình', 'ba-dinh'],
    ['Phường Ba Đình'.normalize('NFD'), 'ba-dinh'],
    ['Xã Hòa Lạc', 'hoa-lac'],
    ['Xã Hoà Lạc', 'hoa-lac'],
    ['X. HOÀ LẠC', 'hoa-lac'],
  ])('finds %s', (text, id) => {
    expect(createAreaMatcher(hanoi, undefined)(text)).toEqual({ id });
  });

  test('does not take a commune for a ward, nor a name without its marks', () => {
    const match = createAreaMatcher(hanoi, undefined);

    expect(match('Xã Ba Đình')).toEqual({
      message: 'expected a ward or commune of areas.yaml, got "Xã Ba Đình"',
    });
    expect(match('Ba Dinh')).toEqual({ message: 'expected a ward or commune of areas.yaml, got "Ba Dinh"' });
  });

  test('names the choices where a bare name means several', () => {
    const [first] = hanoi.areas;
    const areas = first ? [first, { ...first, id: 'other', name: 'Xã Ba Đình' }] : [];

    expect(createAreaMatcher({ ...hanoi, areas }, undefined)('Ba Đình')).toEqual({
      message: 'expected one of Phường Ba Đình, Xã Ba Đình, got "Ba Đình"',
    });
  });

  test('takes a code only together with the version of its list', () => {
    expect(createAreaMatcher(hanoi, '2025-07-01')('00004')).toEqual({ id: 'ba-dinh' });
    expect(createAreaMatcher(hanoi, '2025-07-01')('4')).toEqual({ id: 'ba-dinh' });
    expect(createAreaMatcher(hanoi, undefined)('00004')).toEqual({
      message:
        'expected --area-list, the version of the list that codes belong to (they were reused), got the code "00004" without it',
    });
    expect(createAreaMatcher(hanoi, '2024-01-01')('00004')).toEqual({
      message:
        'expected a code of the list of 2025-07-01, as areas.yaml has it, got the code "00004" of the list of 2024-01-01',
    });
  });

  test('tells all areas of the city apart by name', () => {
    const match = createAreaMatcher(hanoi, undefined);

    expect(
      hanoi.areas.filter(({ id, name }) => JSON.stringify(match(name)) !== JSON.stringify({ id })),
    ).toEqual([]);
  });
});

test.each([
  ['Hoà', 'Hòa'],
  ['Thuỷ', 'Thủy'],
  ['Quý', 'Qúy'],
  ['khoẻ', 'khỏe'],
])('nameKey takes %s for %s', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test.each([
  ['Hoa', 'Hòa'],
  ['Hoà', 'Hoá'],
  ['Đình', 'Dình'],
  ['Hoa', 'Hoă'],
])('nameKey tells %s from %s', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});
