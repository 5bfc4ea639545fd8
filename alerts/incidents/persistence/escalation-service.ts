import type { AlertSettings } from '../../../core/domain/alert-settings.ts';
import { seconds } from '../../../core/time/units.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { NewMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import { type EscalationDue, escalationsDue } from '../../notifications/routing/escalations.ts';
import type { PlanContext } from '../../notifications/routing/planning.ts';
import { toldFrom } from '../../notifications/routing/told.ts';
import type { IncidentService } from './incident-service.ts';

export interface EscalationServiceOptions {
  readonly keeper: Pick<IncidentService, 'unresolved' | 'contextOf' | 'addMessages'>;
  readonly plan: (
    due: EscalationDue,
    incident: IncidentSummary,
    context: PlanContext,
  ) => readonly NewMessage[];
  /** Steps in one call, each a transaction: what is to be sent meanwhile waits no longer than that. */
  readonly mostAtOnce?: number;
}

/** Tells the next in line of what nobody has acknowledged in time. */
export interface EscalationService {
  /**
   * To be called about every second; says how many messages it wrote. @throws what the store throws: they are written by
   * the next call; and what the planner throws, when all others are written.
   */
  readonly update: (settings: Pick<AlertSettings, 'recipients'>, nowMs: number) => number;
}

/** Steps of escalation are minutes, and a storm has thousands of incidents. */
const EVERY_MS = seconds(5);

export function createEscalationService({
  keeper,
  plan,
  mostAtOnce = 200,
}: EscalationServiceOptions): EscalationService {
  /** Those that are written down, by incident. A restart forgets them: a message that is there is not added again. */
  const escalated = new Map<string, Set<string>>();
  let lookedMs = Number.NEGATIVE_INFINITY;

  return {
    update: ({ recipients }, nowMs) => {
      const isDue = Math.abs(nowMs - lookedMs) >= EVERY_MS;
      if (!isDue || ![...recipients.values()].some(({ escalation }) => escalation.length > 0)) return 0;
      const incidents = new Map(keeper.unresolved().map((incident) => [incident.id, incident]));
      for (const id of escalated.keys()) if (!incidents.has(id)) escalated.delete(id);
      const waiting = [...incidents.values()].map((incident) => ({
        incident,
        told: toldFrom(keeper.contextOf(incident.id).told),
        escalated: escalated.get(incident.id) ?? new Set<string>(),
      }));
      let written = 0;
      const faults: unknown[] = [];
      let steps = 0;
      for (const due of escalationsDue(waiting, { recipients }, nowMs).due) {
        // The next call goes on.
        if (steps === mostAtOnce) return written;
        const incident = incidents.get(due.incident);
        if (!incident) continue;
        let messages: readonly NewMessage[];
        try {
          messages = plan(due, incident, keeper.contextOf(due.incident));
        } catch (error) {
          faults.push(error);
          continue;
        }
        written += keeper.addMessages(due.incident, messages);
        steps++;
        escalated.set(due.incident, (escalated.get(due.incident) ?? new Set()).add(due.key));
      }
      lookedMs = nowMs;
      if (faults.length > 0) throw faults[0];
      return written;
    },
  };
}
