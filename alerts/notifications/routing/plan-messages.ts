import { createHash } from 'node:crypto';
import { createWhereabout } from '../../../config/inventory/whereabouts.ts';
import type { AlertSettings } from '../../../core/domain/alert-settings.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { Entity } from '../../../core/domain/state.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { NumberedEvent } from '../../../ledger/record/incidents/kept-incidents.ts';
import {
  type EscalationOccasion,
  MOST_NAMED,
  type NamedSome,
  type NewsOccasion,
} from '../../../ledger/record/outbox/occasion.ts';
import type { NewMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import type { EscalationDue } from './escalations.ts';
import { scopeOf } from './incident-scope.ts';
import type { PlanContext, PlanMessages } from './planning.ts';
import { createRouter, type PlannedMessage } from './route-news.ts';
import { toldFrom } from './told.ts';

export interface PlannerOptions {
  readonly settings: Pick<AlertSettings, 'recipients' | 'fallback'>;
  readonly inventory: Inventory;
  readonly timeZone: string;
}

/** Writes down who is told what. Knows no clock: the same news and the same past make the same messages. */
export interface MessagePlanner {
  readonly planNews: PlanMessages;
  readonly planEscalation: (
    due: EscalationDue,
    incident: IncidentSummary,
    context: PlanContext,
  ) => readonly NewMessage[];
}

/** Made anew when the configuration is read again. */
export function createMessagePlanner({ settings, inventory, timeZone }: PlannerOptions): MessagePlanner {
  const router = createRouter(settings, timeZone);
  const whereabout = createWhereabout(inventory);

  return {
    planNews: (news, { members, timeline, told }) => {
      const { incident, atMs, number } = news;
      const scope = scopeOf(incident, membersOf(news, members), whereabout, atMs);
      return router.routeNews(news, scope, toldFrom(told)).map((planned) =>
        toMessage(planned, {
          atMs,
          incident: incident.id,
          matter: `news ${number}`,
          occasion: { ...occasionOf(news), timeline, members: planned.members },
        }),
      );
    },
    planEscalation: ({ to, key, atMs, afterMs }, incident, { members, timeline, told }) => {
      const scope = scopeOf(incident, members, whereabout, atMs);
      const known = [...toldFrom(told)].map(([recipient, { firstMs }]) => ({ recipient, atMs: firstMs }));
      const { severity } = incident;
      return router.routeEscalation(to, { atMs, severity }, scope).map((planned) => {
        const occasion: EscalationOccasion = {
          type: 'escalation',
          atMs,
          incident,
          members: planned.members,
          timeline,
          told: known,
          afterMs,
        };
        return toMessage(planned, { atMs, incident: incident.id, matter: key, occasion });
      });
    },
  };
}

/** Of what is over nothing is left, and what came back last is named. */
const membersOf = ({ kind, left }: NumberedEvent, members: ReadonlySet<Entity>): Iterable<Entity> =>
  kind === 'resolved' && members.size === 0 ? left : members;

function occasionOf(news: NumberedEvent): Omit<NewsOccasion, 'timeline' | 'members'> {
  const { kind, atMs, incident, joined, left, mergedInto, by, text } = news;
  return {
    type: 'news',
    news: kind,
    atMs,
    incident,
    joined: firstOf(joined),
    left: firstOf(left),
    ...(mergedInto !== undefined && { mergedInto }),
    ...(by !== undefined && { by }),
    ...(text !== undefined && { note: text }),
  };
}

const firstOf = (entities: readonly Entity[]): NamedSome => ({
  some: entities.slice(0, MOST_NAMED),
  count: entities.length,
});

interface Matter {
  readonly atMs: number;
  readonly incident: string;
  /** What of the incident it is about: told once to each recipient. */
  readonly matter: string;
  readonly occasion: NewMessage['occasion'];
}

function toMessage(
  { recipient, channel, state, dueMs }: PlannedMessage,
  { atMs, incident, matter, occasion }: Matter,
): NewMessage {
  return {
    messageId: messageIdOf(incident, matter, recipient, channel),
    thread: incident,
    occasion,
    recipient,
    channel,
    createdMs: atMs,
    dueMs,
    state,
  };
}

/** Names of incidents hold what no message id may. */
export function messageIdOf(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
  return `${hash}@camwatch`;
}
