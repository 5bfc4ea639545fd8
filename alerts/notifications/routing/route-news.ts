import type { AlertRecipient, AlertSettings } from '../../../core/domain/alert-settings.ts';
import { CHANNELS, type Channel } from '../../../core/domain/notifier.ts';
import type {
  IncidentEvent,
  IncidentSummary,
  Severity,
} from '../../../ledger/record/incidents/incident-event.ts';
import { SEVERITIES } from '../../../ledger/record/incidents/incident-event.ts';
import type { NamedSome } from '../../../ledger/record/outbox/occasion.ts';
import { createDueTime, type Due, type DueTime } from './due-time.ts';
import { type IncidentScope, matches, ownMembers } from './incident-scope.ts';
import type { Told } from './told.ts';

/** Somebody who is told, by which way and when. */
export interface PlannedMessage extends Due {
  readonly recipient: string;
  readonly channel: Channel;
  /** What of the incident is its own. */
  readonly members: NamedSome;
}

/** A step of an incident, as far as it decides who is told. */
export type RoutedNews = Pick<IncidentEvent, 'kind' | 'atMs'> & {
  readonly incident: Pick<IncidentSummary, 'severity' | 'isMuted'>;
};

export interface Router {
  /** One message for each recipient who is told of this step, and each of its channels; in the order of the settings. */
  readonly routeNews: (
    news: RoutedNews,
    scope: IncidentScope,
    told: ReadonlyMap<string, Told>,
  ) => readonly PlannedMessage[];
  /** To one who is told that nobody has acknowledged. */
  readonly routeEscalation: (
    to: string,
    escalation: { readonly atMs: number; readonly severity: Severity },
    scope: IncidentScope,
  ) => readonly PlannedMessage[];
}

export function createRouter(
  { recipients, fallback }: Pick<AlertSettings, 'recipients' | 'fallback'>,
  timeZone: string,
): Router {
  const dueTimes = new Map(
    [...recipients].map(([id, recipient]) => [id, createDueTime(recipient, timeZone)] as const),
  );

  return {
    routeNews: (news, scope, told) => {
      const { atMs, incident } = news;
      const wanting = new Set(
        [...recipients.values()].filter(({ filter }) => matches(filter, scope, incident)),
      );
      const isForNobody = wanting.size === 0 && ![...recipients.keys()].some((id) => told.has(id));
      return [...recipients.values()]
        .filter((recipient) => {
          const isWanting = wanting.has(recipient) || (isForNobody && recipient.id === fallback);
          return isTold(news, told.get(recipient.id), isWanting, () => ownOf(recipient, scope).count);
        })
        .flatMap((recipient) =>
          toChannels(recipient, scope, (dueTime) => dueTime.newsAt(atMs, incident.severity)),
        );
    },
    routeEscalation: (to, { atMs, severity }, scope) => {
      const recipient = recipients.get(to);
      return recipient ? toChannels(recipient, scope, (dueTime) => dueTime.escalationAt(atMs, severity)) : [];
    },
  };

  function toChannels(
    recipient: AlertRecipient,
    scope: IncidentScope,
    dueOf: (dueTime: DueTime) => Due,
  ): readonly PlannedMessage[] {
    const dueTime = dueTimes.get(recipient.id);
    if (!dueTime) return [];
    const due = dueOf(dueTime);
    const members = ownOf(recipient, scope);
    return CHANNELS.filter((channel) => recipient[channel] !== undefined).map((channel) => ({
      recipient: recipient.id,
      channel,
      ...due,
      members,
    }));
  }

  /** Who is told of what others do not take is told of all that is in it. */
  function ownOf({ id, filter }: AlertRecipient, scope: IncidentScope): NamedSome {
    const isForOthers = id === fallback || filter.severities?.length === 0;
    return ownMembers(isForOthers ? {} : filter, scope);
  }
}

/**
 * Whether a recipient is told of a step. Who knows that an incident is open is told how it goes on, whatever its filter
 * says by now; who comes in later gets a first message. Planned work silences everything but that it is over.
 */
function isTold(
  { kind, incident }: RoutedNews,
  told: Told | undefined,
  isWanting: boolean,
  countOwn: () => number,
): boolean {
  const knowsOpen = told?.openMs !== undefined;
  if (kind === 'resolved') return knowsOpen;
  if (incident.isMuted) return false;
  switch (kind) {
    case 'opened':
    case 'cause-changed':
    case 'unmuted':
    case 'flapping':
      return knowsOpen || isWanting;
    case 'reopened':
      return told !== undefined || isWanting;
    case 'grew':
      return knowsOpen ? hasGrown(told, incident.severity, countOwn()) : isWanting;
    case 'acknowledged':
      return knowsOpen;
    case 'noted':
      return told !== undefined;
    case 'shrank':
      return false;
  }
}

/** Worth a message: it is worse than it was, half as much again is lost, or the count is more than was told early. */
function hasGrown({ members, severity, isEarly }: Told, severityNow: Severity, ownNow: number): boolean {
  if (SEVERITIES.indexOf(severityNow) > SEVERITIES.indexOf(severity)) return true;
  return isEarly ? ownNow > members : ownNow - members >= Math.max(LEAST_GROWTH, members / 2);
}

const LEAST_GROWTH = 2;
