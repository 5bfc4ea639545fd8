/** A date as it stands on a document: what is not known yet is printed as dots. */
export interface DocumentDate {
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
}

/**
 * `ngày 05 tháng 01 năm 2026`: days below 10 and the months 1 and 2 take a zero, the months 3 to 9 do not
 * (Decree 30/2020, annex I, II.4).
 */
export function renderDocumentDate({ year, month, day }: DocumentDate = {}): string {
  const dayText = day === undefined ? DOTS : padded(day);
  const monthText = month === undefined ? DOTS : month < 3 ? padded(month) : String(month);
  return `ngày ${dayText} tháng ${monthText} năm ${year ?? DOTS}`;
}

const DOTS = '……';

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
