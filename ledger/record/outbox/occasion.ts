import type { Entity } from '../../../core/domain/state.ts';
import type { IncidentEvent, IncidentSummary } from '../incidents/incident-event.ts';

/** Why something is written to somebody. Kept in the outbox as JSON, and composed when it is sent. */
export type Occasion = NewsOccasion | EscalationOccasion | DigestOccasion | ReportOccasion | TestOccasion;

/** What is in the outbox. */
export type OutboxOccasion = Occasion | OwnOccasion;

/** A step in the life of an incident. */
export interface NewsOccasion {
  readonly type: 'news';
  readonly news: IncidentEvent['kind'];
  readonly atMs: number;
  readonly incident: IncidentSummary;
  /** At most {@link MOST_NAMED} of each, with how many there are. */
  readonly joined: NamedSome;
  readonly left: NamedSome;
  readonly mergedInto?: string;
  readonly by?: string;
  readonly note?: string;
  /** Of an incident's life so far, for its picture. */
  readonly timeline: readonly TimelineStep[];
  /** Those that this recipient is told of: what its agency, districts or contracts have in it. */
  readonly members: NamedSome;
}

export interface NamedSome {
  readonly some: readonly Entity[];
  readonly count: number;
}

export const MOST_NAMED = 20;

export interface TimelineStep {
  readonly kind: IncidentEvent['kind'] | 'since';
  readonly atMs: number;
  /** Lost cameras then. */
  readonly cameras: number;
}

/** Nobody has acknowledged it in time. */
export interface EscalationOccasion {
  readonly type: 'escalation';
  readonly atMs: number;
  readonly incident: IncidentSummary;
  readonly members: NamedSome;
  readonly timeline: readonly TimelineStep[];
  /** Recipients who were told, and when. */
  readonly told: readonly { readonly recipient: string; readonly atMs: number }[];
  readonly afterMs: number;
}

/** Several messages in one, because they came too fast or are wanted so. */
export interface DigestOccasion {
  readonly type: 'digest';
  readonly reason: 'wanted' | 'rate-limit';
  readonly fromMs: number;
  readonly toMs: number;
  readonly items: readonly (NewsOccasion | EscalationOccasion)[];
  /** Items beyond those that are named. */
  readonly more: number;
  /** How many there are, those that are not named among them; absent in messages of an older version. */
  readonly incidents?: number;
}

/** What a shift, day or week brought. */
export interface ReportOccasion {
  readonly type: 'report';
  readonly period: 'shift' | 'day' | 'week';
  readonly fromMs: number;
  readonly toMs: number;
  readonly opened: readonly IncidentSummary[];
  readonly resolved: readonly ResolvedIncident[];
  readonly unresolved: readonly IncidentSummary[];
  readonly acknowledged: readonly { readonly incident: string; readonly by: string; readonly atMs: number }[];
  readonly counts: { readonly opened: number; readonly resolved: number; readonly unresolved: number };
  /** Of a week; `count` is of all agencies. */
  readonly agencies?: { readonly some: readonly AgencyReport[]; readonly count: number };
}

/** What a period brought to an agency; to what nobody owns where `agency` is absent. */
export interface AgencyReport {
  readonly agency?: string;
  readonly opened: number;
  readonly resolved: number;
  readonly unresolved: number;
  readonly longest?: {
    readonly incident: IncidentSummary;
    readonly isOpen: boolean;
    /** When it was closed, else the end of the period. */
    readonly untilMs: number;
  };
}

export interface ResolvedIncident {
  readonly incident: IncidentSummary;
  readonly resolvedMs: number;
}

/**
 * What somebody wants to be told of by mail, with their account. What that is, and whether they may still know it, is looked up when
 * it is sent: nothing of it stands here. `address`: the link that confirms theirs.
 */
export interface OwnOccasion {
  readonly type: 'own';
  readonly about: 'news' | 'address';
  readonly account: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Outside of their hours: what is critical, and nothing else. */
  readonly isUrgent?: boolean;
  /** What is critical and came before was told already. */
  readonly urgentMs?: number;
}

/** Somebody wants to know whether messages arrive. */
export interface TestOccasion {
  readonly type: 'test';
  readonly atMs: number;
  readonly by: string;
}
