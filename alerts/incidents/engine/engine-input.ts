import type { Entity } from '../../../core/domain/state.ts';
import type { ChangeEvent, SightEvent } from '../../../ledger/record/incidents/incident-inputs.ts';
import type { EntityFacts } from './entity-facts.ts';

/**
 * What the engine is told, in the order in which it was recorded. `recordedMs` is its only clock: a `time` says that
 * everything recorded before that instant has been told.
 */
export type EngineInput =
  | { readonly type: 'time'; readonly recordedMs: number }
  | TopologyEvent
  | ChangeEvent
  | SightEvent
  | PlannedWorkEvent
  | PersonEvent;

/** All that is watched from now on. What is no longer among it leaves its incident. */
export interface TopologyEvent {
  readonly type: 'topology';
  readonly recordedMs: number;
  readonly entities: Iterable<EntityFacts>;
}

/** Takes the place of what was told under the same `id` before; without entities it is cancelled. */
export interface PlannedWorkEvent {
  readonly type: 'planned-work';
  readonly recordedMs: number;
  readonly id: string;
  readonly entities: readonly Entity[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a person did about an incident. */
export interface PersonEvent {
  readonly type: 'acknowledge' | 'note' | 'snooze' | 'release';
  readonly recordedMs: number;
  readonly incident: string;
  readonly by: string;
  readonly text?: string;
  /** Until when it sleeps. */
  readonly untilMs?: number;
}

export interface IncidentOptions {
  /** How long whatever goes down waits for what is above it: one poll of that. */
  readonly settleMs: number;
  /** How long a root with nothing above it waits for what fell with it, and between looks at that; below `settleMs`. */
  readonly promptMs: number;
  /** How long what is still down waits for its own next poll, once the way to it is back. */
  readonly returnMs: number;
  /** An open incident tells of its members that went and came back at most this often. */
  readonly updateMs: number;
  /** A change recorded later than this after its instant is late, and opens nothing. */
  readonly lateMs: number;
  readonly blindMs: number;
  /** What goes down again so soon after its incident was resolved opens that one again. */
  readonly reopenMs: number;
  /** So many outages of its own within `flapMs` make an entity flap, until it was quiet for as long. */
  readonly flapCount: number;
  readonly flapMs: number;
  readonly common: CommonCauseOptions;
  readonly severity: SeverityOptions;
}

export interface CommonCauseOptions {
  /** Outages that may have begun within so long of each other began together. */
  readonly onsetMs: number;
  readonly leastCount: number;
  /** With fewer left it waits so long for them before each has its own incident. */
  readonly dissolveMs: number;
  /** Of what is in one place (0–1). */
  readonly leastRatio: number;
}

/** From how many lost cameras on. */
export interface SeverityOptions {
  readonly criticalCameras: number;
  readonly majorCameras: number;
}
