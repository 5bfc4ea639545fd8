import { dateText } from '../../core/language/date-text.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { escapeHtml } from '../../core/text/escape-html.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import { dayBefore } from '../forms/day-before.ts';
import type { DueReminder } from './due-reminders.ts';
import type { MissingItem } from './missing-items.ts';

export interface ReminderMailInput {
  readonly reminder: DueReminder;
  readonly definition: Pick<PlanDefinition, 'name' | 'document'>;
  readonly missing: readonly MissingItem[];
  /** When the form came in that has errors, or is blank. */
  readonly receivedDate?: string | undefined;
  /** Name of the agency that urges. */
  readonly from: string;
  /** Where the form of the unit is to be had, in words or as an address. */
  readonly formPlace?: string;
}

/** A mail as every way of sending takes it. */
export interface ReminderMail {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly facts: Json;
}

/** What a unit is told. The same reminder has the same id, however often it is sent: a mailbox shows it once. */
export function reminderMail(input: ReminderMailInput): ReminderMail {
  const { reminder, missing } = input;
  const { agency, year, daysBefore, form } = reminder;
  const paragraphs = paragraphsOf(input);
  const [opening = '', ...rest] = paragraphs;
  const told = missing.slice(0, MOST_TOLD).map(({ text }) => `${text};`);
  const items =
    missing.length > MOST_TOLD ? [...told, `và ${missing.length - MOST_TOLD} nội dung khác.`] : told;
  return {
    messageId: `${reminder.id.replaceAll(':', '.')}@camwatch`,
    subject: `[${SUBJECTS[reminder.state]}] Báo cáo năm ${year.year}: ${untilText(reminder)} – ${agency.name}`,
    text: `${[opening, items.map((item) => `- ${item}`).join('\n'), ...rest].join('\n\n')}\n`,
    html: [
      paragraphHtml(opening),
      `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
      ...rest.map(paragraphHtml),
    ].join('\n'),
    facts: {
      type: 'plan-reminder',
      agency: agency.id,
      year: year.year,
      deadline: year.unitsDeadlineDate,
      ...(daysBefore !== undefined && { daysBefore }),
      ...(form && { form: form.recorded.seq }),
      missing: missing.map(({ kind, text }) => ({ kind, text })),
    },
  };
}

const SUBJECTS = { 'not-sent': 'Đôn đốc', 'with-errors': 'Đề nghị sửa biểu mẫu', blank: 'Biểu mẫu để trống' };

/** Nobody mends more by a mail: the rest is told when the form comes again. */
const MOST_TOLD = 30;

/** The list of what is missing stands after the first one. */
function paragraphsOf(input: ReminderMailInput): readonly string[] {
  const { reminder, from, formPlace } = input;
  const { agency, year, rule, state } = reminder;
  return [
    `Kính gửi: ${agency.name}\n\n${openingOf(input)}`,
    ...(state === 'with-errors'
      ? [`Đề nghị đơn vị sửa các nội dung trên trong biểu mẫu đã gửi và gửi lại ${from}.`]
      : [
          `Biểu mẫu đã điền sẵn số liệu của đơn vị: ${formPlace ?? `do ${from} cung cấp`}. Số liệu tính đến hết ngày ${dateText(dayBefore(year.toDate))}. Đơn vị không có nội dung báo cáo thì chọn "Có" tại ô "Không có nội dung báo cáo" của trang "Hướng dẫn" và gửi lại.`,
        ]),
    'Nếu đơn vị đã gửi, đề nghị bỏ qua thư này và báo lại để kiểm tra.',
    `${rule.office === undefined ? from : `${rule.office}, ${from}`}\n(Thư tự động của camwatch; đề nghị không trả lời vào địa chỉ này nếu không có người nhận.)`,
  ];
}

function openingOf({ reminder, definition, from, receivedDate }: ReminderMailInput): string {
  const { year, daysLeft, state } = reminder;
  const { document } = definition;
  const plan =
    document === undefined
      ? definition.name
      : `${definition.name} (số ${document.number}, ngày ${dateText(document.date)})`;
  const until = `chậm nhất hết ngày ${dateText(year.unitsDeadlineDate)} (${inDays(daysLeft)})`;
  const received = receivedDate === undefined ? '' : ` ngày ${dateText(receivedDate)}`;
  if (state === 'with-errors')
    return `${from} đã nhận biểu mẫu báo cáo năm ${year.year} của đơn vị${received} theo ${plan}. Biểu mẫu còn các nội dung sau cần sửa nên chưa được tổng hợp:`;
  if (state === 'blank')
    return `${from} đã nhận biểu mẫu báo cáo năm ${year.year} của đơn vị${received} theo ${plan}, nhưng biểu mẫu để trống. Đề nghị đơn vị bổ sung, ${until}:`;
  return `${from} đề nghị đơn vị gửi báo cáo năm ${year.year} theo ${plan}, ${until}. Đến nay ${from} chưa nhận được:`;
}

/** Nobody is called late whose form came in, with errors or not. */
const untilText = ({ state, daysLeft, year }: DueReminder): string =>
  state === 'with-errors' && daysLeft < 0
    ? 'đã nhận, cần sửa'
    : `${inDays(daysLeft)}, hạn ${dateText(year.unitsDeadlineDate)}`;

function inDays(daysLeft: number): string {
  if (daysLeft < 0) return `đã quá hạn ${-daysLeft} ngày`;
  return daysLeft === 0 ? 'hạn cuối hôm nay' : `còn ${daysLeft} ngày`;
}

const paragraphHtml = (text: string): string => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
