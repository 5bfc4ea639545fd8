import { Temporal } from 'temporal-polyfill';
import type { Said } from '../language/said.ts';
import { quoteCell } from '../text/quote-cell.ts';

export const DATE_ORDERS = ['dd/mm/yyyy', 'mm/dd/yyyy'] as const;

export type DateOrder = (typeof DATE_ORDERS)[number];

export interface TimeOptions {
  /** Of times that are written without an offset. */
  readonly timeZone: string;
  /** Order of day and month where a date does not begin with its year. */
  readonly dates?: DateOrder;
}

export type ParsedTime = { readonly atMs: number } | { readonly said: Said };

/**
 * Reads `2025-10-01T08:00:00+07:00`, `2025-10-01 08:00` in the zone, `01/10/2025 08:00` where the order was told, and
 * seconds or milliseconds since 1970. A date without a time is refused: it names a day, and no instant.
 */
export function parseTime(text: string, options: TimeOptions): ParsedTime {
  if (/^\d{9,10}$/.test(text)) return { atMs: Number(text) * 1_000 };
  if (/^\d{12,13}$/.test(text)) return { atMs: Number(text) };
  const iso = toIso(text, options.dates);
  if (iso === undefined) return refuse(text, options);
  try {
    if (/(Z|[+-]\d{2}:\d{2})$/.test(iso)) return { atMs: Temporal.Instant.from(iso).epochMilliseconds };
    return parseLocal(iso, text, options.timeZone);
  } catch (error) {
    // The 30th of February, 25 o'clock.
    if (error instanceof RangeError) return refuse(text, options);
    throw error;
  }
}

function parseLocal(iso: string, text: string, timeZone: string): ParsedTime {
  const local = Temporal.PlainDateTime.from(iso);
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { atMs: earlier.epochMilliseconds };
  const isMissing = !earlier.toPlainDateTime().equals(local);
  const got = quoteCell(text);
  return {
    said: {
      en: `expected a time that ${timeZone} has once, got ${got}, which it ${isMissing ? 'leaves out' : 'has twice'} as clocks are changed; write the offset`,
      vi: `cần thời điểm mà ${timeZone} có đúng một lần, nhận được ${got}, ${isMissing ? 'bị bỏ qua' : 'xảy ra hai lần'} khi đổi giờ; hãy ghi độ lệch múi giờ`,
    },
  };
}

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?$/;
const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ T,]+(\d{1,2}):(\d{2}(?::\d{2})?)$/;

function toIso(text: string, dates: DateOrder | undefined): string | undefined {
  const [, date, time = '', offset = ''] = ISO.exec(text) ?? [];
  if (date !== undefined)
    return `${date}T${time.replace(',', '.')}${offset.replace(/^(...)(\d\d)$/, '$1:$2')}`;
  const [, first = '', second = '', year, hour = '', rest = ''] = SLASHED.exec(text) ?? [];
  if (year === undefined || (dates !== 'dd/mm/yyyy' && dates !== 'mm/dd/yyyy')) return undefined;
  const [day, month] = dates === 'dd/mm/yyyy' ? [first, second] : [second, first];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${rest}`;
}

function refuse(text: string, { dates }: TimeOptions): ParsedTime {
  const isSlashed = dates === undefined && SLASHED.test(text);
  const got = quoteCell(text);
  return {
    said: {
      en: `expected a time such as 2025-10-01T08:00:00+07:00 or 2025-10-01 08:00, got ${got}${isSlashed ? ' (--dates tells which number is the day)' : ''}`,
      vi: `cần thời điểm như 2025-10-01T08:00:00+07:00 hoặc 2025-10-01 08:00, nhận được ${got}${isSlashed ? ' (--dates cho biết số nào là ngày)' : ''}`,
    },
  };
}
