import type { AlertSettings, EscalationStep } from '../../../core/domain/alert-settings.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { Told } from './told.ts';

/** An incident that is not resolved, with what was sent about it. */
export interface UnacknowledgedIncident {
  readonly incident: Pick<
    IncidentSummary,
    'id' | 'severity' | 'times' | 'isMuted' | 'acknowledgedBy' | 'snoozedUntilMs'
  >;
  readonly told: ReadonlyMap<string, Told>;
  /** Keys of the escalations that were sent. */
  readonly escalated: ReadonlySet<string>;
}

/** Somebody who is to be told now that nobody has acknowledged. */
export interface EscalationDue {
  readonly incident: string;
  readonly to: string;
  /** The same for the same step, also after a restart; another after the incident was opened again. */
  readonly key: string;
  /** When it was due. */
  readonly atMs: number;
  readonly afterMs: number;
}

/**
 * Who is told now, each step once, and when the next is due if nobody acknowledges until then. Two recipients with the
 * same step have it in common: whoever was told first counts.
 */
export function escalationsDue(
  unresolved: Iterable<UnacknowledgedIncident>,
  { recipients }: Pick<AlertSettings, 'recipients'>,
  nowMs: number,
): { readonly due: readonly EscalationDue[]; readonly nextMs?: number } {
  const due: EscalationDue[] = [];
  let nextMs = Number.POSITIVE_INFINITY;
  for (const { incident, told, escalated } of unresolved) {
    if (incident.isMuted || isSeenTo(incident, nowMs)) continue;
    const seen = new Set<string>(escalated);
    for (const step of stepsOf(incident, told, recipients)) {
      if (seen.has(step.key)) continue;
      seen.add(step.key);
      if (step.atMs <= nowMs) due.push(step);
      else nextMs = Math.min(nextMs, step.atMs);
    }
  }
  due.sort((a, b) => a.atMs - b.atMs);
  return Number.isFinite(nextMs) ? { due, nextMs } : { due };
}

/** A snooze that is over leaves nobody at it. */
const isSeenTo = (
  { acknowledgedBy, snoozedUntilMs }: UnacknowledgedIncident['incident'],
  nowMs: number,
): boolean => (snoozedUntilMs === undefined ? acknowledgedBy !== undefined : nowMs < snoozedUntilMs);

/** In the order in which they fall due. */
function stepsOf(
  { id, severity, times }: UnacknowledgedIncident['incident'],
  told: ReadonlyMap<string, Told>,
  recipients: AlertSettings['recipients'],
): readonly EscalationDue[] {
  const steps: EscalationDue[] = [];
  for (const [from, { openMs }] of told) {
    if (openMs === undefined) continue;
    for (const { afterMs, to, severities } of recipients.get(from)?.escalation ?? []) {
      if (!severities.includes(severity) || !recipients.has(to)) continue;
      steps.push({ incident: id, to, key: keyOf(times, to, afterMs), atMs: openMs + afterMs, afterMs });
    }
  }
  return steps.sort((a, b) => a.atMs - b.atMs);
}

const keyOf = (times: number, to: string, afterMs: EscalationStep['afterMs']): string =>
  `escalation ${times} ${to} ${afterMs}`;
