import type { Steps } from '../../core/host/in-slices.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { IncidentEventKind, Severity } from '../../ledger/record/incidents/incident-event.ts';
import type { IncidentReads, StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';

/** An incident of which something came within a stretch of time that people may want to be told of. */
export interface Candidate {
  /** As it stands now. */
  readonly incident: StoredIncident;
  /** It was opened, or opened again, within it. */
  readonly isNew: boolean;
  /** The worst that it was before. */
  readonly severityBefore?: Severity;
}

export interface Candidates {
  readonly found: readonly Candidate[];
  /** When the first of it came. */
  readonly firstMs?: number;
  /** Not all of it was looked through. */
  readonly isMore: boolean;
}

type Reads = Pick<IncidentReads, 'newsBetween' | 'news' | 'incident'>;

const OPENS: readonly IncidentEventKind[] = ['opened', 'reopened', 'unmuted'];
const CHANGES: readonly IncidentEventKind[] = ['grew', 'cause-changed', 'resolved'];

/**
 * Looked for once for all who were told up to the same instant.
 * @param most News that are looked through at most.
 */
export function* findCandidates(
  reads: Reads,
  { fromMs, toMs }: Interval,
  most = Number.POSITIVE_INFINITY,
): Steps<Candidates> {
  const isNewOf = new Map<string, boolean>();
  let firstMs: number | undefined;
  let count = 0;
  for (const { kind, atMs, incident } of reads.newsBetween(fromMs, toMs)) {
    yield;
    if (++count > most) break;
    const opens = OPENS.includes(kind);
    if (!opens && !CHANGES.includes(kind)) continue;
    firstMs ??= atMs;
    isNewOf.set(incident.id, isNewOf.get(incident.id) === true || opens);
  }
  const found: Candidate[] = [];
  for (const [id, isNew] of isNewOf) {
    yield;
    const incident = reads.incident(id);
    if (incident === undefined) continue;
    const before = isNew
      ? undefined
      : reads.news(id).findLast(({ atMs }) => atMs < fromMs)?.incident.severity;
    found.push({ incident, isNew, ...(before !== undefined && { severityBefore: before }) });
  }
  return { found, isMore: count > most, ...(firstMs !== undefined && { firstMs }) };
}
