import { type ContractTerms, DAY_RULES } from '../core/contract-terms.ts';
import type { DeviceKind } from '../core/inventory.ts';
import { hours } from '../core/units.ts';
import type { RecordingFacts } from '../sla/check-targets.ts';
import { type Period, splitByCalendar } from '../sla/periods.ts';
import type { RecordingDay } from '../sla/recording-days.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { SettledSegment } from '../sla/settled-class.ts';

/** Whether terms ask for anything that only recorders tell. */
export const asksForRecording = ({ targets, money }: ContractTerms): boolean =>
  targets.longestRecordingGapMs !== undefined ||
  money.some(({ by }) => DAY_RULES.some((rule) => rule === by));

/** What is agreed by days without recording is agreed of these; a camera of which a recorder tells is not counted beside it. */
const RECORDERS: ReadonlySet<DeviceKind | 'link'> = new Set(['nvr', 'server']);

/** What the settled figures of the indicator `recording` say; `undefined` where nothing was known. */
export function recordingFacts(
  { segments, coverage, longestOutageMs }: EntityFigures,
  { kind, timeZone }: { readonly kind: DeviceKind | 'link'; readonly timeZone: string },
): RecordingFacts | undefined {
  if (segments.length === 0 || coverage.knownMs === 0) return undefined;
  if (!RECORDERS.has(kind)) return { days: [], longestGapMs: longestOutageMs };
  const days = daysAroundOutages(segments, timeZone);
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

/** Cutting days costs more than settling: only those from the first to the last outage are, whole, and beside them one more at most. */
function daysAroundOutages(segments: readonly SettledSegment[], timeZone: string): readonly Period[] {
  const down = segments.filter((segment) => segment.class === 'down');
  const [begin, first, last, end] = [segments[0], down[0], down.at(-1), segments.at(-1)];
  if (!begin || !first || !last || !end) return [];
  const fromMs = Math.max(begin.fromMs, first.fromMs - LONGEST_DAY_MS);
  const toMs = Math.min(end.toMs, last.toMs + LONGEST_DAY_MS);
  return splitByCalendar({ fromMs, toMs }, 'day', timeZone);
}

/** Where clocks are changed. */
const LONGEST_DAY_MS = hours(25);
