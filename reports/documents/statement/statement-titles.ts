import type { StatementDocument } from '../../../settlement/statement-schema.ts';

/** `Bảng đối soát`, by what it is: a draft that may be objected to, what was issued, or a numbered restatement. */
export function statementTypeName({ state, number }: StatementDocument): string {
  if (state === 'draft') return 'Bảng đối soát (dự thảo)';
  return number > 0 ? `Bảng đối soát điều chỉnh lần ${number}` : 'Bảng đối soát';
}

export const statementSubject = (document: StatementDocument): string =>
  `Chất lượng dịch vụ và các khoản tiền của ${contractInWords(document)}, ${periodInWords(document.period.label)}`;

/** `hợp đồng số 01/2025/HĐ`, or its id where it has no number. */
export const contractInWords = ({ contract }: StatementDocument): string =>
  contract.number === undefined ? `hợp đồng ${contract.id}` : `hợp đồng số ${contract.number}`;

/** `kỳ tháng 10 năm 2025` of `2025-10`; what is no whole month, quarter or year stays as it is written. */
export function periodInWords(label: string): string {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(label) ?? [];
  if (month !== undefined) return `kỳ tháng ${Number(month)} năm ${year}`;
  const [, ofYear, quarter] = /^(\d{4})-Q([1-4])$/.exec(label) ?? [];
  if (quarter !== undefined) return `kỳ quý ${quarter} năm ${ofYear}`;
  return /^\d{4}$/.test(label) ? `kỳ năm ${label}` : `kỳ ${label}`;
}
