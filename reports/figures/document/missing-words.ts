import type { Missing, MissingCode } from './figure-parts.ts';

/** Printed after "không có số liệu vì". */
const WHY: Readonly<Record<MissingCode, { readonly vi: string; readonly en: string }>> = {
  'no-inventory': {
    vi: 'sổ ghi chưa có danh mục thiết bị nào trước khi kỳ số liệu kết thúc',
    en: 'no inventory is on record before the end of the data window',
  },
  'no-devices': {
    vi: 'đơn vị không quản lý thiết bị nào trong kỳ số liệu',
    en: 'the agency was in charge of no device in the data window',
  },
  'no-measurements': {
    vi: 'trong kỳ số liệu không có kết quả đo hoặc số liệu nhập nào',
    en: 'nothing was measured or imported in the data window',
  },
  'no-findings': {
    vi: 'sổ ghi chưa có phát hiện nào về an toàn của thiết bị: chưa kiểm tra, hoặc kiểm tra mà không thấy gì',
    en: 'no security finding is on record: nobody looked, or nothing was found',
  },
  'no-statements': {
    vi: 'trong kỳ số liệu chưa lập bảng xác nhận nào',
    en: 'no statement was made in the data window',
  },
  'no-contracts': {
    vi: 'trong kỳ số liệu không có hợp đồng nào',
    en: 'no contract was in force in the data window',
  },
  'no-traffic': {
    vi: 'trong kỳ số liệu không đo lưu lượng của đường truyền nào',
    en: 'the traffic of no link was measured in the data window',
  },
  'no-recorders': {
    vi: 'cuối kỳ số liệu không có đầu ghi nào',
    en: 'there is no recorder at the end of the data window',
  },
  'no-targets': {
    vi: 'chưa nhập chỉ tiêu của kế hoạch',
    en: 'the targets of the plan were not entered',
  },
  'no-plan': {
    vi: 'chưa nhập kế hoạch',
    en: 'the plan was not entered',
  },
  'no-year-before': {
    vi: 'sổ ghi không có số liệu của năm trước',
    en: 'nothing of the year before is on record',
  },
  'not-in-scope': {
    vi: 'báo cáo này không gồm nội dung đó',
    en: 'it is not part of this report',
  },
  'not-asked-for': {
    vi: 'nội dung này chưa được tổng hợp',
    en: 'it was not asked for',
  },
  failed: {
    vi: 'không đọc được sổ ghi cho nội dung này',
    en: 'the ledger could not be read for it',
  },
};

/** Says why there are no figures. @param detail Of an error, as it was thrown. */
export function missing(code: MissingCode, detail?: string): Missing {
  return { missing: { code, why: { ...WHY[code] }, ...(detail === undefined ? {} : { detail }) } };
}
