import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

/** Coverage under which a percentage must not be read without a warning. */
const THIN_COVERAGE_PERCENT = 90;

/**
 * Availability with how much of the time it rests on, and what it would be if the unknown time were all bad or all good.
 * @param cell Where the figures stand, such as `availability.indicators.reach.camera.city`.
 */
export function availabilitySentence(print: FigurePrinter, cell: string, subject: string): RichText {
  const availability = print.amount(`${cell}.measured#availability`);
  if (availability === undefined)
    return prose`${subject}: không có số liệu vì trong kỳ hệ thống không đo được thời gian nào.`;
  const coverage = print.amount(`${cell}.measured#coverage`) ?? 0;
  return joinSentences([
    prose`${subject} đạt ${print.run(`${cell}.measured#availability`)}, tính trên ${print.run(`${cell}.measured#coverage`)} thời gian có số liệu của ${print.run(`${cell}.entities`)} thiết bị.`,
    coverage < THIN_COVERAGE_PERCENT
      ? prose`Tỷ lệ thời gian có số liệu thấp: nếu toàn bộ thời gian chưa rõ là gián đoạn thì độ khả dụng chỉ đạt ${print.run(`${cell}.measured#low`)}, nếu toàn bộ là hoạt động thì đạt ${print.run(`${cell}.measured#high`)}.`
      : undefined,
  ]);
}

/** What is not measured: imported, said by units, unknown. */
export function sourceSentence(print: FigurePrinter, cell: string): RichText {
  const imported = print.amount(`${cell}.imported.entities`) ?? 0;
  const reported = print.amount(`${cell}.selfReported.entities`) ?? 0;
  const said = print.amount(`${cell}.selfReported.said`) ?? 0;
  const never = print.amount(`${cell}.neverMeasured`) ?? 0;
  return joinSentences([
    'Nguồn số liệu: đo được bằng hệ thống theo dõi.',
    imported > 0
      ? prose`Có ${print.run(`${cell}.imported.entities`)} thiết bị có thời gian chỉ được hệ thống khác ghi nhận; số nhập này để riêng, không cộng vào số đo được.`
      : undefined,
    reported > 0
      ? said > 0
        ? prose`Có ${print.run(`${cell}.selfReported.entities`)} thiết bị không đo được và không có số nhập; trong đó ${print.run(`${cell}.selfReported.said`)} thiết bị chỉ có số do đơn vị tự báo cáo.`
        : prose`Có ${print.run(`${cell}.selfReported.entities`)} thiết bị không đo được, không có số nhập và đơn vị cũng chưa báo cáo tình trạng.`
      : undefined,
    never > 0
      ? prose`Có ${print.run(`${cell}.neverMeasured`)} thiết bị có trong danh mục của kỳ nhưng không có bất kỳ số liệu nào, không nằm trong tỷ lệ nêu trên.`
      : undefined,
  ]);
}

/** Outages, how long they took, how far they lay apart. */
export function outageSentence(print: FigurePrinter, cell: string, subject: string): RichText {
  const count = print.amount(`${cell}.count`);
  if (count === undefined) return prose`${subject}: không có số liệu về lần gián đoạn.`;
  if (count === 0) return prose`${subject}: trong kỳ không ghi nhận lần gián đoạn nào.`;
  const open = print.amount(`${cell}.openAtEnd`) ?? 0;
  const isRestored = print.amount(`${cell}.mttrMs#hours`) !== undefined;
  const parts = [
    isRestored
      ? prose`Thời gian khắc phục trung bình ${print.run(`${cell}.mttrMs#hours`)} giờ`
      : prose`Chưa có lần nào được khắc phục trong kỳ nên không tính được thời gian khắc phục trung bình`,
    ...(print.amount(`${cell}.mtbfMs#days`) === undefined
      ? []
      : [
          prose`thời gian hoạt động trung bình giữa hai lần gián đoạn ${print.run(`${cell}.mtbfMs#days`)} ngày`,
        ]),
    prose`lần dài nhất ${print.run(`${cell}.longestMs#hours`)} giờ`,
  ];
  return joinSentences([
    prose`${subject}: ghi nhận ${print.run(`${cell}.count`)} lần gián đoạn.`,
    prose`${parts.flatMap((part, index) => (index === 0 ? part : prose`; ${part}`))}.`,
    open > 0
      ? prose`Tại thời điểm kết thúc kỳ, ${print.run(`${cell}.openAtEnd`)} lần chưa được khắc phục.`
      : 'Tại thời điểm kết thúc kỳ không còn lần nào chưa được khắc phục.',
  ]);
}

/** This year's availability against the year before, as far as both are known. */
export function yearBeforeSentence(
  print: FigurePrinter,
  now: string,
  before: string,
  dates: string,
): RichText {
  const [current, earlier] = [
    print.amount(`${now}.measured#availability`),
    print.amount(`${before}.measured#availability`),
  ];
  if (current === undefined || earlier === undefined)
    return prose`Không so sánh được với cùng kỳ năm trước (${dates}) vì một trong hai kỳ không có số liệu.`;
  const head = prose`Cùng kỳ năm trước (${dates}) độ khả dụng là ${print.run(`${before}.measured#availability`)} (thời gian có số liệu ${print.run(`${before}.measured#coverage`)}); kỳ này là ${print.run(`${now}.measured#availability`)}, `;
  if (current === earlier) return [...head, ...prose`không thay đổi.`];
  return [...head, ...prose`${current > earlier ? 'cao hơn' : 'thấp hơn'}.`];
}
