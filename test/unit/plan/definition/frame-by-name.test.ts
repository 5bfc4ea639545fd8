import { describe, expect, test } from 'vitest';
import { frameByName } from '#plan/definition/frame-by-name.ts';

describe('what stands around the text of what an agency writes, by its name', () => {
  test('a department is under the People’s Committee of the city, and its director signs', () => {
    expect(frameByName('Sở Khoa học và Công nghệ', 'Hà Nội')).toEqual({
      superiorBody: 'UBND thành phố Hà Nội',
      issuingBody: 'Sở Khoa học và Công nghệ',
      place: 'Hà Nội',
      agencySymbol: 'SKHCN',
      signer: { post: 'GIÁM ĐỐC' },
    });
  });

  test.each([
    ['Ủy ban nhân dân phường Ba Đình', 'phường Ba Đình', 'Ba Đình'],
    ['Ủy ban nhân dân xã Hòa Lạc', 'xã Hòa Lạc', 'Hòa Lạc'],
    ['Ủy ban nhân dân thị xã Sơn Tây', 'thị xã Sơn Tây', 'Sơn Tây'],
  ])(
    '%s has nobody above it, is at the place of its name, and its chairman signs for it',
    (name, second, place) => {
      expect(frameByName(name, 'Hà Nội')).toEqual({
        issuingBody: `Ủy ban nhân dân\n${second}`,
        place,
        agencySymbol: 'UBND',
        signer: { authority: 'TM.', onBehalfOf: 'ỦY BAN NHÂN DÂN', post: 'CHỦ TỊCH' },
      });
    },
  );

  test.each([
    ['Công an thành phố Hà Nội', 'Bộ Công an', 'GIÁM ĐỐC'],
    ['Bộ Tư lệnh Thủ đô Hà Nội', 'Bộ Quốc phòng', 'TƯ LỆNH'],
  ])('%s is under its ministry, and its symbol is left to be filled in', (name, superiorBody, post) => {
    expect(frameByName(name, 'Hà Nội')).toEqual({
      superiorBody,
      issuingBody: name,
      place: 'Hà Nội',
      signer: { post },
    });
  });

  test('of any other the name alone is known', () => {
    expect(frameByName('Ban Quản lý dự án', 'Hà Nội')).toEqual({
      issuingBody: 'Ban Quản lý dự án',
      place: 'Hà Nội',
      signer: {},
    });
  });
});
