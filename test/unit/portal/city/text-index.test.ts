import { describe, expect, test } from 'vitest';
import { finish } from '#core/host/in-slices.ts';
import { indexTexts, wordsOf } from '#portal/city/text-index.ts';

const TEXTS = [
  'cam-cau-giay-001 Cổng trường Dịch Vọng',
  'cam-cau-giay-010 Cầu vượt Mai Dịch',
  'cam-ba-dinh-001 Quảng trường Ba Đình',
  'sw-cau-giay Tủ Cầu Giấy',
  'nvr-lang Đầu ghi Láng',
];
const index = finish(indexTexts(TEXTS.length, (number) => TEXTS[number] ?? ''));
const find = (query: string, most = 10) => index.find(wordsOf(query), most);

describe('indexTexts', () => {
  test.each([
    ['cầu giấy', [3, 0, 1]],
    ['CAU GIAY', [3, 0, 1]],
    ['giay 010', [1]],
    ['010 giay', [1]],
    ['Đình', [2]],
    ['dinh quang', [2]],
    ['ghi', [4]],
    ['ruong', [0, 2]],
    ['nvr-lang', [4]],
    ['cam-cau-giay-001', [0]],
    ['hồ tây', []],
    ['001\ncam', [0, 2]],
    ['  ', []],
    ['---', []],
    ['%_*', []],
  ])('%j finds %j', (query, expected) => {
    expect(find(query).numbers.toSorted()).toEqual(expected.toSorted());
  });

  test('what begins with what was typed comes first, then whole words, then parts', () => {
    const texts = ['a-kho-13', '13-b', '1-c', 'x13', '13'];
    const { find: findIn } = finish(indexTexts(texts.length, (number) => texts[number] ?? ''));

    expect(findIn(['13'], 9).numbers).toEqual([1, 4, 0]);
    expect(findIn(['x'], 9).numbers).toEqual([3]);
  });

  test('what stands earlier in a text comes first: ids and names before places', () => {
    const texts = ['cam-1 Cổng Láng Hạ', 'cam-2 Láng'];
    const { find: findIn } = finish(indexTexts(texts.length, (number) => texts[number] ?? ''));

    expect(findIn(['lang'], 9).numbers).toEqual([1, 0]);
  });

  test('a number is a word of its own, what begins with a nought is a part of an id', () => {
    const texts = ['Camera 1', 'Camera 12', 'Camera 2', 'cam-0002', 'Phố 2 Tháng 9'];
    const { find: findIn } = finish(indexTexts(texts.length, (number) => texts[number] ?? ''));

    expect(findIn(['2'], 9).numbers).toEqual([4, 2]);
    expect(findIn(['000'], 9).numbers).toEqual([3]);
    expect(findIn(['9'], 9).numbers).toEqual([4]);
  });

  test('what is named so is before what stands at a place that is', () => {
    const texts = [
      ['Camera 2 Thạch Thất', 'Quốc Oai'],
      ['Camera Quốc Oai 2', 'Sơn Tây'],
    ] as const;
    const { find: findIn } = finish(indexTexts(texts.length, (number) => texts[number] ?? ''));

    expect(findIn(wordsOf('camera 2 quoc oai'), 9).numbers).toEqual([1, 0]);
  });

  test('a word never matches over the end of a text', () => {
    const { find: findIn } = finish(indexTexts(2, (number) => ['abc', 'def'][number] ?? ''));

    expect(findIn(['cd'], 9)).toEqual({ numbers: [], total: 0, isAll: true });
    expect(findIn(['def'], 9).numbers).toEqual([1]);
  });

  test('says how many there are, and whether these are all', () => {
    const { find: findIn } = finish(indexTexts(5_000, (number) => `cam-${number}`));

    expect(findIn(['cam'], 3)).toEqual({ numbers: [0, 1, 2], total: 2_000, isAll: false });
    expect(findIn(['4999'], 3)).toEqual({ numbers: [4_999], total: 1, isAll: true });
  });

  test('nothing to look through is fine', () => {
    expect(finish(indexTexts(0, () => '')).find(['a'], 3)).toEqual({ numbers: [], total: 0, isAll: true });
  });
});
