import { dateText } from '../../core/language/date-text.ts';

interface Dated {
  readonly number?: string | undefined;
  readonly date?: string | undefined;
}

interface Bounds {
  /** First day after the data. */
  readonly toDate?: string | undefined;
  /** It is late on this day. */
  readonly dueDate?: string | undefined;
  /** It is late after this day. */
  readonly lastDate?: string | undefined;
}

/** What is hard to believe of the day of a report: nobody signs before the data end, and what is signed after it is due is late. */
export function reportDateDoubts(
  { number, date }: Dated,
  { toDate, dueDate, lastDate }: Bounds,
): readonly { readonly en: string; readonly vi: string }[] {
  if (date === undefined)
    return number === undefined
      ? []
      : [{ en: `it has the number ${number} and no day`, vi: `đã có số ${number} nhưng chưa có ngày` }];
  const vi = `đề ngày ${dateText(date)}`;
  if (toDate !== undefined && date < toDate)
    return [
      {
        en: `it is dated ${date}, before its data end (the first day after them is ${toDate})`,
        vi: `${vi}, trước khi kỳ số liệu kết thúc (ngày đầu tiên sau kỳ: ${dateText(toDate)})`,
      },
    ];
  if (dueDate !== undefined && date >= dueDate)
    return [
      {
        en: `it is dated ${date}, and was to be there before ${dueDate}`,
        vi: `${vi}, trong khi phải gửi trước ngày ${dateText(dueDate)}`,
      },
    ];
  if (lastDate !== undefined && date > lastDate)
    return [
      {
        en: `it is dated ${date}, after ${lastDate}, the last day for it`,
        vi: `${vi}, sau ngày cuối cùng phải gửi (${dateText(lastDate)})`,
      },
    ];
  return [];
}
