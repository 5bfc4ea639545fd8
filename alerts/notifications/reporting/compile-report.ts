import type { Inventory } from '../../../core/domain/inventory.ts';
import type {
  IncidentLists,
  IncidentReads,
  StoredIncident,
} from '../../../ledger/record/incidents/incident-reads.ts';
import type { ReportOccasion } from '../../../ledger/record/outbox/occasion.ts';
import { compileAgencies } from './compile-agencies.ts';

export type ReportReads = Pick<IncidentReads, 'incidents'> & Pick<IncidentLists, 'personSteps' | 'membersOf'>;

export interface ReportPeriod {
  readonly period: ReportOccasion['period'];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Named of each; all are counted. */
const MOST_LISTED = 50;

/** What a shift, a day or a week brought: what was opened and resolved in it, what is still open, and who acknowledged. */
export function compileReport(
  reads: ReportReads,
  { period, fromMs, toMs }: ReportPeriod,
  inventory: Inventory,
): ReportOccasion {
  const touched = reads.incidents({ fromMs, toMs });
  const isWithin = (atMs: number | undefined) => atMs !== undefined && atMs >= fromMs && atMs < toMs;
  const opened = touched.filter(({ openedMs }) => isWithin(openedMs));
  const resolved = touched.flatMap(({ summary, resolvedMs }) =>
    resolvedMs !== undefined && isWithin(resolvedMs) ? [{ incident: summary, resolvedMs }] : [],
  );
  const unresolved = touched.filter(({ resolvedMs }) => resolvedMs === undefined || resolvedMs >= toMs);
  const acknowledged = [...reads.personSteps(fromMs, toMs)]
    .filter(({ action }) => action === 'acknowledged')
    .map(({ id, author, recordedMs }) => ({ incident: id, by: author, atMs: recordedMs }));
  return {
    type: 'report',
    period,
    fromMs,
    toMs,
    opened: worstOf(opened),
    resolved: resolved.slice(0, MOST_LISTED),
    unresolved: worstOf(unresolved),
    acknowledged: acknowledged.slice(0, MOST_LISTED),
    counts: { opened: opened.length, resolved: resolved.length, unresolved: unresolved.length },
    ...(period === 'week' && { agencies: compileAgencies(reads, inventory, { touched, fromMs, toMs }) }),
  };
}

const RANKS = { critical: 0, major: 1, minor: 2 } as const;

function worstOf(incidents: readonly StoredIncident[]): ReportOccasion['opened'] {
  return incidents
    .map(({ summary }) => summary)
    .sort(
      (a, b) =>
        RANKS[a.severity] - RANKS[b.severity] ||
        // What is over has lost nothing any more.
        b.lostEver - a.lostEver ||
        a.openedMs - b.openedMs ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, MOST_LISTED);
}
