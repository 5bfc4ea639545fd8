import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

/** Bandwidth of links. */
export function linkSentence(print: FigurePrinter): RichText {
  const [measured = 0, saturated = 0, undersized = 0] = ['measured', 'withSaturatedDays', 'undersized'].map(
    (name) => print.amount(`links.${name}`),
  );
  if (measured === 0)
    return prose`Danh mục có ${print.run('links.links')} đường truyền, chưa đo lưu lượng của đường nào.`;
  return joinSentences([
    prose`Đo lưu lượng được ${print.run('links.measured')} trên ${print.run('links.links')} đường truyền.`,
    saturated === 0
      ? 'Không có đường truyền nào có ngày mà phân vị 95 của lưu lượng vượt 90 % dung lượng.'
      : prose`Có ${print.run('links.withSaturatedDays')} đường truyền có ít nhất một ngày mà phân vị 95 của lưu lượng vượt 90 % dung lượng.`,
    saturated === 0
      ? undefined
      : undersized === 0
        ? 'Không có đường truyền nào vượt liên tục từ 7 ngày trở lên.'
        : prose`Có ${print.run('links.undersized')} đường truyền vượt liên tục từ 7 ngày trở lên, cần xem xét nâng dung lượng.`,
  ]);
}

/** Whether recordings reach back as far as asked for. */
export function recorderSentence(print: FigurePrinter): RichText {
  const of = (name: string) => print.run(`recorders.${name}`);
  const [kept = 0, short = 0, unmeasured = 0, without = 0] = [
    'kept',
    'short',
    'notMeasured',
    'withoutTarget',
  ].map((name) => print.amount(`recorders.${name}`));
  return joinSentences([
    prose`Cuối kỳ có ${of('recorders')} đầu ghi hình.`,
    kept + short === 0
      ? 'Chưa đối chiếu được thời gian lưu hình của đầu ghi nào với yêu cầu.'
      : short === 0
        ? prose`${of('kept')} đầu ghi lưu đủ thời gian yêu cầu, không có đầu ghi nào lưu thiếu.`
        : prose`${of('kept')} đầu ghi lưu đủ thời gian yêu cầu, ${of('short')} đầu ghi lưu thiếu.`,
    unmeasured > 0 ? prose`Có ${of('notMeasured')} đầu ghi không đọc được thời gian lưu.` : undefined,
    without > 0 ? prose`Có ${of('withoutTarget')} đầu ghi chưa có yêu cầu về thời gian lưu.` : undefined,
  ]);
}

/** What was found of security. */
export function securitySentence(print: FigurePrinter): RichText {
  const atEnd = print.amount('security.findings.devicesAtEnd');
  if (atEnd === undefined) return 'Chưa thiết bị nào được kiểm tra về an toàn thông tin.';
  return atEnd === 0
    ? 'Cuối kỳ không còn thiết bị nào có phát hiện về an toàn thông tin chưa được xử lý.'
    : prose`Cuối kỳ còn ${print.run('security.findings.devicesAtEnd')} thiết bị, đường truyền có phát hiện chưa được xử lý.`;
}

/** Certificates of conformity as the inventory has them. */
export function certificateSentence(print: FigurePrinter): RichText {
  const of = (name: string) => print.run(`security.certificates.${name}`);
  const [none = 0, expired = 0, withoutDate = 0, valid = 0] = ['none', 'expired', 'withoutDate', 'valid'].map(
    (name) => print.amount(`security.certificates.${name}`),
  );
  if (valid + withoutDate + expired === 0)
    return none === 0
      ? 'Giấy chứng nhận hợp quy: cuối kỳ không có thiết bị nào trong danh mục.'
      : prose`Giấy chứng nhận hợp quy: danh mục chưa có thông tin của thiết bị nào trong ${of('none')} thiết bị.`;
  return joinSentences([
    prose`Giấy chứng nhận hợp quy: ${of('valid')} thiết bị còn hiệu lực.`,
    withoutDate > 0
      ? prose`Có ${of('withoutDate')} thiết bị có giấy chứng nhận không ghi thời hạn.`
      : undefined,
    expired > 0
      ? prose`Có ${of('expired')} thiết bị có giấy chứng nhận đã hết hạn.`
      : 'Không có giấy chứng nhận nào đã hết hạn.',
    none > 0
      ? prose`Có ${of('none')} thiết bị chưa có thông tin về giấy chứng nhận trong danh mục.`
      : undefined,
  ]);
}

const PLACES = { area: 'phường, xã', junction: 'nút giao', site: 'điểm lắp đặt' } as const;

/** Wards of which no camera is known; `undefined` where no ward of that time is on record, or it is not asked. */
export function withoutCameraSentence(print: FigurePrinter): RichText | undefined {
  const count = print.amount('blind.areasWithoutCamera');
  if (count === undefined) return undefined;
  return count === 0
    ? 'Phường, xã nào cũng có camera trong danh mục.'
    : prose`Có ${print.run('blind.areasWithoutCamera')} phường, xã chưa có camera nào trong danh mục.`;
}

/** Places of which no camera worked at the end. */
export function blindSentence(print: FigurePrinter, place: keyof typeof PLACES): RichText {
  const word = PLACES[place];
  const [places = 0, blind = 0, unproven = 0] = ['places', 'blind', 'unproven'].map((name) =>
    print.amount(`blind.${place}.${name}`),
  );
  if (places === 0) return prose`Không có ${word} nào có camera đang sử dụng.`;
  return joinSentences([
    blind === 0
      ? prose`Trong ${print.run(`blind.${place}.places`)} ${word} có camera, không có nơi nào mất toàn bộ camera.`
      : prose`Có ${print.run(`blind.${place}.blind`)} trên ${print.run(`blind.${place}.places`)} ${word} có camera mất toàn bộ camera.`,
    unproven > 0
      ? prose`Có ${print.run(`blind.${place}.unproven`)} ${word} không có camera nào được chứng minh là hoạt động.`
      : undefined,
  ]);
}
