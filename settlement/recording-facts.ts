import type { ContractTerms } from '../core/contract-terms.ts';
import type { DeviceKind } from '../core/inventory.ts';
import type { RecordingFacts } from '../sla/check-targets.ts';
import { splitByCalendar } from '../sla/periods.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';

/** Whether terms ask for anything that only recorders tell. */
export const asksForRecording = ({ targets, money }: ContractTerms): boolean =>
  targets.longestRecordingGapMs !== undefined || money.some(({ by }) => by === 'days-without-recording');

/** What is agreed by days without recording is agreed of these; a camera of which a recorder tells is not counted beside it. */
const RECORDERS: ReadonlySet<DeviceKind | 'link'> = new Set(['nvr', 'server']);

/**
 * What the settled figures of the indicator `recording` say; `undefined` where nothing was known. A day without recording is
 * one in all of whose time in service nothing was recorded and nobody is excused.
 */
export function recordingFacts(
  { segments, coverage, longestOutageMs }: EntityFigures,
  { kind, timeZone }: { readonly kind: DeviceKind | 'link'; readonly timeZone: string },
): RecordingFacts | undefined {
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last || coverage.knownMs === 0) return undefined;
  if (!RECORDERS.has(kind)) return { daysWithout: [], longestGapMs: longestOutageMs };
  const days = splitByCalendar({ fromMs: first.fromMs, toMs: last.toMs }, 'day', timeZone);
  let next = 0;
  const daysWithout = days.filter((day) => {
    let [serviceMs, downMs] = [0, 0];
    for (let segment = segments[next]; segment && segment.fromMs < day.toMs; segment = segments[next]) {
      const lengthMs = Math.min(segment.toMs, day.toMs) - Math.max(segment.fromMs, day.fromMs);
      if (segment.class !== 'out-of-service') serviceMs += lengthMs;
      if (segment.class === 'down') downMs += lengthMs;
      if (segment.toMs > day.toMs) break;
      next++;
    }
    return serviceMs > 0 && downMs === serviceMs;
  });
  return { daysWithout: daysWithout.map(({ label }) => label), longestGapMs: longestOutageMs };
}
