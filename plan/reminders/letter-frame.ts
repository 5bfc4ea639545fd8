import { dateText, longDateText } from '../../core/language/date-text.ts';
import type { Letter, Signature } from '../../documents/model/document.ts';
import { letterSymbol } from '../../documents/model/document-symbol.ts';
import type { RichText } from '../../documents/model/rich-text.ts';
import { asWritten, frameByName } from '../definition/frame-by-name.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import type { ReportYear } from '../definition/report-schema.ts';

/** What letters of an agency have in common. */
export interface LetterFacts {
  readonly definition: Pick<PlanDefinition, 'name' | 'document' | 'report'>;
  readonly year: ReportYear;
  /** Id and name of the agency that urges. */
  readonly sender: { readonly id: string; readonly name: string };
  /** The day that it is written for: until then nothing else came in. */
  readonly asOfDate: string;
  readonly asOfMs: number;
  readonly filled?: LetterFill | undefined;
}

/** What a person has filled in; what is absent is left blank, and marked. */
export interface LetterFill {
  readonly number?: number | undefined;
  /** What follows its slash, such as `SKHCN-CĐS`; absent: as far as plan.yaml has it. */
  readonly symbol?: string | undefined;
  /** Day of the letter. */
  readonly date?: string | undefined;
  /** The new last day. */
  readonly until?: string | undefined;
  /** Who helps, with a telephone number. */
  readonly contact?: string | undefined;
  /** Of whoever signs, in capitals; absent: as plan.yaml has it. */
  readonly post?: string | undefined;
  readonly signer?: string | undefined;
}

type Framed = Pick<Letter, 'kind' | 'variant' | 'letterhead' | 'legalBases' | 'closing'>;

/** What stands around the text. Number, day and name of the signer are left to people. */
export function letterFrame(
  { definition: { report }, sender, filled = {} }: LetterFacts,
  copied: string,
): Framed {
  const { number, symbol, date, post, signer } = filled;
  const isReporter = sender.id === report.agency;
  const draftingUnit = symbol === undefined && isReporter ? report.draftingUnit : unitIn(symbol);
  return {
    kind: 'letter',
    variant: report.variant,
    letterhead: {
      // What is set for the report holds for the agency that reports, and for no other.
      ...(isReporter && report.superiorBody !== undefined && { superiorBody: report.superiorBody }),
      issuingBody: asWritten(isReporter ? report.issuingBody : undefined, sender.name),
      symbol:
        symbol ??
        letterSymbol(
          (isReporter ? report.agencySymbol : undefined) ?? frameByName(sender.name, '').agencySymbol,
          draftingUnit,
        ),
      ...(report.place !== undefined && { place: report.place }),
      ...(number !== undefined && { number }),
      ...(date !== undefined && { date: datePartsOf(date) }),
    },
    legalBases: [],
    closing: {
      signature: {
        ...(isReporter && signatureOf(report.signer)),
        ...(post !== undefined && { post }),
        ...(signer !== undefined && { name: signer }),
      },
      recipients: {
        lines: [
          'Như trên',
          ...(isReporter ? report.recipients.filter((line) => line !== 'Như trên' && line !== copied) : []),
        ],
        ...(draftingUnit !== undefined && { filedBy: draftingUnit }),
      },
    },
  };
}

/** `CĐS` of `SKHCN-CĐS`: whoever drafts a letter keeps a copy. */
const unitIn = (symbol: string | undefined): string | undefined =>
  symbol?.split('-').slice(1).join('-') || undefined;

const datePartsOf = (date: string) => {
  const [year, month, day] = date.split('-').map(Number);
  return { ...(year && { year }), ...(month && { month }), ...(day && { day }) };
};

/** `KT. GIÁM ĐỐC` over the post of the signer; his name is left to be written. */
function signatureOf({ authority, onBehalfOf, post }: PlanDefinition['report']['signer']): Signature {
  const above = authority === undefined ? undefined : [authority, onBehalfOf].filter(Boolean).join(' ');
  return { ...(above !== undefined && { authority: above }), ...(post !== undefined && { post }) };
}

/** `Thực hiện Kế hoạch …, các đơn vị gửi báo cáo năm … chậm nhất ngày ….` */
export function openingText({ definition: { document, name }, year }: LetterFacts): string {
  const plan =
    document === undefined
      ? name
      : `Kế hoạch số ${document.number} ngày ${longDateText(document.date)} (${name})`;
  return `Thực hiện ${plan}, các đơn vị gửi báo cáo năm ${year.year} chậm nhất ngày ${dateText(year.unitsDeadlineDate)}.`;
}

/** ` trước ngày [ngày], để tổng hợp …. Quá thời hạn trên, …`, behind what is asked. */
export function untilText({ definition: { report }, year, sender, asOfDate, filled }: LetterFacts): RichText {
  const { addressees } = report;
  const above = addressees.length > 0 ? ` ${addressees.join(', ')}` : '';
  const deadline =
    asOfDate < year.deadlineDate
      ? ` trước ngày ${dateText(year.deadlineDate)}`
      : `; báo cáo này đã đến hạn ngày ${dateText(year.deadlineDate)}`;
  const self = sender.name.startsWith('Sở ') ? 'Sở' : sender.name;
  return [
    { kind: 'text', text: ' trước ngày ' },
    filled?.until === undefined
      ? { kind: 'marked', hint: 'ngày' }
      : { kind: 'text', text: dateText(filled.until) },
    {
      kind: 'text',
      text: `, để tổng hợp báo cáo${above}${deadline}. Quá thời hạn trên, ${self} sẽ tổng hợp, báo cáo${above === '' ? ' cấp có thẩm quyền' : above}.`,
    },
  ];
}

export const contactText = (filled: LetterFill | undefined): RichText =>
  withContact('Biểu mẫu đã điền sẵn số liệu của đơn vị và hướng dẫn: liên hệ ', filled);

export const helpText = (filled: LetterFill | undefined): RichText =>
  withContact('Cần hướng dẫn, đề nghị liên hệ ', filled);

const withContact = (text: string, filled: LetterFill | undefined): RichText => [
  { kind: 'text', text },
  filled?.contact === undefined
    ? { kind: 'marked', hint: 'đầu mối, số điện thoại' }
    : { kind: 'text', text: filled.contact },
  { kind: 'text', text: '.' },
];
