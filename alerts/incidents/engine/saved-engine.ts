import type { Entity } from '../../../core/domain/state.ts';
import type { CollectorRoot, GroupKind } from '../../../ledger/record/incidents/incident-event.ts';
import type { PlannedWorkEvent } from './engine-input.ts';
import type { KnownColumns } from './known-states.ts';
import type { EndedFall, Fall, Group, Incident, Onset, Outage } from './model.ts';

/** Grows with every change of what is saved: what an older version saved is not read. */
export const SAVED_VERSION = 4;

/** An engine without references: whatever is shared stands in one of its lists, and is named by its place. */
export interface SavedEngine {
  readonly version: number;
  readonly nowMs: number;
  readonly outages: readonly Outage[];
  readonly works: readonly PlannedWorkEvent[];
  readonly worksNow: readonly number[];
  /** Of everything that was ever heard of, by its row: that is its place. */
  readonly entities: readonly Entity[];
  readonly known: KnownColumns;
  /** What is not as it is of what was never heard of. */
  readonly nodes: readonly SavedNode[];
  readonly groups: readonly SavedGroup[];
  readonly incidents: readonly SavedIncident[];
  readonly named: readonly number[];
  readonly unresolved: readonly number[];
  readonly tasks: readonly (readonly [atMs: number, task: SavedTask])[];
  readonly frozen: readonly SavedTask[];
  readonly blindSince: readonly (readonly [collector: string, sinceMs: number])[];
  readonly ofCollectors: readonly (readonly [collector: string, incident: number])[];
}

/** What is not there is as it is of what was never heard of. */
export interface SavedNode {
  readonly place: number;
  readonly outage?: number;
  readonly cut?: Fall;
  readonly lastCut?: EndedFall;
  readonly shut?: string;
  readonly hasLookedBehind?: true;
  readonly isTaken?: true;
  readonly held?: readonly number[];
  readonly incident?: number;
  readonly own?: number;
  readonly turns?: readonly number[];
  readonly flapsUntilMs?: number;
}

export interface SavedGroup {
  readonly kind: GroupKind;
  readonly name: string;
  readonly what: Group['what'];
  readonly recent: readonly (readonly [node: number, outage: number])[];
  readonly common?: number;
}

export type SavedRoot =
  | { readonly kind: 'entity'; readonly node: number; readonly port?: string }
  | CollectorRoot
  | {
      readonly kind: 'common';
      readonly group: number;
      readonly fallen: readonly number[];
      readonly fallenEver: number;
      readonly onset: Onset;
    };

/** Its counts follow from its members. */
export interface SavedIncident
  extends Readonly<
    Pick<
      Incident,
      | 'id'
      | 'status'
      | 'openedMs'
      | 'sinceMs'
      | 'resolvedMs'
      // Absent in what was saved before it was known: then an incident was back when it was closed.
      | 'backMs'
      | 'leftFrom'
      | 'times'
      | 'isFlapping'
      | 'isMuted'
      | 'acknowledgedBy'
      // Absent in what was saved before there was any.
      | 'snoozedUntilMs'
      | 'severity'
      | 'toldEver'
      | 'lastNewsMs'
      | 'updateDueMs'
      | 'early'
    >
  > {
  readonly root: SavedRoot;
  readonly members: readonly number[];
  readonly ever: readonly number[];
  readonly untold: readonly (readonly [node: number, what: 'joined' | 'left'])[];
  readonly mergedInto?: number;
}

export type SavedTask =
  | { readonly kind: 'settle'; readonly node: number; readonly outage: number }
  | { readonly kind: 'prompt'; readonly node: number; readonly outage: number; readonly untilMs: number }
  | { readonly kind: 'recheck' | 'quiet'; readonly node: number }
  | { readonly kind: 'dissolve' | 'update' | 'forget'; readonly incident: number }
  | { readonly kind: 'blind'; readonly collector: string; readonly sinceMs: number }
  | { readonly kind: 'work-end'; readonly work: number };
