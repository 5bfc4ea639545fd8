import type { Entity } from '../../../core/domain/state.ts';
import type { Decision } from '../decisions.ts';
import type { TimelineStep } from '../outbox/occasion.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import type { IncidentSummary, Severity } from './incident-event.ts';
import type { IncidentTouches } from './incident-touches.ts';
import type { NumberedEvent } from './kept-incidents.ts';

/** An entity in an incident, and whether it still is. */
export interface Membership {
  readonly incident: string;
  readonly entity: Entity;
  readonly leftMs?: number;
}

/** What an incident is blamed on, how bad it is, and since when its root is down. */
export interface UnresolvedRoot extends Pick<IncidentSummary, 'root' | 'severity' | 'sinceMs'> {
  readonly id: string;
}

/** What lists of incidents are made of: many at once, and the worst first. */
export interface IncidentLists extends IncidentTouches {
  /** Unresolved ones: the worst severity first, within it what lost most cameras, then the eldest. */
  readonly worst: (limit: number) => readonly StoredIncident[];
  readonly unresolvedBySeverity: () => Readonly<Record<Severity, number>>;
  /** Of each unresolved one what it is blamed on, and how bad it is: 10,000 of a storm are read at once. */
  readonly unresolvedRoots: () => IterableIterator<UnresolvedRoot>;
  /** Ids of those that were opened in `[fromMs, toMs)`, in the order in which that was put on record: nothing comes between later. */
  readonly openedBetween: (fromMs: number, toMs: number) => readonly string[];
  /** Those that were resolved at `sinceMs` or later, the last opened first. */
  readonly resolvedSince: (sinceMs: number) => readonly StoredIncident[];
  /** Who has them among their members, ever or now. */
  readonly membersOf: (ids: readonly string[], which?: 'ever' | 'now') => IterableIterator<Membership>;
  /** Incidents that these joined at `sinceMs` or later. */
  readonly membershipsOf: (entities: readonly Entity[], sinceMs: number) => IterableIterator<Membership>;
  /** Rows of the chain from which follows how it stands with people: see `standingDuties`. */
  readonly dutySteps: (ids: readonly string[]) => IterableIterator<Decision>;
  /** What people did in `[fromMs, toMs)`, in the order in which it was recorded. */
  readonly personSteps: (fromMs: number, toMs: number) => IterableIterator<Decision>;
  /** Ids that begin so, in their order; of all of them where nothing is given. */
  readonly ids: (prefix?: string) => IterableIterator<{ readonly id: string; readonly isResolved: boolean }>;
}

export interface StoredIncident {
  readonly id: string;
  readonly openedMs: number;
  readonly resolvedMs?: number;
  readonly updatedMs: number;
  /** As its last news told it. */
  readonly summary: IncidentSummary;
}

export interface StoredMember {
  readonly entity: Entity;
  readonly joinedMs: number;
  readonly leftMs?: number;
}

export interface IncidentQuery {
  readonly state?: 'unresolved' | 'resolved';
  /** Those that were open at some time in `[fromMs, toMs)`. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** That had it among their members at some time. */
  readonly entity?: Entity;
  readonly limit?: number;
}

/** Incidents as they are kept. May be open in any process while the keeper writes. */
export interface IncidentReads {
  /** The last opened first. */
  readonly incidents: (query?: IncidentQuery) => readonly StoredIncident[];
  readonly incident: (id: string) => StoredIncident | undefined;
  /** In the order in which it was told. */
  readonly news: (id: string) => readonly NumberedEvent[];
  readonly newsBetween: (fromMs: number, toMs: number) => IterableIterator<NumberedEvent>;
  readonly timeline: (id: string) => readonly TimelineStep[];
  /** In the order of their names; those of a large incident are written down some seconds after its news. */
  readonly members: (id: string, which?: 'ever' | 'now') => IterableIterator<StoredMember>;
  /** Rows of the chain: what camwatch and people did about it. */
  readonly steps: (id: string) => readonly Decision[];
  readonly messages: (thread: string) => readonly OutboxMessage[];
  readonly counts: () => { readonly unresolved: number };
}
