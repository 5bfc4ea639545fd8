import type { ListedIncident } from '../../alerts/incidents/actions/incident-state.ts';
import type { LogEntry } from '../../alerts/incidents/actions/read-log.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Terminal } from '../shell/terminal.ts';
import { actToJson } from './incident-to-json.ts';
import type { IncidentWording } from './incident-wording.ts';
import { renderIncidents } from './render-incidents.ts';
import { SEVERITY_STYLES } from './styles.ts';

interface Log {
  readonly period: Interval;
  readonly entries: readonly LogEntry[];
  /** Unresolved at the end. */
  readonly left: readonly ListedIncident[];
}

const MOST_LEFT = 20;
const CAMERAS_RIGHT = new Set([3]);

/** What was done, then what is handed over. */
export function renderLog(
  { period, entries, left }: Log,
  wording: IncidentWording,
  style: Terminal['style'],
): readonly string[] {
  const { texts, writing, clock, zoneLine } = wording;
  const countOf = (...kinds: readonly LogEntry['kind'][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).length;
  const rows = entries.map((entry) => toRow(entry, wording, style));
  const more = left.length - MOST_LEFT;
  return [
    style('bold', texts.logTitle(clock(period.fromMs), clock(period.toMs))),
    ...(rows.length === 0 ? [texts.logNothing] : alignRows([texts.logHead, ...rows], CAMERAS_RIGHT)),
    texts.logCounts(countOf('opened', 'reopened'), countOf('acknowledged'), countOf('resolved')),
    '',
    style('bold', left.length === 0 ? texts.logNoneLeft : texts.logLeft(writing.formats.count(left.length))),
    ...(left.length === 0 ? [] : renderIncidents(left.slice(0, MOST_LEFT), wording, style)),
    ...(more > 0 ? [writing.texts.moreIncidents(more)] : []),
    zoneLine,
  ];
}

function toRow(
  { atMs, kind, id: incidentId, incident, by, mergedInto }: LogEntry,
  { texts, writing, clock, id, what, cameras, signed }: IncidentWording,
  style: Terminal['style'],
): readonly string[] {
  const name = incident ? `${what(incident.root)} (${id(incidentId)})` : id(incidentId);
  const news: Readonly<Record<string, string>> = writing.texts.news;
  const note = by?.text === undefined ? '' : `: ${showUntrusted(by.text)}`;
  return [
    clock(atMs),
    news[kind] ?? texts.steps[kind] ?? kind,
    incident ? style(SEVERITY_STYLES[incident.severity], writing.texts.severities[incident.severity]) : '',
    incident && kind !== 'resolved' ? cameras(incident) : '',
    name,
    by ? `${signed(by)}${note}` : mergedInto === undefined ? '' : `→ ${id(mergedInto)}`,
  ];
}

export const logEntryToJson = (
  { atMs, kind, id, incident, by, mergedInto }: LogEntry,
  iso: (atMs: number) => string,
) => ({
  at: iso(atMs),
  kind,
  incident: id,
  severity: incident?.severity,
  camerasLost: incident?.camerasLost,
  by: by && actToJson(by, iso),
  mergedInto,
});
