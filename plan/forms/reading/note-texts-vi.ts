import type { NoteTexts } from './note-texts-en.ts';

const quoted = (text: string): string => `"${text}"`;

export const noteTextsVi: NoteTexts = {
  'no-marker': () => 'trang ẩn của biểu mẫu đã bị xóa; đơn vị và năm lấy từ trang "Hướng dẫn"',
  'unit-by-name': ({ got }) => `tệp không cho biết là của đơn vị nào; theo tên tệp thì của ${got}`,
  'renamed-sheet': ({ of }) => `trang tính đã đổi tên, vốn là ${quoted(of)}; vẫn đọc`,
  'extra-sheet': () => 'trang tính không thuộc biểu mẫu; không đọc',
  'extra-column': ({ got }) => `cột ${quoted(got)} không thuộc biểu mẫu; không đọc`,
  'extra-row': ({ got }) => `dòng ${quoted(got)} không thuộc biểu mẫu; không đọc`,
  merged: ({ of }) => `ô gộp với ô ${of}; giá trị đó được lấy cho mọi dòng của ô gộp`,
  'merged-empty': ({ of }) => `ô gộp với ô ${of} của cột khác; coi như trống`,
  removed: ({ got }) => `không còn ${got} trong biểu mẫu; nội dung này được rút`,
  'not-confirmed': ({ got, of }) => `${got} trong ${of} thiết bị chưa được xác nhận`,
};
