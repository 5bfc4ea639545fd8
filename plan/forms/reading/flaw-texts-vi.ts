import type { FlawTexts } from './flaw-texts-en.ts';

const count = (value: number): string => new Intl.NumberFormat('vi-VN').format(value);
const quoted = (text: string): string => `"${text}"`;
const but = (expected: string, got: string): string =>
  `${expected}, nhưng lại là ${got === '' ? 'ô trống' : quoted(got)}`;

const ask = (doubt: string, cell: string): string =>
  `${doubt}; nếu đúng, chọn "Có" ở ô ${cell} ("Xác nhận số liệu"), nếu không, sửa lại số`;
const dong = (amounts: string): readonly string[] =>
  amounts.split(' ').map((digits) => new Intl.NumberFormat('vi-VN').format(BigInt(digits || '0')));

export const flawTextsVi: FlawTexts = {
  unreadable: ({ got }) => `không đọc được tệp (${got})`,
  'empty-file': () => 'cần tệp Excel .xlsx, nhưng tệp rỗng (0 byte); hãy gửi lại tệp',
  'old-excel': () =>
    'cần tệp Excel .xlsx, nhưng đây là tệp Excel kiểu cũ (.xls); hãy mở tệp và lưu lại dạng "Excel Workbook (.xlsx)"',
  'open-document': () =>
    'cần tệp Excel .xlsx, nhưng đây là tệp OpenDocument (.ods); hãy mở tệp và lưu lại: trong LibreOffice chọn Tệp → Lưu dạng (File → Save As), kiểu tệp "Excel 2007–365 (.xlsx)"; trong Excel chọn Tệp → Lưu dưới dạng (File → Save As), kiểu tệp "Excel Workbook (*.xlsx)"',
  'with-password': () =>
    'cần tệp không có mật khẩu, nhưng tệp này được mã hóa; hãy bỏ mật khẩu mở tệp rồi gửi lại',
  'no-workbook': () =>
    'cần tệp Excel .xlsx, nhưng nội dung tệp không phải bảng tính Excel (văn bản, CSV hoặc trang web); hãy mở tệp và lưu lại dạng "Excel Workbook (.xlsx)"',
  broken: ({ got }) => `tệp bị hỏng hoặc tải về chưa đủ${got === '' ? '' : ` (${got})`}; hãy gửi lại tệp`,
  'too-large': ({ got, of }) => `cần tệp không quá ${of}, nhưng tệp có ${got}`,
  'unpacks-too-large': ({ of }) =>
    `nội dung tệp sau khi giải nén vượt quá giới hạn (${of}): không phải biểu mẫu bình thường`,
  'too-many-cells': ({ got, of }) =>
    `cần biểu mẫu không quá ${count(Number(of))} ô, nhưng tệp có ${count(Number(got))} ô`,
  'merged-too-much': () => 'tệp gộp quá nhiều ô: không phải biểu mẫu bình thường',
  'no-form': () => 'không nhận ra biểu mẫu: không có trang tính nào của biểu mẫu',
  'newer-form': ({ got, of }) =>
    `cần biểu mẫu phiên bản ${of}, nhưng lại là phiên bản ${got}; hãy cập nhật camwatch`,
  'unknown-unit': ({ got }) =>
    got === ''
      ? 'không biết biểu mẫu của đơn vị nào: trang ẩn và trang "Hướng dẫn" đều không còn'
      : `cần biểu mẫu của một đơn vị thuộc diện báo cáo, nhưng mã đơn vị lại là ${quoted(got)}`,
  'other-unit': ({ got, of }) => `cần biểu mẫu của ${of}, nhưng đây là biểu mẫu của ${got}`,
  'other-year': ({ got, of }) => `cần biểu mẫu năm ${of}, nhưng đây là biểu mẫu năm ${got}`,
  'no-sheet': ({ of }) => `thiếu trang tính ${quoted(of)}`,
  'no-column': ({ of }) => `thiếu cột ${quoted(of)} (tiêu đề cột có thể đã bị sửa hoặc xóa)`,
  'second-form': ({ of }) =>
    `đơn vị này có hai biểu mẫu khác nhau trong cùng một lần thu (tệp kia: ${of}); hãy giữ lại một tệp`,
  formula: ({ got }) =>
    `cần giá trị, nhưng ô chứa công thức ${got}; hãy chép ô rồi dán dạng giá trị (Paste Special → Values)`,
  'error-value': ({ got }) => `cần giá trị, nhưng ô báo lỗi ${got}`,
  'too-long': ({ got, of }) => `cần không quá ${of} ký tự, nhưng có ${got} ký tự`,
  date: ({ got }) => but('cần ngày dạng ngày/tháng/năm, ví dụ 03/09/2025', got),
  year: ({ got }) => but('cần năm, ví dụ 2025', got),
  count: ({ got }) => but('cần số nguyên từ 0 trở lên', got),
  percent: ({ got }) => but('cần số nguyên từ 0 đến 100', got),
  dong: ({ got }) => but('cần số tiền bằng đồng, là số nguyên từ 0 trở lên', got),
  'unclear-number': ({ got }) =>
    `cần một số rõ ràng, nhưng ${quoted(got)} có thể đọc theo hai cách (dấu phẩy là phần nghìn hay phần thập phân?); hãy ghi liền các chữ số`,
  choice: ({ got, of }) => but(`cần một giá trị trong danh sách (${of})`, got),
  'merged-number': ({ of }) =>
    `cần mỗi dòng một số riêng, nhưng ô này gộp với ${of}; hãy bỏ gộp ô và ghi số cho từng dòng`,
  needed: ({ of }) => `cần điền ${quoted(of)}, nhưng ô trống`,
  'unknown-row': ({ got }) =>
    got === ''
      ? 'cần mã ở cột đầu tiên, nhưng ô trống: không biết dòng này của thiết bị hay nhiệm vụ nào'
      : `cần mã thuộc biểu mẫu của đơn vị, nhưng lại là ${quoted(got)}`,
  'repeated-row': ({ got, of }) =>
    `cần mỗi mã một dòng, nhưng ${got === '' ? 'dòng này' : quoted(got)} đã có ở ô ${of}`,
  'before-from': ({ of }) => `cần ngày không trước ngày ở ô ${of}`,
  contradiction: ({ of }) => `tình trạng "Hoạt động tốt" trái với "Không" ở ô ${of}`,
  'only-for': ({ of }) =>
    of === 'proposal'
      ? 'chỉ ghi cho kiến nghị, nhưng dòng này là vướng mắc'
      : 'chỉ ghi cho vướng mắc, nhưng dòng này là kiến nghị',
  'unknown-thing': ({ got }) => but('cần mã của một thiết bị hoặc hợp đồng đang được quản lý', got),
  'not-own': ({ got, of }) =>
    `cần thiết bị hoặc hợp đồng của đơn vị vào ngày ${of}, nhưng khi đó thuộc ${got}`,
  'same-agency': () => 'cần một đơn vị khác, nhưng đơn vị nhận lại là chính đơn vị này',
  'unknown-agency': ({ got }) => but('cần một đơn vị có trong cấu hình', got),
  'agency-then': ({ got, of }) => `cần một đơn vị tồn tại vào ngày ${of}, nhưng khi đó không có ${got}`,
  'after-last': ({ got, of }) => `cần ngày sau lần bàn giao gần nhất (${of}), nhưng lại là ${got}`,
  'second-handover': ({ of }) => `cần mỗi thiết bị, hợp đồng một lần bàn giao, nhưng đã có ở ô ${of}`,
  configuration: ({ of }) => `danh sách bàn giao làm cấu hình không còn hợp lệ: ${of}`,
  value: ({ of }) => `giá trị không hợp lệ: ${of}`,
  'disbursed-over-allocated': ({ got, of }) =>
    ask(`số đã giải ngân (${dong(got)[0]} đồng) lớn hơn số được giao (${dong(got)[1]} đồng)`, of),
  'allocated-over-planned': ({ got, of }) =>
    ask(`số được giao (${dong(got)[0]} đồng) lớn hơn kế hoạch (${dong(got)[1]} đồng)`, of),
  'under-a-million': ({ got, of }) =>
    ask(`số tiền ${dong(got).join('; ')} đồng quá nhỏ, có thể đã ghi bằng triệu đồng`, of),
  'same-amounts': ({ got, of }) => ask(`số tiền giống hệt dòng có ô ${got}, có thể đã ghi hai lần`, of),
  'nothing-yet-rows': ({ got }) =>
    `cần để trống ô này, hoặc để trống các trang còn lại, nhưng đơn vị chọn không có nội dung báo cáo mà vẫn điền ${got} dòng`,
};
