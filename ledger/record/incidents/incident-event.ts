import type { Entity } from '../../../core/domain/state.ts';
import type { ClockDoubt } from '../../../core/time/clock.ts';

/** What may have taken several at once, from narrow to wide. */
export const GROUP_KINDS = ['switch', 'cabinet', 'site', 'area-carrier', 'area'] as const;

export type GroupKind = (typeof GROUP_KINDS)[number];

/** Where a city may be blind. */
export interface Place {
  readonly kind: 'area' | 'junction';
  readonly name: string;
}

export const SEVERITIES = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const NEWS_KINDS = [
  'opened',
  'reopened',
  'cause-changed',
  'grew',
  'shrank',
  'flapping',
  'unmuted',
  'acknowledged',
  'noted',
  'resolved',
] as const;
export type IncidentEventKind = (typeof NEWS_KINDS)[number];

/** One step in the life of an incident. Its members at any time are what joined less what left, in all its news. */
export interface IncidentEvent {
  readonly kind: IncidentEventKind;
  readonly atMs: number;
  readonly incident: IncidentSummary;
  readonly joined: readonly Entity[];
  readonly left: readonly Entity[];
  /** Of `resolved`: the incident that its members went over to, which is not resolved. */
  readonly mergedInto?: string;
  readonly by?: string;
  readonly text?: string;
}

export interface IncidentSummary {
  readonly id: string;
  readonly root: IncidentRoot;
  readonly openedMs: number;
  /** The first proof of the root's outage. */
  readonly sinceMs: number;
  /** Since when it, or the last of those that fell together, is back; what hangs on it may take another poll. */
  readonly backMs?: number;
  /** The incident it was left over from. */
  readonly leftFrom?: string;
  /** How often it was opened. */
  readonly times: number;
  readonly isFlapping: boolean;
  readonly isMuted: boolean;
  readonly acknowledgedBy?: string;
  /** Until then nobody is told that nobody has it; from then on whoever acknowledged before has to do so again. */
  readonly snoozedUntilMs?: number;
  /** The worst since it was opened. */
  readonly severity: Severity;
  /** `degraded`: what is behind the root has another way, or answers all the same. */
  readonly service: 'lost' | 'degraded';
  readonly lostNow: number;
  readonly lostEver: number;
  readonly camerasLost: number;
  /** Told before all of that could be found down: what hangs on the root alone, some of it lost so far. */
  readonly behind?: Behind;
  readonly areas: readonly AreaLoss[];
  /** Areas and junctions without any working camera, one of this incident among them. */
  readonly blindSpots: readonly Place[];
}

/** What has no other way than over a root. */
export interface Behind {
  readonly things: number;
  readonly cameras: number;
}

export type IncidentRoot =
  | {
      readonly kind: 'entity';
      readonly entity: Entity;
      /** Of a link: the interface of its near end, `device#name`, that was switched off on purpose. That is the root, and not the line. */
      readonly port?: string;
    }
  | CollectorRoot
  | ProbableCommonCause;

/** It records nothing: it cannot see, or the time of its machine is not believed. */
export interface CollectorRoot {
  readonly kind: 'collector';
  readonly collector: string;
  readonly clockDoubt?: ToldClockDoubt;
}

/** As it was when it began. */
export type ToldClockDoubt = Pick<ClockDoubt, 'cause' | 'offMs'>;

/** Nothing is known of what they hang on, but that they fell together in one place. */
export interface ProbableCommonCause {
  readonly kind: 'common';
  readonly by: GroupKind;
  readonly name: string;
  readonly what: 'device' | 'link';
  readonly fallen: number;
  readonly of: number;
  /** First proofs of the first and of the last that fell. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Cameras of an area that this incident took, of all there. */
export interface AreaLoss {
  readonly area: string;
  readonly lost: number;
  readonly of: number;
}
