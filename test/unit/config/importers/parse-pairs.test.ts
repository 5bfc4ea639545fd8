import { expect, test } from 'vitest';
import { parsePairs } from '#config/importers/parse-pairs.ts';

test.each([
  ['id=Mã', [['id', 'Mã']]],
  [
    'id=Mã,name=Tên camera',
    [
      ['id', 'Mã'],
      ['name', 'Tên camera'],
    ],
  ],
  [
    'name="Tên, camera",id=Mã',
    [
      ['name', 'Tên, camera'],
      ['id', 'Mã'],
    ],
  ],
  ['"kind:a=b"=nvr', [['kind:a=b', 'nvr']]],
  [
    'id = Mã , name = Tên',
    [
      ['id', 'Mã'],
      ['name', 'Tên'],
    ],
  ],
  ['agency=', [['agency', '']]],
  ['', []],
  ['id', undefined],
  ['=x', undefined],
  ['id="x', undefined],
])('parsePairs reads %s', (text, expected) => {
  expect(parsePairs(text)).toEqual(expected);
});
