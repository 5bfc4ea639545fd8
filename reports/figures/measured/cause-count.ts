import { type Blamed, blameSpan } from '../../../availability/attribution/blame-spans.ts';
import {
  type Cause,
  type DecidedCause,
  type DownSpan,
  rootOutage,
} from '../../../availability/attribution/cause.ts';
import { createCutFinder, decidedInOrder } from '../../../availability/attribution/cut-finder.ts';
import type { TopologyOf } from '../../../availability/inventory/topologies.ts';
import type { WatchedOf } from '../../../availability/timelines/state-ms.ts';
import type { MeasuredPair } from '../../../availability/window/measure-window.ts';
import type { DeviceKind } from '../../../core/domain/inventory.ts';
import type { Entity } from '../../../core/domain/state.ts';
import { minutes } from '../../../core/time/units.ts';
import type { CauseFigures } from '../document/measured-figures.ts';
import type { NamedId } from './group-names.ts';

export interface CausesQuestion {
  /** Outages of what others hang on, whole. */
  readonly downOf: (member: Entity) => readonly DownSpan[];
  readonly topologyOf: TopologyOf;
  /** Accepted claims. */
  readonly decidedOf: (entity: Entity) => readonly DecidedCause[];
  readonly kindOf: (entity: Entity) => DeviceKind | 'link';
  /** Who answers for what is wrong with a device or link at an instant. */
  readonly partyOf: (entity: Entity, atMs: number) => NamedId;
  readonly watchedOf: WatchedOf;
}

export interface CauseCount {
  /** Outages of one device, which was asked whether it can be reached. */
  readonly add: (pair: MeasuredPair) => void;
  readonly build: () => CauseFigures;
}

/** No contract is asked here: after a line or power came back everything has as long to start. */
const RESTART_GRACE_MS = minutes(5);

interface Draft {
  downMs: number;
  outages: number;
  entities: number;
  lastOutage: DownSpan | undefined;
  lastEntity: Entity | undefined;
}

interface DraftRow extends Draft {
  readonly reason: string;
  readonly root: string;
  readonly owner: NamedId;
}

/**
 * Divides downtime by the outage at its root, as settlement does (`docs/adr/0010-attribution.md`), and adds up what of it
 * was watched and in service: the sum is what availability has as down.
 */
export function createCauseCount(question: CausesQuestion): CauseCount {
  const { topologyOf, decidedOf, downOf, watchedOf } = question;
  const network = { downOf, topologyOf, decidedOf, restartGraceMs: RESTART_GRACE_MS, rules: 1 } as const;
  const finder = createCutFinder(network);
  const total = emptyDraft();
  const reasons = new Map<string, Draft>();
  const roots = new Map<string, Draft>();
  const owners = new Map<string, Draft & { readonly owner: NamedId }>();
  const rows = new Map<string, DraftRow>();

  return {
    add: ({ member: { entity }, outages, service }) => {
      if (outages.length === 0) return;
      const watchedMs = watchedOf(entity, 'reach');
      const context = {
        entity,
        blocks: finder.blocksOf(entity, topologyOf(entity)),
        decided: decidedInOrder(network, entity),
        restartGraceMs: RESTART_GRACE_MS,
      };
      for (const outage of outages) {
        for (const blamed of blameSpan(outage, context)) {
          let downMs = 0;
          for (const interval of service) {
            const fromMs = Math.max(blamed.fromMs, interval.fromMs);
            const toMs = Math.min(blamed.toMs, interval.toMs);
            if (fromMs < toMs) downMs += watchedMs(fromMs, toMs);
          }
          if (downMs > 0) addStretch(entity, outage, blamed, downMs);
        }
      }
    },
    build: () => ({
      indicator: 'reach',
      total: countsOf(total),
      reason: inOrder(reasons).map(([id, draft]) => ({ id, ...countsOf(draft) })),
      root: inOrder(roots).map(([id, draft]) => ({ id, ...countsOf(draft) })),
      owner: inOrder(owners).map(([, draft]) => ({ ...draft.owner, ...countsOf(draft) })),
      rows: inOrder(rows).map(([id, draft]) => ({
        id,
        reason: draft.reason,
        root: draft.root,
        owner: draft.owner.id,
        ...countsOf(draft),
      })),
    }),
  };

  function addStretch(entity: Entity, outage: DownSpan, { fromMs, cause }: Blamed, downMs: number): void {
    const reason = rootOutage(cause)?.reason ?? NO_REASON;
    const root = cause.decided?.cause ?? (cause.owner === entity ? 'self' : question.kindOf(cause.owner));
    const owner = decidedOwner(cause) ?? question.partyOf(cause.owner, fromMs);
    const id = `${reason}:${root}:${owner.id}`;
    for (const draft of [
      total,
      provide(reasons, reason, emptyDraft),
      provide(roots, root, emptyDraft),
      provide(owners, owner.id, () => ({ ...emptyDraft(), owner })),
      provide(rows, id, () => ({ ...emptyDraft(), reason, root, owner })),
    ]) {
      draft.downMs += downMs;
      if (draft.lastOutage !== outage) draft.outages++;
      if (draft.lastEntity !== entity) draft.entities++;
      draft.lastOutage = outage;
      draft.lastEntity = entity;
    }
  }
}

/** What was decided to be nobody's who is on record stays with nobody: not with the contractor it was taken from. */
const decidedOwner = ({ decided }: Cause): NamedId | undefined =>
  decided === undefined || decided.cause === 'client' ? undefined : { id: decided.cause };

const NO_REASON = 'unknown';

const emptyDraft = (): Draft => ({
  downMs: 0,
  outages: 0,
  entities: 0,
  lastOutage: undefined,
  lastEntity: undefined,
});

function provide<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

const countsOf = ({ downMs, outages, entities }: Draft) => ({ downMs, outages, entities });

const inOrder = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
