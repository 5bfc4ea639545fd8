import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { DocumentTexts } from './texts/document-texts.ts';

type Front = Pick<DocumentTexts, 'front'>;

/** `Bảng đối soát`, by what it is: a draft that may be objected to, what was issued, or a numbered restatement. */
export function statementTypeName({ state, number }: StatementDocument, { front }: Front): string {
  const { draft, issued, restated } = front.typeNames;
  if (state === 'draft') return draft;
  return number > 0 ? restated(number) : issued;
}

export const statementSubject = (document: StatementDocument, texts: Front): string =>
  texts.front.subject(contractInWords(document, texts), periodInWords(document.period.label, texts));

/** `hợp đồng số 01/2025/HĐ`, or its id where it has no number. */
const contractInWords = ({ contract }: StatementDocument, { front }: Front): string =>
  contract.number === undefined ? front.contract.byId(contract.id) : front.contract.byNumber(contract.number);

/** `kỳ tháng 10 năm 2025` of `2025-10`; what is no whole month, quarter or year stays as it is written. */
export function periodInWords(label: string, { front: { periods } }: Front): string {
  const [, year = '', month] = /^(\d{4})-(\d{2})$/.exec(label) ?? [];
  if (month !== undefined) return periods.month(Number(month), year);
  const [, ofYear = '', quarter] = /^(\d{4})-Q([1-4])$/.exec(label) ?? [];
  if (quarter !== undefined) return periods.quarter(quarter, ofYear);
  return /^\d{4}$/.test(label) ? periods.year(label) : periods.other(label);
}
