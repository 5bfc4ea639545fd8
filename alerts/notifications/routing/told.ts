import type { IncidentEventKind, Severity } from '../../../ledger/record/incidents/incident-event.ts';
import type { ToldRecipient } from '../../../ledger/record/incidents/incident-store.ts';

/** What a recipient knows of an incident, by whatever channel. */
export interface Told {
  readonly firstMs: number;
  /** Since when it knows that it is open, or will when it reads what is held; absent where it knows that it is over. */
  readonly openMs?: number;
  /** How many of its own were in it, and how bad it was, when it was told last. */
  readonly members: number;
  readonly severity: Severity;
  /** It was told last while not all had been asked. */
  readonly isEarly: boolean;
}

/** By recipient, from the messages about one incident in their order. */
export function toldFrom(messages: Iterable<ToldRecipient>): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const {
    recipient,
    createdMs,
    dueMs = createdMs,
    news,
    members,
    severity,
    isEarly = false,
  } of messages) {
    const before = told.get(recipient);
    const openMs = news === 'resolved' ? undefined : Math.min(openBefore(before, news), dueMs);
    told.set(recipient, {
      firstMs: before?.firstMs ?? createdMs,
      ...(openMs !== undefined && { openMs }),
      members: members ?? before?.members ?? 0,
      severity: severity ?? before?.severity ?? 'minor',
      isEarly,
    });
  }
  return told;
}

/** An incident that is opened again waits anew to be acknowledged. */
const openBefore = (before: Told | undefined, news: IncidentEventKind | undefined): number =>
  news === 'reopened' ? Number.POSITIVE_INFINITY : (before?.openMs ?? Number.POSITIVE_INFINITY);
