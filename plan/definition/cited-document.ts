import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { longDateText } from '../../core/language/date-text.ts';
import { day } from './plan-values.ts';

/** A document that is cited: type, number, day, who issued it, and what it is about (trích yếu). */
export interface CitedDocument {
  readonly type?: string | undefined;
  readonly number: string;
  readonly date: string;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
}

const keys = {
  type: seenText('a type of document').describe('Type, such as Kế hoạch.'),
  number: seenText('a number and symbol').describe('Number and symbol.'),
  date: day.describe('Its day.'),
  issuer: seenText('who issued it').describe('Who issued it, in words.'),
  subject: seenText('what it is about').describe('What it is about (trích yếu).'),
};

/** A document that a task rests on. */
export const CitedDocumentSchema = z.strictObject({
  ...keys,
  type: keys.type.optional(),
  issuer: keys.issuer.optional(),
  subject: keys.subject.optional(),
});

/** A basis in law: as it is to stand in the document, or its parts, which are written out. */
export const LegalBasisSchema: z.ZodType<string> = z
  .union([seenText('a legal basis'), z.strictObject(keys)], {
    error: 'expected a text, or { type, number, date, issuer, subject }',
  })
  .meta({ value: 'text, or `type`, `number`, `date`, `issuer`, `subject`' })
  .transform((basis) => (typeof basis === 'string' ? basis : `Căn cứ ${citeDocument(basis)}`));

/** As a document is cited for the first time: `Kế hoạch số 77/KH-UBND ngày 18 tháng 3 năm 2025 của … về việc …`. */
export function citeDocument({ type = 'Văn bản', number, date, issuer, subject }: CitedDocument): string {
  const by = issuer === undefined ? '' : ` của ${issuer}`;
  const about = subject === undefined ? '' : ` ${aboutText(subject)}`;
  return `${type} số ${number} ngày ${longDateText(date)}${by}${about}`;
}

function aboutText(subject: string): string {
  const [first = '', second = ''] = subject;
  const isAbbreviation = second !== '' && second === second.toLocaleUpperCase('vi') && second !== ' ';
  const text = isAbbreviation ? subject : first.toLocaleLowerCase('vi') + subject.slice(first.length);
  return text.startsWith('về ') ? text : `về việc ${text}`;
}
