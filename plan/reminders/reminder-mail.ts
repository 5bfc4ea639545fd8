import type { Json } from '../../core/text/canonical-json.ts';
import { escapeHtml } from '../../core/text/escape-html.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import type { DueReminder } from './due-reminders.ts';
import { dateInWords, type MissingItem } from './missing-items.ts';

export interface ReminderMailInput {
  readonly reminder: DueReminder;
  readonly definition: Pick<PlanDefinition, 'name' | 'document'>;
  readonly missing: readonly MissingItem[];
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
  const { agency, year, daysBefore, daysLeft } = reminder;
  const paragraphs = paragraphsOf(input);
  const [opening = '', ...rest] = paragraphs;
  const items = missing.map(({ text }) => `${text};`);
  return {
    messageId: `reminder.${agency.id}.${year.unitsDeadlineDate}.${daysBefore}@camwatch`,
    subject: `[Đôn đốc] Báo cáo năm ${year.year}: ${inDays(daysLeft)}, hạn ${dateInWords(year.unitsDeadlineDate)} – ${agency.name}`,
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
      daysBefore,
      missing: missing.map(({ kind, text }) => ({ kind, text })),
    },
  };
}

/** The list of what is missing stands after the first one. */
function paragraphsOf({ reminder, definition, from, formPlace }: ReminderMailInput): readonly string[] {
  const { agency, year, rule, daysLeft } = reminder;
  const { document } = definition;
  const plan =
    document === undefined
      ? definition.name
      : `${definition.name} (số ${document.number}, ngày ${dateInWords(document.date)})`;
  return [
    `Kính gửi: ${agency.name}\n\n${from} đề nghị đơn vị gửi báo cáo năm ${year.year} theo ${plan}, chậm nhất hết ngày ${dateInWords(year.unitsDeadlineDate)} (${inDays(daysLeft)}). Đến nay hệ thống chưa ghi nhận:`,
    `Biểu mẫu đã điền sẵn số liệu của đơn vị: ${formPlace ?? `do ${from} cung cấp`}. Số liệu tính đến hết ngày ${dateInWords(dayBefore(year.toDate))}.`,
    'Nếu đơn vị đã gửi, đề nghị bỏ qua thư này và báo lại để kiểm tra: biểu mẫu có thể chưa được ghi nhận.',
    `${rule.office === undefined ? from : `${rule.office}, ${from}`}\n(Thư tự động của camwatch; đề nghị không trả lời vào địa chỉ này nếu không có người nhận.)`,
  ];
}

const inDays = (daysLeft: number): string => (daysLeft === 0 ? 'hạn cuối hôm nay' : `còn ${daysLeft} ngày`);

function dayBefore(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

const paragraphHtml = (text: string): string => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
