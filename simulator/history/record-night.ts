import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Change, Entity } from '../../core/domain/state.ts';
import { days } from '../../core/time/units.ts';
import { createEventQueue } from './event-queue.ts';
import { createGapFinder, type Gap } from './gaps.ts';
import { awaitProofs, type Proof, recordProof } from './measure.ts';
import { buildNetwork, type Member, type Network } from './network.ts';
import { applyTurn } from './turns.ts';

/** Something that happens to a device or link, whoever looks. */
export interface NightTurn {
  readonly atMs: number;
  readonly entity: Entity;
  readonly what: 'break' | 'mend' | 'darken' | 'light';
}

export interface NightOptions {
  readonly inventory: Pick<Inventory, 'devices' | 'links' | 'sites'>;
  readonly profiles: Settings['profiles'];
  /** Everything is well and known by then. */
  readonly startMs: number;
  readonly turns: readonly NightTurn[];
  /** Stretches in which the collector is blind. */
  readonly blind: readonly Pick<Gap, 'fromMs' | 'toMs'>[];
}

export interface RecordedChange {
  readonly recordedMs: number;
  readonly change: Change;
}

/**
 * The changes that a collector would put on record of what happens, in the order of recording: each at the polls of its
 * own profile, a child at its own instants and not at those of its parent.
 */
export function* recordNight(options: NightOptions): Generator<RecordedChange> {
  const { inventory, profiles, startMs, turns, blind } = options;
  const network = buildNetwork({ inventory, profiles, atMs: startMs });
  const gapAt = createGapFinder(
    blind.toSorted((a, b) => a.fromMs - b.fromMs).map((gap) => ({ ...gap, end: 'blind' })),
  );
  settle(network, startMs);
  const queue = createEventQueue<{ readonly turn: NightTurn } | { readonly proof: Proof }>();
  for (const turn of turns) queue.push(turn.atMs, { turn });
  for (let atMs = queue.nextMs(); Number.isFinite(atMs); atMs = queue.nextMs()) {
    const event = queue.pop();
    if (!event) return;
    if ('proof' in event) {
      const change = recordProof(event.proof);
      if (change) yield { recordedMs: atMs, change };
      continue;
    }
    const member = network.members.get(event.turn.entity);
    if (!member || isSo(member, event.turn)) continue;
    for (const touched of applyTurn({ atMs, member, what: event.turn.what })) {
      for (const proof of awaitProofs(touched, atMs, gapAt)) queue.push(proof.provenMs, { proof });
    }
  }
}

/** What is cut already is not cut again, and what is well is not restored. */
const isSo = ({ brokenBy }: Member, { what }: NightTurn): boolean =>
  (what === 'break' && brokenBy > 0) || (what === 'mend' && brokenBy === 0);

/** All that is watched was seen well long before: nobody needs a row of it. */
function settle({ members }: Network, startMs: number): void {
  const noGap = createGapFinder([]);
  for (const member of members.values()) {
    for (const proof of awaitProofs(member, startMs - days(30), noGap)) recordProof(proof);
  }
}
