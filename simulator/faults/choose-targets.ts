import type { Inventory } from '../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import type { Act } from './act.ts';
import type { FaultKind } from './fault.ts';
import type { FaultCity } from './fault-city.ts';
import { planAct } from './plan-act.ts';

export interface ChooseOptions {
  readonly city: FaultCity;
  readonly seed: number;
}

/** What a city has least of chooses first. */
const SCARCEST_FIRST: readonly FaultKind[] = [
  'channel-lost',
  'disk-full',
  'port-closed',
  'port-down',
  'saturated',
  'agent-restart',
  'link-cut',
  'ward-power',
  'serial-swapped',
  'flapping',
  'dead-camera',
  'no-video',
  'wrong-password',
  'clock-drift',
];

/**
 * A target for each kind of fault, none in a district in which another fault is on; where a city is too small for that,
 * at least none that another fault has anything to do with.
 *
 * @param taken What a fault of the round before may still be seen on.
 */
export function chooseTargets(
  { city, seed }: ChooseOptions,
  round: number,
  taken: readonly Entity[] = [],
): ReadonlyMap<FaultKind, string> {
  const takenDistricts = new Set<string>();
  const takenEntities = new Set<Entity>(taken);
  const targets = new Map<FaultKind, string>();
  for (const kind of SCARCEST_FIRST) {
    const candidates = byWorth(kind, rank(candidatesOf(kind, city), `${seed}/${round}/${kind}`), city);
    const chosen = firstFit(kind, candidates, city, { takenDistricts, takenEntities });
    if (chosen === undefined) continue;
    targets.set(kind, chosen.target);
    for (const entity of chosen.act.touched) takenEntities.add(entity);
    for (const district of districtsOf(city.inventory, chosen.act)) takenDistricts.add(district);
  }
  return targets;
}

interface Taken {
  readonly takenDistricts: ReadonlySet<string>;
  readonly takenEntities: ReadonlySet<Entity>;
}

function firstFit(kind: FaultKind, candidates: readonly string[], city: FaultCity, taken: Taken) {
  let fallback: { readonly target: string; readonly act: Act } | undefined;
  for (const target of candidates) {
    const act = planAct({ kind, target }, city);
    if (act === undefined || act.touched.some((entity) => taken.takenEntities.has(entity))) continue;
    if (districtsOf(city.inventory, act).isDisjointFrom(taken.takenDistricts)) return { target, act };
    fallback ??= { target, act };
  }
  return fallback;
}

function rank(ids: Iterable<string>, salt: string): string[] {
  return [...ids]
    .map((id) => ({ id, place: stableHash(`${salt}/${id}`) }))
    .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** A channel that a camera of the inventory hangs on has more to show than one that is only a number. */
function byWorth(kind: FaultKind, targets: readonly string[], { inventory }: FaultCity): readonly string[] {
  if (kind !== 'channel-lost') return targets;
  const known = new Set(
    inventory.devices
      .values()
      .map(({ channelOf }) => channelOf && `${channelOf.recorder}#${channelOf.channel}`),
  );
  return targets.toSorted((a, b) => Number(known.has(b)) - Number(known.has(a)));
}

function candidatesOf(kind: FaultKind, { inventory, virtual }: FaultCity): Iterable<string> {
  switch (kind) {
    case 'link-cut':
    case 'port-down':
    case 'saturated':
      return inventory.links.keys();
    case 'ward-power':
      return inventory.areas.keys();
    case 'channel-lost':
      return virtual.values().flatMap(({ id, channels }) => channels.map(({ number }) => `${id}#${number}`));
    case 'flapping':
    case 'dead-camera':
    case 'no-video':
    case 'clock-drift':
    case 'wrong-password':
    case 'port-closed':
    case 'disk-full':
    case 'agent-restart':
    case 'serial-swapped':
      return virtual.keys();
  }
}

/** Of a link the place that it leads to, which is where people look for its fault. */
function districtsOf({ devices, sites, links, areas }: Inventory, { touched }: Act): ReadonlySet<string> {
  return new Set(
    touched.flatMap((entity) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      const far = kind === 'link' ? links.get(id)?.far : `device:${id}`;
      const farId = far?.slice(far.indexOf(':') + 1) ?? '';
      const site = sites.get(far?.startsWith('site:') ? farId : (devices.get(farId)?.site ?? ''));
      return areas.get(site?.area ?? '')?.district ?? [];
    }),
  );
}
