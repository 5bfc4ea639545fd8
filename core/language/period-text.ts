import { monthText } from './date-text.ts';

/** A period as people read it: `Tháng 01/2025`, `Quý I/2025`, `Năm 2025`; what is none of these stays as it is. */
export function periodText(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return `Quý ${QUARTERS[Number(quarter[2]) - 1] ?? quarter[2]}/${quarter[1]}`;
  if (/^\d{4}-\d{2}$/.test(period)) return `Tháng ${monthText(period)}`;
  return /^\d{4}$/.test(period) ? `Năm ${period}` : period;
}

const QUARTERS = ['I', 'II', 'III', 'IV'] as const;
