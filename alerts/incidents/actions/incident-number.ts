import { days } from '../../../core/time/units.ts';
import { createZone, type Zone } from '../../../core/time/zone.ts';
import type { IncidentLists, StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';

type Reads = Pick<IncidentLists, 'openedBetween'>;

/**
 * What an incident is called on the telephone: `1124-07` is the seventh that was opened on the 24th of November, by the clock of the city.
 * It follows from the record, to which openings are only added: see ADR 99. An incident whose opening is not on record has none.
 */
export function numberIncidents(
  { openedBetween }: Reads,
  incidents: readonly Pick<StoredIncident, 'id' | 'openedMs'>[],
  timeZone: string,
): ReadonlyMap<string, string> {
  const zone = createZone(timeZone);
  const numbers = new Map<string, string>();
  const byDay = Map.groupBy(incidents, ({ openedMs }) => zone.dayAt(openedMs).date);
  for (const [date, those] of byDay) {
    const wanted = new Set(those.map(({ id }) => id));
    const { fromMs, toMs } = zone.dayAt(those[0]?.openedMs ?? 0);
    for (const [index, id] of openedBetween(fromMs, toMs).entries())
      if (wanted.delete(id)) numbers.set(id, renderNumber(date, index + 1));
  }
  return numbers;
}

const renderNumber = (date: string, count: number): string =>
  `${date.slice(5, 7)}${date.slice(8, 10)}-${String(count).padStart(2, '0')}`;

/** As people type it: `1124-07`, `1124-7`, `1124 07`. */
const NUMBER = /^\s*(\d{2})(\d{2})[-\s]0*(\d{1,5})\s*$/;
/** No record is older. */
const YEARS_BACK = 30;

/** Ids of those that are called so, one of each year at most, the last first; nothing where the text is no number. */
export function incidentsNumbered(
  { openedBetween }: Reads,
  text: string,
  { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
): readonly string[] {
  const [, month, day, count] = NUMBER.exec(text) ?? [];
  if (month === undefined || day === undefined || count === undefined) return [];
  const zone = createZone(timeZone);
  // Clocks may be some hours ahead of what is on record.
  const lastYear = Number(zone.dayAt(nowMs + days(1)).date.slice(0, 4));
  return Array.from({ length: YEARS_BACK }, (_, back) => `${lastYear - back}-${month}-${day}`).flatMap(
    (date) => openedOn(openedBetween, zone, date)[Number(count) - 1] ?? [],
  );
}

function openedOn(openedBetween: Reads['openedBetween'], zone: Zone, date: string): readonly string[] {
  // The 29th of February is in one year of four.
  const fromMs = zone.parseInstantMs(date);
  return fromMs === undefined ? [] : openedBetween(fromMs, zone.dayAt(fromMs).toMs);
}
