import type { RichText } from '../../../documents/model/rich-text.ts';
import type { PlanRecord, PlanTaskRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';

/** What of a figure of money is added up: a year, and of it what has these values. */
export interface MoneyWish {
  readonly year: number;
  readonly source?: string;
  readonly task?: string;
  readonly agency?: string;
}

export const MONEY_MEMBERS = ['planned', 'allocated', 'disbursed'] as const;

/** The id of a sum. */
export const moneyId = (wish: MoneyWish, member: (typeof MONEY_MEMBERS)[number]): string =>
  `plan.state.funding.*.values#of/${wish.year}/${member}${wishText(wish)}`;

/** The id of what was paid out of what was granted; there is none where one of the two is not known of every entry. */
export const moneyRateId = (wish: MoneyWish): string =>
  `plan.state.funding.*.values#rate/${wish.year}/disbursed/allocated${wishText(wish)}`;

function wishText({ source, task, agency }: MoneyWish): string {
  const wishes = { source, task, agency };
  return Object.entries(wishes)
    .map(([name, value]) => (value === undefined ? '' : `/${name}=${encodeURIComponent(value)}`))
    .join('');
}

/** What was granted and paid out for a task in the year, where anybody said so. */
export function moneyOfTaskSentence(
  { id }: PlanTaskRecord,
  plan: PlanRecord,
  { print, document: { year } }: ReportContext,
): readonly RichText[] {
  if (!plan.funding.some(({ values }) => values.year === year && values.task === id)) return [];
  const wish = { year, task: id };
  const rate =
    print.amount(moneyRateId(wish)) === undefined
      ? ''
      : prose`, bằng ${print.run(moneyRateId(wish))} số được giao`;
  return [
    prose`Kinh phí năm ${String(year)}: được giao ${dong(wish, 'allocated')}, đã giải ngân ${dong(wish, 'disbursed')}${rate}.`,
  ];

  function dong(wanted: MoneyWish, member: (typeof MONEY_MEMBERS)[number]): RichText {
    const figure = moneyId(wanted, member);
    return print.amount(figure) === undefined ? 'chưa báo cáo' : prose`${print.run(figure)} đồng`;
  }
}
