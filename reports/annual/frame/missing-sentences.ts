import type { RichText } from '../../../documents/model/rich-text.ts';
import type { MissingCode } from '../../figures/document/figure-parts.ts';
import { prose } from './prose.ts';

/** Words bound to the part of the sealed data that is missing. */
type None = (words: string) => RichText;
type Say = (subject: string, none: None) => RichText;

/** Why there are no figures, as an office says it; the sealed data have words of their own. */
export const MISSING_SENTENCES: Readonly<Record<Exclude<MissingCode, 'not-in-scope'>, Say>> = {
  'no-inventory': (subject, none) => prose`${subject}: ${none('chưa')} có danh mục thiết bị để tổng hợp.`,
  'no-devices': (subject, none) => prose`${subject}: trong kỳ đơn vị ${none('không')} quản lý thiết bị nào.`,
  'no-measurements': (subject, none) => prose`${subject}: trong kỳ ${none('chưa')} có kết quả đo.`,
  'no-findings': (_, none) =>
    prose`${none('Chưa')} có kết quả kiểm tra an toàn thông tin được ghi nhận nên ${none('chưa')} có cơ sở đánh giá.`,
  'no-statements': (subject, none) => prose`${subject}: trong kỳ ${none('chưa')} lập bảng đối soát nào.`,
  'no-contracts': (_, none) => prose`Trong kỳ ${none('không')} có hợp đồng nào.`,
  'no-traffic': (_, none) => prose`Trong kỳ ${none('chưa')} đo lưu lượng của đường truyền nào.`,
  'no-recorders': (_, none) => prose`Cuối kỳ ${none('không')} có đầu ghi hình nào.`,
  'no-targets': (_, none) => prose`${none('Chưa')} có chỉ tiêu của Kế hoạch để so sánh.`,
  'no-plan': (subject, none) => prose`${subject}: ${none('chưa')} có nội dung Kế hoạch để đối chiếu.`,
  'no-year-before': (_, none) => prose`${none('Chưa')} có số liệu cùng kỳ năm trước để so sánh.`,
  'not-asked-for': (subject, none) => prose`${subject}: ${none('chưa')} được tổng hợp.`,
  failed: (subject, none) => prose`${subject}: ${none('chưa')} tổng hợp được do lỗi đọc dữ liệu.`,
};
