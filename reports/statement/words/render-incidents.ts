import { outcomeIn } from '../../../contracts/response/incident-figures.ts';
import type {
  ClockFigures,
  IncidentFigures,
  IncidentRow,
} from '../../../contracts/response/incident-schema.ts';
import { clip, totalMs } from '../../../core/time/intervals.ts';
import type { Words } from './words.ts';

const MOST_INCIDENTS = 20;
const CLOCKS = ['response', 'restoration'] as const;

/** Incidents of the period with their clocks: what was missed first, and all of it in the file. */
export function renderIncidents(incidents: IncidentFigures | undefined, words: Words): readonly string[] {
  if (!incidents) return [];
  const { texts, style, count } = words;
  const { rows } = incidents;
  const title = style('bold', `${texts.incidents.title} (${count(rows.length)})`);
  if (rows.length === 0) return ['', title, `  ${texts.incidents.none}`];
  const shown = rows.toSorted((a, b) => missedIn(b, incidents) - missedIn(a, incidents));
  return [
    '',
    title,
    `  ${texts.incidents.opened(count(incidents.opened))}`,
    ...CLOCKS.map((name) => `  ${texts.incidents.clocks[name]}: ${renderCount(incidents[name], words)}`),
    ...shown.slice(0, MOST_INCIDENTS).flatMap((row) => renderRow(row, incidents, words)),
    ...(rows.length > MOST_INCIDENTS ? [`  ${texts.more(rows.length - MOST_INCIDENTS)}`] : []),
  ];
}

const missedIn = (row: IncidentRow, period: IncidentFigures): number =>
  CLOCKS.filter((name) => outcomeIn(row[name], period) === 'missed').length;

/** So many kept, missed, open and passed on. */
export const renderCount = (
  { kept, missed, open, passedOn }: IncidentFigures['response'],
  { texts, count }: Words,
): string =>
  texts.incidents.counts({
    kept: count(kept),
    missed: count(missed),
    open: count(open),
    passedOn: count(passedOn),
  });

function renderRow(row: IncidentRow, period: IncidentFigures, words: Words): readonly string[] {
  const { texts, time } = words;
  const { incidents } = texts;
  const severity = incidents.severities[row.severity] ?? row.severity;
  return [
    `  ${row.incident} · ${row.root} · ${severity} · ${incidents.begun(time(row.openedMs))} · ${incidents.toldThen(row.contractor)}`,
    `      ${renderAnswers(row, words)} · ${renderEnd(row, words)}`,
    ...CLOCKS.map((name) => `      ${incidents.clocks[name]}: ${renderClock(row[name], period, words)}`),
  ];
}

/** Who was first, and where that was not the contractor, when that was. */
export function renderAnswers(
  { acknowledged, answeredMs, contractor }: IncidentRow,
  words: Words,
  partyName: (party: string) => string = idOf,
): string {
  const { time } = words;
  const { acknowledged: said, notAcknowledged } = words.texts.incidents;
  if (!acknowledged) return notAcknowledged;
  const first = said(time(acknowledged.atMs), renderParty(acknowledged.party, words, partyName));
  const own = `contractor:${contractor}`;
  if (answeredMs === undefined || acknowledged.party === own) return first;
  return `${first}; ${said(time(answeredMs), renderParty(own, words, partyName))}`;
}

function renderParty(
  party: string | undefined,
  { texts }: Words,
  partyName: (party: string) => string,
): string {
  if (party === undefined) return texts.incidents.someone;
  const [kind = '', ...id] = party.split(':');
  const name = partyName(party);
  // A name says what it is of.
  if (id.length > 0 && name !== party && name !== idOf(party)) return name;
  return [texts.incidents.parties[kind] ?? kind, ...(id.length > 0 ? [idOf(party)] : [])].join(' ');
}

const idOf = (party: string): string => party.slice(party.indexOf(':') + 1);

/** When it was over, or where it went. */
export function renderEnd({ restoredMs, passedOnMs, mergedInto }: IncidentRow, words: Words): string {
  const { time } = words;
  const { incidents } = words.texts;
  const end = restoredMs === undefined ? incidents.lasts : incidents.restored(time(restoredMs));
  if (passedOnMs === undefined) return end;
  if (mergedInto === undefined) return incidents.passedOn(time(passedOnMs));
  return `${incidents.merged(mergedInto, time(passedOnMs))}; ${end}`;
}

/** How long it took of how long, and what came of that in the period. */
export function renderClock(clock: ClockFigures, period: IncidentFigures, words: Words): string {
  const { span } = words;
  const { limit, noLimit, outcomes, before } = words.texts.incidents;
  const { tookMs, limitMs, outcome } = clock;
  if (limitMs === undefined || outcome === 'no-limit') return noLimit(span(tookMs));
  const seen = outcomeIn(clock, period);
  const rest = seen === undefined ? `${outcomes[outcome]} (${before})` : outcomes[seen];
  // What an end of the period does not know yet took so long by then.
  const shownMs =
    seen === 'open'
      ? totalMs(clip(clock.running, { fromMs: Number.NEGATIVE_INFINITY, toMs: period.toMs }))
      : tookMs;
  return `${limit(span(shownMs), span(limitMs))}: ${rest}`;
}
