import { expect, test } from 'vitest';
import { findMaker } from '#config/makers/find-maker.ts';
import { loadMakers } from '#config/makers/load-makers.ts';

const makers = await loadMakers();

test.each([
  ['Hikvision', 'hikvision'],
  ['HIKVISION', 'hikvision'],
  [' hikvision digital technology ', 'hikvision'],
  ['Dahua', 'dahua'],
])('the maker %j is %s', (name, id) => {
  expect(findMaker(makers, name)?.id).toBe(id);
});

test.each([undefined, '', '  ', 'Nobody', 'Hik'])('%j is nobody known', (name) => {
  expect(findMaker(makers, name)).toBeUndefined();
});
