import type { Letter, Signature } from '../../documents/model/document.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import type { LateUnit } from './late-units.ts';
import { dateInWords, type MissingItem } from './missing-items.ts';

export interface UrgingLetterInput {
  readonly late: LateUnit;
  readonly definition: Pick<PlanDefinition, 'name' | 'document' | 'report'>;
  readonly missing: readonly MissingItem[];
  /** Reminders that the unit had before, by mail: the days on which they were sent. */
  readonly remindedDates: readonly string[];
  /** Name of the agency that urges. */
  readonly from: string;
  /** The day that it is written for: until then the form is not there. */
  readonly asOfDate: string;
  readonly asOfMs: number;
}

/** Công văn đôn đốc: what a unit owes and until when, by name. Number, day and signature are left to people. */
export function buildUrgingLetter(input: UrgingLetterInput): Letter {
  const { late, definition, from, asOfMs } = input;
  const { agency, year, rule } = late;
  const { report } = definition;
  const isReporter = rule.from === report.agency;
  const subject = `đôn đốc gửi báo cáo năm ${year.year} về hệ thống camera giám sát`;
  return {
    kind: 'letter',
    info: {
      title: `Công văn ${subject}: ${agency.name}`,
      creator: from,
      createdMs: asOfMs,
      properties: { letter: late.id },
    },
    variant: report.variant,
    letterhead: {
      // What is set for the report holds for the agency that reports, and for no other.
      ...(isReporter && report.superiorBody !== undefined && { superiorBody: report.superiorBody }),
      issuingBody: (isReporter ? report.issuingBody : undefined) ?? from,
      ...(isReporter && report.agencySymbol !== undefined && { symbol: report.agencySymbol }),
      ...(report.place !== undefined && { place: report.place }),
    },
    subject,
    addressees: [agency.name],
    legalBases: [],
    body: bodyOf(input),
    annexes: [],
    closing: {
      signature: isReporter ? signatureOf(report.signer) : {},
      recipients: {
        lines: [
          'Như trên',
          ...(isReporter
            ? report.recipients.filter((line) => line !== 'Như trên' && line !== agency.name)
            : []),
        ],
        ...(isReporter && report.draftingUnit !== undefined && { filedBy: report.draftingUnit }),
      },
    },
  };
}

function bodyOf({
  late,
  definition,
  missing,
  remindedDates,
  from,
  asOfDate,
}: UrgingLetterInput): Letter['body'] {
  const { agency, year, daysLeft } = late;
  const { document, name, report } = definition;
  const above = report.addressees.length > 0 ? ` ${report.addressees.join(', ')}` : '';
  const deadline =
    asOfDate < year.deadlineDate
      ? ` trước ngày ${dateInWords(year.deadlineDate)}`
      : `; báo cáo này đã đến hạn ngày ${dateInWords(year.deadlineDate)}`;
  const plan =
    document === undefined
      ? name
      : `Kế hoạch số ${document.number} ngày ${dateInWords(document.date)} (${name})`;
  const reminded =
    remindedDates.length === 0
      ? ''
      : ` ${from} đã nhắc qua thư điện tử ngày ${remindedDates.map(dateInWords).join(', ')}.`;
  return [
    {
      kind: 'paragraph',
      text: `Thực hiện ${plan}, các đơn vị gửi báo cáo năm ${year.year} chậm nhất ngày ${dateInWords(year.unitsDeadlineDate)}.${reminded} Đến ngày ${dateInWords(asOfDate)}, quá hạn ${-daysLeft} ngày, ${agency.name} chưa gửi:`,
    },
    ...missing.map(
      ({ text }, index) =>
        ({ kind: 'dash', text: `${text}${index === missing.length - 1 ? '.' : ';'}` }) as const,
    ),
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: `${from} đề nghị ${agency.name} khẩn trương hoàn thành và gửi trước ngày ` },
        { kind: 'marked', hint: 'ngày' },
        {
          kind: 'text',
          text: `, để tổng hợp báo cáo${above}${deadline}. Đơn vị chưa gửi sẽ được nêu tên trong báo cáo là chưa có số liệu.`,
        },
      ],
    },
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: 'Biểu mẫu đã điền sẵn số liệu của đơn vị và hướng dẫn: liên hệ ' },
        { kind: 'marked', hint: 'đầu mối, số điện thoại' },
        { kind: 'text', text: '.' },
      ],
    },
    { kind: 'paragraph', text: `${from} đề nghị ${agency.name} quan tâm phối hợp thực hiện` },
  ];
}

/** `KT. GIÁM ĐỐC` over the post of the signer; his name is left to be written. */
function signatureOf({ authority, onBehalfOf, post }: PlanDefinition['report']['signer']): Signature {
  const above = authority === undefined ? undefined : [authority, onBehalfOf].filter(Boolean).join(' ');
  return { ...(above !== undefined && { authority: above }), ...(post !== undefined && { post }) };
}
