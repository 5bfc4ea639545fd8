import type { Settings } from '../../config/settings/settings-schema.ts';
import { type Device, type Inventory, isWatchedAt } from '../../core/domain/inventory.ts';
import { linksInFrontOf } from '../../core/domain/links-in-front.ts';
import {
  deviceEntity,
  type Entity,
  INDICATORS,
  type Indicator,
  linkEntity,
  type UnknownReason,
} from '../../core/domain/state.ts';
import type { ExpectedState } from './expected.ts';

/** What fails of itself, by id. */
export interface Failed {
  readonly devices?: ReadonlySet<string>;
  readonly links?: ReadonlySet<string>;
}

export interface Consequences {
  /** Devices that cannot be reached, whether they failed themselves or hang on what failed. */
  readonly devices: readonly Device[];
  /** What a collector must find down. */
  readonly down: readonly ExpectedState[];
  /** What it can no longer look at: links that start from what is lost, cameras that a lost recorder spoke for. */
  readonly unknown: readonly ExpectedState[];
}

/** Works out from the topology what a failure brings down. Build it once for an inventory. */
export type ConsequenceFinder = (failed: Failed) => Consequences;

/** How a probe fails that reaches nobody: by its own network, by what still answers in place, or by silence. */
export const SILENCE_REASONS = ['unreachable', 'refused', 'timeout', 'reset', 'loss'] as const;

export function createConsequenceFinder(
  inventory: Pick<Inventory, 'devices' | 'links'>,
  profiles: Settings['profiles'],
  nowMs: number,
): ConsequenceFinder {
  const witnessesByLink = gatherWitnesses(inventory, profiles, nowMs);
  return (failed) => {
    const isReachable = createReachability(inventory, failed);
    const devices = [...inventory.devices.values()].filter(({ id }) => !isReachable(`device:${id}`));
    const down = devices.flatMap((device) =>
      indicatorsOf(device, profiles, nowMs).map(
        (indicator): ExpectedState => ({
          shows: 'state',
          entity: deviceEntity(device.id),
          indicator,
          state: 'down',
          reasons: SILENCE_REASONS,
        }),
      ),
    );
    const unknown = devices.flatMap(({ id, channelOf }) =>
      channelOf ? [mayBeUnknown(deviceEntity(id), 'stream')] : [],
    );
    for (const { id, near, interface: port } of inventory.links.values()) {
      const witnesses = witnessesByLink.get(id) ?? [];
      if (near !== 'core' && !isReachable(near)) {
        unknown.push(mayBeUnknown(linkEntity(id), 'reach'), mayBeUnknown(linkEntity(id), 'capacity'));
        continue;
      }
      // One silent device says as much about itself as about its link: nothing is inferred from it.
      if (witnesses.length < 2 || witnesses.some((witness) => isReachable(`device:${witness}`))) continue;
      down.push({
        shows: 'state',
        entity: linkEntity(id),
        indicator: 'reach',
        state: 'down',
        // Proven where its port can be looked at, inferred where it cannot.
        reasons: port === undefined ? ['unreachable'] : ['port-down', 'unreachable'],
      });
    }
    return { devices, down, unknown };
  };
}

function mayBeUnknown(entity: Entity, indicator: Indicator): ExpectedState {
  return { shows: 'state', entity, indicator, state: 'unknown', reasons: NOT_SEEN, certainty: 'may' };
}

const NOT_SEEN: readonly UnknownReason[] = ['near-end-down', 'not-measured', 'stale'];

/** The indicators that a device is asked for at an address of its own, at an instant. */
export function indicatorsOf(device: Device, profiles: Settings['profiles'], nowMs: number): Indicator[] {
  if (device.address === undefined || !isWatchedAt(device, nowMs)) return [];
  const profile = profiles[device.profile] ?? {};
  return INDICATORS.filter((indicator) => profile[indicator] !== undefined);
}

type Node = 'core' | `${'device' | 'link'}:${string}`;

/** A node can be reached when it did not fail and every member of one of its paths can be reached. */
function createReachability({ devices, links }: Pick<Inventory, 'devices' | 'links'>, failed: Failed) {
  const known = new Map<Node, boolean>([['core', true]]);
  const isReachable = (node: Node): boolean => {
    const cached = known.get(node);
    if (cached !== undefined) return cached;
    // A way that leads back to where it started leads nowhere.
    known.set(node, false);
    const reachable = decide(node);
    known.set(node, reachable);
    return reachable;
  };
  const decide = (node: Node): boolean => {
    const id = node.slice(node.indexOf(':') + 1);
    if (node.startsWith('link:')) {
      return failed.links?.has(id) !== true && isReachable(links.get(id)?.near ?? 'core');
    }
    const upstreams = devices.get(id)?.upstreams ?? [];
    if (failed.devices?.has(id) === true) return false;
    return upstreams.length === 0 || upstreams.some((path) => path.every(isReachable));
  };
  return isReachable;
}

/** The probed devices behind each link that have no other way to the collector. */
function gatherWitnesses(
  inventory: Pick<Inventory, 'devices' | 'links'>,
  profiles: Settings['profiles'],
  nowMs: number,
): ReadonlyMap<string, readonly string[]> {
  const witnesses = new Map<string, string[]>();
  for (const [deviceId, linkIds] of linksInFrontOf(inventory)) {
    const device = inventory.devices.get(deviceId);
    if (device === undefined || !indicatorsOf(device, profiles, nowMs).includes('reach')) continue;
    for (const linkId of linkIds) witnesses.set(linkId, [...(witnesses.get(linkId) ?? []), deviceId]);
  }
  return witnesses;
}
