import type { RichText } from '../../../documents/model/rich-text.ts';
import type { TableCell } from '../../../documents/model/table.ts';
import type { FigurePrinter } from './figure-printer.ts';
import { prose } from './prose.ts';

/** Coverage under which a percentage must not be read without its bounds. */
export const THIN_COVERAGE_PERCENT = 90;

/** @param sums Where sums of states stand, such as `availability.indicators.reach.camera.city.measured`. */
export const isThin = (print: FigurePrinter, sums: string): boolean =>
  (print.amount(`${sums}#coverage`) ?? 100) < THIN_COVERAGE_PERCENT;

/** What it would be if the unknown time were all bad, or all good: `86,69 % – 99,90 %`. */
const boundsOf = (print: FigurePrinter, sums: string): RichText =>
  prose`${print.run(`${sums}#low`)} – ${print.run(`${sums}#high`)}`;

/** Availability in a sentence: `99,88 %`, or `99,88 % (86,69 % – 99,90 %)` where too little is known. */
export function availabilityRuns(print: FigurePrinter, sums: string): RichText {
  const id = `${sums}#availability`;
  if (print.amount(id) === undefined) return print.none(id, 'chưa đo được');
  return isThin(print, sums) ? prose`${print.run(id)} (${boundsOf(print, sums)})` : [print.run(id)];
}

/** The same in a cell; a dash where nothing is known. */
export const availabilityCell = (print: FigurePrinter, sums: string): TableCell =>
  isThin(print, sums) && print.amount(`${sums}#availability`) !== undefined
    ? { kind: 'text', text: availabilityRuns(print, sums), align: 'right' }
    : print.cell(`${sums}#availability`);

/** What the brackets are, for the note of a table some of whose rows have them. */
export const boundsNote = (print: FigurePrinter, sums: readonly string[]): string | undefined =>
  sums.some((path) => isThin(print, path)) ? BOUNDS_NOTE : undefined;

export const BOUNDS_NOTE =
  'Nơi thời gian có số liệu dưới 90\u00a0%: trong ngoặc là độ khả dụng nếu toàn bộ thời gian chưa rõ là gián đoạn và nếu là hoạt động.';
