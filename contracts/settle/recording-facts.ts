import { type ContractTerms, DAY_RULES, type MoneyRule } from '../../core/domain/contract-terms.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type Period, splitByCalendar } from '../../core/time/periods.ts';
import type { RecordingFacts } from '../sla/check-targets.ts';
import type { RecordingDay } from '../sla/recording-days.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { SettledSegment } from '../sla/settled-class.ts';

/** Whether terms ask for anything that only recorders tell. */
export const asksForRecording = ({ targets, money }: ContractTerms): boolean =>
  targets.longestRecordingGapMs !== undefined || money.some(isDayRule);

/** Whether a rule of money is about days without recording. */
export const isDayRule = ({ by }: Pick<MoneyRule, 'by'>): boolean => DAY_RULES.some((rule) => rule === by);

/** What is agreed by days without recording is agreed of these; a camera of which a recorder tells is not counted beside it. */
const RECORDERS: ReadonlySet<DeviceKind | 'link'> = new Set(['nvr', 'server']);

/** Whether days without recording are counted of it. */
export const isRecorder = (kind: DeviceKind | 'link'): boolean => RECORDERS.has(kind);

/** What the settled figures of the indicator `recording` say; `undefined` where nothing was known. */
export function recordingFacts(
  { segments, coverage, longestOutageMs }: EntityFigures,
  { kind, daysIn }: { readonly kind: DeviceKind | 'link'; readonly daysIn: DaysIn },
): RecordingFacts | undefined {
  if (segments.length === 0 || coverage.knownMs === 0) return undefined;
  if (!isRecorder(kind)) return { days: [], longestGapMs: longestOutageMs };
  const days = daysAroundOutages(segments, daysIn);
  let next = segments.findIndex(({ toMs }) => toMs > (days[0]?.fromMs ?? 0));
  const sums = days.map((day) => {
    const sum = { date: day.label, downMs: 0, recordedMs: 0, knownMs: 0, inServiceMs: 0 };
    for (let segment = segments[next]; segment && segment.fromMs < day.toMs; segment = segments[next]) {
      addTo(sum, segment, Math.min(segment.toMs, day.toMs) - Math.max(segment.fromMs, day.fromMs));
      if (segment.toMs > day.toMs) break;
      next++;
    }
    return sum;
  });
  return { days: sums.filter(({ downMs }) => downMs > 0), longestGapMs: longestOutageMs };
}

type Sums = { -readonly [Name in keyof RecordingDay]: RecordingDay[Name] };

function addTo(sum: Sums, segment: SettledSegment, lengthMs: number): void {
  if (segment.class === 'out-of-service') return;
  sum.inServiceMs += lengthMs;
  if (segment.measured !== 'unknown') sum.knownMs += lengthMs;
  if (segment.class === 'down') sum.downMs += lengthMs;
  if (segment.class === 'up' || segment.class === 'degraded') sum.recordedMs += lengthMs;
}

/** The days of an interval, the first and last as far as they are in it. */
export type DaysIn = (interval: Interval) => readonly Period[];

/** To cut days costs more than to settle: where one interval is asked for again and again, it is cut once. */
export function createDays(timeZone: string): DaysIn {
  let known: { readonly interval: Interval; readonly days: readonly Period[] } | undefined;
  return (interval) => {
    if (known?.interval.fromMs !== interval.fromMs || known.interval.toMs !== interval.toMs)
      known = { interval, days: splitByCalendar(interval, 'day', timeZone) };
    return known.days;
  };
}

/** Those from the first to the last outage. */
function daysAroundOutages(segments: readonly SettledSegment[], daysIn: DaysIn): readonly Period[] {
  const down = segments.filter((segment) => segment.class === 'down');
  const [begin, first, last, end] = [segments[0], down[0], down.at(-1), segments.at(-1)];
  if (!begin || !first || !last || !end) return [];
  return daysIn({ fromMs: begin.fromMs, toMs: end.toMs }).filter(
    (day) => day.toMs > first.fromMs && day.fromMs < last.toMs,
  );
}
