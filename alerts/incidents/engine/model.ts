import type { Entity } from '../../../core/domain/state.ts';
import type {
  Behind,
  CollectorRoot,
  GroupKind,
  Place,
  Severity,
} from '../../../ledger/record/incidents/incident-event.ts';
import type { PlannedWorkEvent } from './engine-input.ts';
import type { EntityFacts } from './entity-facts.ts';

/** When something went down, and when that was on record. */
export interface Fall {
  readonly afterMs: number;
  readonly atMs: number;
  readonly recordedMs: number;
}

export interface EndedFall extends Fall {
  readonly endMs: number;
}

/** An unbroken time in which some indicator of an entity is down. */
export interface Outage extends Fall {
  /** Known only from late data: it opens nothing. */
  isQuiet: boolean;
  /** It was decided whether it is a turn of its own. */
  isCounted: boolean;
}

/** A device or link, and where it stands now. There are as many as the city has: what is alike in many is one list. */
export interface Node {
  readonly entity: Entity;
  /** Its row of {@link KnownStates}. */
  readonly row: number;
  facts: NodeFacts;
  /** Its place in the alphabet: what happens in the same instant is looked at in this order. */
  rank: number;
  ways: readonly (readonly Node[])[];
  /** What has it in one of its ways. */
  below: readonly Node[];
  groups: readonly Group[];
  spots: readonly Spot[];
  outage: Outage | undefined;
  /** Its `reach` is down: it cuts off what is behind it. */
  cut: Fall | undefined;
  lastCut: EndedFall | undefined;
  /** Of a link: the port of its near end that was switched off on purpose. It cuts, and is no outage. */
  shut: string | undefined;
  incident: Incident | undefined;
  /** It waits with another one, that is above it and waits itself. */
  heldBy: Node | undefined;
  held: Set<Node> | undefined;
  /** The cut of which all that is behind it was looked at already. */
  lookedBehind: Fall | undefined;
  /** Something else took it along. */
  isTaken: boolean;
  /** The last incident that it was the root of. */
  own: Incident | undefined;
  /** Instants of its last outages that nothing else explains. */
  turns: readonly number[];
  /** The last search that came by. */
  metIn: object | undefined;
  /** It flaps until it was quiet up to then. */
  flapsUntilMs: number | undefined;
}

/** As much of what is known of it as is asked while it is watched. */
export type NodeFacts = Pick<EntityFacts, 'kind' | 'priority' | 'port' | 'collector'>;

/** What may fall together. */
export interface Group {
  readonly kind: GroupKind;
  readonly name: string;
  readonly what: 'device' | 'link';
  size: number;
  /** Those that are down, and not known to be taken along by something else. */
  standing: number;
  /** Those that went down of late, in the order in which it was told. */
  recent: { readonly node: Node; readonly outage: Outage }[];
  common: Incident | undefined;
}

/** A place with its cameras. */
export interface Spot extends Place {
  cameras: number;
  down: number;
}

export type Root =
  | {
      readonly kind: 'entity';
      readonly node: Node;
      /** What was switched off, where that is why. */
      readonly port?: string;
    }
  | CollectorRoot
  | {
      readonly kind: 'common';
      readonly group: Group;
      readonly fallen: Set<Node>;
      fallenEver: number;
      onset: Onset;
    };

/** Instants at which each of several outages may have begun lie between the two, at most so far apart. */
export interface Onset {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly lastAfterMs: number;
}

export interface Incident {
  id: string;
  root: Root;
  status: 'new' | 'reopening' | 'open' | 'resolved';
  openedMs: number;
  sinceMs: number;
  resolvedMs: number | undefined;
  /** Its root, or the last of those that fell together, has been back since then. */
  backMs: number | undefined;
  leftFrom: string | undefined;
  times: number;
  isFlapping: boolean;
  isMuted: boolean;
  acknowledgedBy: string | undefined;
  snoozedUntilMs?: number | undefined;
  severity: Severity;
  readonly members: Set<Node>;
  ever: Set<Node>;
  /** How many of them were told of. */
  toldEver: number;
  readonly camerasBySpot: Map<Spot, number>;
  cameras: number;
  prioritised: number;
  /** Members that nobody was told of yet. */
  readonly untold: Map<Node, 'joined' | 'left'>;
  /** Where its last member went over to. */
  mergedInto: Incident | undefined;
  lastNewsMs: number;
  updateDueMs: number | undefined;
  early: Early | undefined;
}

/** It was told while most behind its root may not have been asked yet: when that is over it has its first update. */
export interface Early extends Behind {
  readonly untilMs: number;
}

/** What is to be done at some instant. */
export type Task =
  | { readonly kind: 'settle'; readonly node: Node; readonly outage: Outage }
  /** Of what settles at `untilMs`. */
  | { readonly kind: 'prompt'; readonly node: Node; readonly outage: Outage; readonly untilMs: number }
  | { readonly kind: 'recheck' | 'quiet'; readonly node: Node }
  | { readonly kind: 'dissolve' | 'update' | 'forget'; readonly incident: Incident }
  | { readonly kind: 'blind'; readonly collector: string; readonly sinceMs: number }
  | { readonly kind: 'work-end'; readonly work: PlannedWorkEvent };
