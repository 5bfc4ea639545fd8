import type { RichText } from '../../../documents/model/rich-text.ts';
import { availabilityRuns, isThin } from '../frame/availability-bounds.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

/**
 * Availability with how much of the time it rests on, and what it would be if the unknown time were all bad or all good.
 * @param cell Where the figures stand, such as `availability.indicators.reach.camera.city`.
 */
export function availabilitySentence(print: FigurePrinter, cell: string, subject: string): RichText {
  const sums = `${cell}.measured`;
  if (print.amount(`${sums}#availability`) === undefined)
    return prose`${subject}: trong kỳ ${print.none(`${sums}#availability`, 'chưa')} đo được.`;
  return joinSentences([
    prose`${subject} đạt ${print.run(`${sums}#availability`)}, tính trên ${print.run(`${sums}#coverage`)} thời gian có số liệu của ${print.countRun(`${cell}.entities`)} camera.`,
    isThin(print, sums)
      ? prose`Thời gian có số liệu dưới 90\u00a0%: nếu toàn bộ thời gian chưa rõ là gián đoạn thì độ khả dụng là ${print.run(`${sums}#low`)}, nếu là hoạt động thì ${print.run(`${sums}#high`)}.`
      : undefined,
  ]);
}

/** What is in no percentage: imported, said by units, not measured at all. @param indicator Its words: `kết nối`. */
export function sourceSentence(print: FigurePrinter, cell: string, indicator: string): RichText | undefined {
  const imported = print.amount(`${cell}.imported.entities`) ?? 0;
  const said = print.amount(`${cell}.selfReported.said`) ?? 0;
  const never = print.amount(`${cell}.neverMeasured`) ?? 0;
  const sentences = [
    imported > 0
      ? prose`${print.countRun(`${cell}.imported.entities`)} camera có thời gian do hệ thống khác ghi nhận, để riêng ngoài tỷ lệ này.`
      : undefined,
    never > 0
      ? prose`${print.countRun(`${cell}.neverMeasured`)} camera chưa đo được ${indicator}, chưa tính vào tỷ lệ này${said > 0 ? prose`; đơn vị đã tự báo cáo tình trạng của ${print.countRun(`${cell}.selfReported.said`)} camera trong số đó` : ''}.`
      : undefined,
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? undefined : joinSentences(sentences);
}

/** Outages, how long they took, how far they lay apart. */
export function outageSentence(print: FigurePrinter, cell: string, subject: string): RichText {
  const count = print.amount(`${cell}.count`);
  if (count === undefined)
    return prose`${subject}: ${print.none(`${cell}.count`, 'chưa')} có số liệu về lần gián đoạn.`;
  return joinSentences(
    count === 0
      ? [
          prose`${subject}: trong kỳ ${print.none(`${cell}.count`, 'không')} ghi nhận lần gián đoạn mới nào.`,
          (print.amount(`${cell}.openAtEnd`) ?? 0) > 0 ? openSentence(print, cell) : undefined,
        ]
      : [
          prose`${subject}: ghi nhận ${print.countRun(`${cell}.count`)} lần gián đoạn${earlier(print, cell)}.`,
          lengthSentence(print, cell),
          openSentence(print, cell),
        ],
  );
}

/** Whoever counts in the ledger what began in service has fewer. */
const earlier = (print: FigurePrinter, cell: string): RichText =>
  (print.amount(`${cell}.begunBeforeService`) ?? 0) > 0
    ? prose`, trong đó ${print.countRun(`${cell}.begunBeforeService`)} lần có từ trước khi nghiệm thu hoặc sử dụng lại, tính từ lúc đó`
    : '';

function lengthSentence(print: FigurePrinter, cell: string): RichText {
  const isRestored = print.amount(`${cell}.mttrMs#hours`) !== undefined;
  const parts = [
    isRestored
      ? prose`Thời gian khắc phục trung bình ${print.run(`${cell}.mttrMs#hours`)} giờ`
      : prose`${print.none(`${cell}.restoredCount`, 'Chưa')} có lần nào được khắc phục trong kỳ`,
    ...(print.amount(`${cell}.mtbfMs#days`) === undefined
      ? []
      : [
          prose`thời gian hoạt động trung bình giữa hai lần gián đoạn ${print.run(`${cell}.mtbfMs#days`)} ngày`,
        ]),
    prose`lần dài nhất ${print.run(`${cell}.longestMs#hours`)} giờ`,
  ];
  return prose`${parts.flatMap((part, index) => (index === 0 ? part : prose`; ${part}`))}.`;
}

const openSentence = (print: FigurePrinter, cell: string): RichText =>
  (print.amount(`${cell}.openAtEnd`) ?? 0) > 0
    ? prose`Cuối kỳ còn ${print.countRun(`${cell}.openAtEnd`)} lần chưa được khắc phục.`
    : prose`Cuối kỳ ${print.none(`${cell}.openAtEnd`, 'không còn lần nào chưa được khắc phục')}.`;

/** This year's availability against the year before, as far as both are known. */
export function yearBeforeSentence(
  print: FigurePrinter,
  now: string,
  before: string,
  dates: string,
): RichText {
  const sums = [`${now}.measured`, `${before}.measured`] as const;
  const [current, earlier] = sums.map((path) => print.amount(`${path}#availability`));
  const unknown = sums.map((path) => `${path}#availability`).filter((id) => print.amount(id) === undefined);
  if (current === undefined || earlier === undefined)
    return prose`${print.none(unknown, 'Chưa có')} số liệu để so sánh với cùng kỳ năm trước (${dates}).`;
  const word = current === earlier ? 'bằng' : current > earlier ? 'cao hơn' : 'thấp hơn';
  return prose`Độ khả dụng kỳ này là ${availabilityRuns(print, sums[0])}, ${word} cùng kỳ năm trước (${dates}): ${availabilityRuns(print, sums[1])}, tính trên ${print.run(`${sums[1]}#coverage`)} thời gian có số liệu.`;
}
