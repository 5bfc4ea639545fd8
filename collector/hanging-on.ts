import type { Inventory } from '../core/domain/inventory.ts';
import {
  type Change,
  deviceEntity,
  type Entity,
  INDICATORS,
  linkEntity,
  parseEntity,
} from '../core/domain/state.ts';
import { STEP, type Steps } from '../core/host/in-slices.ts';
import type { Dispatcher } from './scheduler/dispatcher.ts';
import type { StatusStore } from './scheduler/status-store.ts';

/** What hangs on what, to ask again what a return may have brought back. */
export interface HangingOn {
  /** Asks what is down behind each device or link that came back, and its own other rungs, as far as the budget goes. */
  readonly askBehind: (changes: readonly Change[]) => Steps<void>;
}

/** Whoever has it in one of its ways, however far from the collector. */
export function* createHangingOn(
  { devices, links }: Pick<Inventory, 'devices' | 'links'>,
  { isDown }: Pick<StatusStore, 'isDown'>,
  { askAfterReturn }: Pick<Dispatcher, 'askAfterReturn'>,
): Steps<HangingOn> {
  const below = new Map<Entity, Entity[]>();
  const hang = (upper: Entity, lower: Entity) => {
    const known = below.get(upper);
    if (known) known.push(lower);
    else below.set(upper, [lower]);
  };
  let count = 0;
  for (const { id, upstreams } of devices.values()) {
    if (count++ % STEP === 0) yield;
    for (const member of new Set(upstreams.flat())) hang(member, deviceEntity(id));
  }
  for (const { id, near } of links.values()) if (near !== 'core') hang(near, linkEntity(id));

  const ask = (entity: Entity, hasReturned: boolean) => {
    const { kind, id } = parseEntity(entity) ?? {};
    if (kind !== 'device' || id === undefined) return;
    for (const indicator of INDICATORS) {
      if (hasReturned ? indicator === 'reach' : indicator !== 'reach') continue;
      if (isDown(id, indicator)) askAfterReturn(id, indicator);
    }
  };

  return {
    *askBehind(changes) {
      const returned = new Set(changes.filter(isReturn).map(({ entity }) => entity));
      const met = new Set<Entity>(returned);
      for (const entity of returned) {
        yield;
        ask(entity, true);
      }
      // A set that grows while it is walked: what is nearer is asked first, each once, circles do no harm.
      for (const entity of met) {
        yield;
        if (!returned.has(entity)) ask(entity, false);
        for (const lower of below.get(entity) ?? []) met.add(lower);
      }
    },
  };
}

const isReturn = ({ indicator, state }: Change) =>
  indicator === 'reach' && (state === 'up' || state === 'degraded');
