import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

/** Bandwidth of links. */
export function linkSentence(print: FigurePrinter): RichText {
  const of = (name: string) => print.countRun(`links.${name}`);
  const [measured = 0, saturated = 0, undersized = 0] = ['measured', 'withSaturatedDays', 'undersized'].map(
    (name) => print.amount(`links.${name}`),
  );
  if (measured === 0)
    return prose`Danh mục có ${of('links')} đường truyền, ${print.none('links.measured', 'chưa')} đo lưu lượng của đường nào.`;
  const reached = 'availability.indicators.reach.link.city.entities';
  const head = prose`Danh mục có ${of('links')} đường truyền${(print.amount(reached) ?? 0) > 0 ? prose`, đo được kết nối của ${print.countRun(reached)} đường` : ''}, đo được lưu lượng của ${of('measured')} đường.`;
  if (saturated === 0)
    return joinSentences([
      head,
      prose`${print.none('links.withSaturatedDays', 'Không')} có đường truyền nào được đo có ngày sử dụng trên 90\u00a0% dung lượng.`,
    ]);
  const long =
    undersized === 0
      ? prose`${print.none('links.undersized', 'không')} có đường nào liên tục từ 07 ngày trở lên`
      : prose`trong đó ${of('undersized')} đường liên tục từ 07 ngày trở lên, cần xem xét nâng dung lượng`;
  return joinSentences([
    head,
    prose`${of('withSaturatedDays')}/${of('measured')} đường truyền được đo có ngày sử dụng trên 90\u00a0% dung lượng, ${long}.`,
  ]);
}

/** Whether recordings reach back as far as asked for. */
export function recorderSentence(print: FigurePrinter): RichText {
  const of = (name: string) => print.countRun(`recorders.${name}`);
  const [kept = 0, short = 0, unmeasured = 0, without = 0] = [
    'kept',
    'short',
    'notMeasured',
    'withoutTarget',
  ].map((name) => print.amount(`recorders.${name}`));
  return joinSentences([
    prose`Cuối kỳ có ${of('recorders')} đầu ghi hình.`,
    kept + short === 0
      ? prose`${print.none(['recorders.kept', 'recorders.short'], 'Chưa đối')} chiếu được thời gian lưu hình của đầu ghi nào với yêu cầu.`
      : prose`${of('kept')} đầu ghi lưu đủ thời gian yêu cầu, ${short === 0 ? prose`${print.none('recorders.short', 'không')} có đầu ghi nào lưu thiếu` : prose`${of('short')} đầu ghi lưu thiếu`}.`,
    unmeasured > 0 ? prose`${of('notMeasured')} đầu ghi chưa đọc được thời gian lưu.` : undefined,
    without > 0 ? prose`${of('withoutTarget')} đầu ghi chưa có yêu cầu về thời gian lưu.` : undefined,
  ]);
}

/** What was found of security. */
export function securitySentence(print: FigurePrinter): RichText {
  const id = 'security.findings.devicesAtEnd';
  const atEnd = print.amount(id);
  if (atEnd === undefined)
    return prose`${print.none(id, 'Chưa')} có kết quả kiểm tra an toàn thông tin được ghi nhận nên chưa có cơ sở đánh giá.`;
  return atEnd === 0
    ? prose`Cuối kỳ ${print.none(id, 'không còn thiết bị, đường truyền nào có phát hiện chưa xử lý')}.`
    : prose`Cuối kỳ còn ${print.countRun(id)} thiết bị, đường truyền có phát hiện chưa xử lý.`;
}

/** Certificates of conformity as the inventory has them. */
export function certificateSentence(print: FigurePrinter): RichText {
  const id = (name: string) => `security.certificates.${name}`;
  const of = (name: string) => print.countRun(id(name));
  const [none = 0, expired = 0, withoutDate = 0, valid = 0] = ['none', 'expired', 'withoutDate', 'valid'].map(
    (name) => print.amount(id(name)),
  );
  const known = ['valid', 'withoutDate', 'expired'].map(id);
  if (valid + withoutDate + expired === 0)
    return none === 0
      ? prose`Giấy chứng nhận hợp quy: cuối kỳ ${print.none([...known, id('none')], 'không có thiết bị')} nào trong danh mục.`
      : prose`Giấy chứng nhận hợp quy: danh mục ${print.none(known, 'chưa có thông')} tin của thiết bị nào trong ${of('none')} thiết bị.`;
  return joinSentences([
    prose`Giấy chứng nhận hợp quy: ${of('valid')} thiết bị còn hiệu lực, ${expired > 0 ? prose`${of('expired')} thiết bị đã hết hạn` : prose`${print.none(id('expired'), 'không')} có thiết bị nào hết hạn`}.`,
    withoutDate > 0 ? prose`${of('withoutDate')} giấy chứng nhận không ghi thời hạn.` : undefined,
    none > 0 ? prose`${of('none')} thiết bị chưa có thông tin về giấy chứng nhận hợp quy.` : undefined,
  ]);
}

const PLACES = { area: 'phường, xã', junction: 'nút giao', site: 'điểm lắp đặt' } as const;

/** Wards of which no camera is known; `undefined` where no ward of that time is on record, or it is not asked. */
export function withoutCameraSentence(print: FigurePrinter): RichText | undefined {
  const count = print.amount('blind.areasWithoutCamera');
  if (count === undefined) return undefined;
  return count === 0
    ? prose`Phường, xã nào ${print.none('blind.areasWithoutCamera', 'cũng')} có camera trong danh mục.`
    : prose`${print.countRun('blind.areasWithoutCamera')} phường, xã chưa có camera trong danh mục.`;
}

/** Places of which no camera worked at the end. */
export function blindSentence(print: FigurePrinter, place: keyof typeof PLACES): RichText {
  const word = PLACES[place];
  const id = (name: string) => `blind.${place}.${name}`;
  const of = (name: string) => print.countRun(id(name));
  const [places = 0, blind = 0, unproven = 0] = ['places', 'blind', 'unproven'].map((name) =>
    print.amount(id(name)),
  );
  if (places === 0) return prose`${print.none(id('places'), 'Không')} có ${word} nào có camera đang sử dụng.`;
  return joinSentences([
    blind === 0
      ? prose`Trong ${of('places')} ${word} có camera, ${print.none(id('blind'), 'không')} có nơi nào mất toàn bộ camera.`
      : prose`${of('blind')}/${of('places')} ${word} có camera mất toàn bộ camera.`,
    unproven > 0 ? prose`${of('unproven')} ${word} chưa xác định được còn camera hoạt động.` : undefined,
  ]);
}
