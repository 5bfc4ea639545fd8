import { type Interval, type IntervalSet, intersect, totalMs } from '../../core/time/intervals.ts';
import { followIncident } from '../response/incident-course.ts';
import { countIncidents } from '../response/incident-figures.ts';
import type {
  ClockFigures,
  IncidentFigures,
  IncidentRow,
  IncidentStep,
} from '../response/incident-schema.ts';
import { settleClock } from '../sla/incident-clock.ts';
import { differ } from '../sla/sum-difference.ts';

/** What of the incidents does not follow from their own rows and limits, as {@link checkSums} tells it. */
export function checkIncidents(incidents: IncidentFigures): readonly string[] {
  const { rows, fromMs, toMs, asOfMs } = incidents;
  const counts = countIncidents(rows, { fromMs, toMs });
  const isTwice = new Set(rows.map(({ incident }) => incident)).size < rows.length;
  return [
    ...(isTwice ? ['incidents: expected each once, got one of them twice'] : []),
    ...differ('incidents: opened', incidents.opened, counts.opened),
    ...differ('incidents: response', incidents.response, counts.response),
    ...differ('incidents: restoration', incidents.restoration, counts.restoration),
    ...rows.flatMap((row) => checkRow(row, { fromMs, toMs }, asOfMs)),
  ];
}

function checkRow(row: IncidentRow, { fromMs, toMs }: Interval, asOfMs: number): readonly string[] {
  const { incident, steps, contractor } = row;
  const name = `incident ${incident}`;
  const course = followIncident(
    Map.groupBy(steps, ({ of }: IncidentStep) => of),
    incident,
    asOfMs,
  );
  if (!course) return [`${name}: expected rows of the ledger that name the contract, got none`];
  const { acknowledgements, open, restoredMs, passedOnMs } = course;
  const answeredMs = acknowledgements.find(({ party }) => party === `contractor:${contractor}`)?.atMs;
  const endMs = Math.min(answeredMs ?? Number.POSITIVE_INFINITY, restoredMs ?? Number.POSITIVE_INFINITY);
  const isListed = course.openedMs < toMs && (passedOnMs ?? restoredMs ?? Number.POSITIVE_INFINITY) >= fromMs;
  return [
    ...(isListed ? [] : [`${name}: expected an incident that lasted in the period, got one that did not`]),
    ...(['openedMs', 'severity', 'root', 'open', 'restoredMs', 'passedOnMs', 'mergedInto'] as const).flatMap(
      (key) => differ(`${name}: ${key}`, row[key], course[key]),
    ),
    ...differ(`${name}: acknowledged`, row.acknowledged, acknowledgements[0]),
    ...differ(`${name}: answeredMs`, row.answeredMs, answeredMs),
    ...checkClock(`${name}: response`, row.response, {
      within: intersect(open, [{ fromMs: course.openedMs, toMs: answeredMs ?? asOfMs }]),
      endMs: Number.isFinite(endMs) ? endMs : undefined,
      passedOnMs,
    }),
    ...checkClock(`${name}: restoration`, row.restoration, { within: open, endMs: restoredMs, passedOnMs }),
  ];
}

interface Frame {
  readonly within: IntervalSet;
  readonly endMs: number | undefined;
  readonly passedOnMs: number | undefined;
}

/** Which of the time counted, only the ledger tells; that it was open then, and the rest, follows. */
function checkClock(
  name: string,
  { running, ...clock }: ClockFigures,
  { within, endMs, passedOnMs }: Frame,
): readonly string[] {
  const { limitMs } = clock;
  const { running: _, ...again } = settleClock({
    running,
    ...(limitMs === undefined ? {} : { limitMs }),
    ...(endMs === undefined ? {} : { endMs }),
    ...(passedOnMs === undefined ? {} : { passedOnMs }),
  });
  const isWithin = totalMs(intersect(running, within)) === totalMs(running);
  return [
    ...(isWithin ? [] : [`${name}: expected time in which it was open, got other time`]),
    ...(['tookMs', 'endMs', 'dueMs', 'outcome', 'decidedMs'] as const).flatMap((key) =>
      differ(`${name}.${key}`, clock[key], again[key]),
    ),
  ];
}
