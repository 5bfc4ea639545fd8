import type { Device, Inventory, Link } from '../core/domain/inventory.ts';
import { linksInFrontOf } from '../core/domain/links-in-front.ts';
import { deviceEntity, type Entity, INDICATORS, type Indicator, linkEntity } from '../core/domain/state.ts';
import type { Json } from '../core/text/canonical-json.ts';
import type { Settings } from './settings/settings-schema.ts';

type Profiles = Settings['profiles'];

/** What is checked, and by which profiles. */
export interface Checked {
  readonly inventory: Pick<Inventory, 'devices' | 'links'>;
  readonly profiles: Profiles;
}

/**
 * How checks are made, as the ledger keeps it: each `profile`, and the `polling` of what its profile alone does not tell
 * the interval of: links, whose witnesses are several, and cameras that a recorder speaks for.
 */
export interface CheckEntry {
  readonly kind: 'profile' | 'polling';
  readonly id: string;
  readonly body: Json;
}

/** How often an indicator of a device is checked; `undefined` where it is not. */
export function checkIntervalMs(
  device: Device,
  indicator: Indicator,
  {
    inventory: { devices },
    profiles,
  }: Pick<Checked, 'profiles'> & {
    readonly inventory: Pick<Inventory, 'devices'>;
  },
): number | undefined {
  const check = profiles[device.profile]?.[indicator];
  if (check?.prober !== 'channel') return device.address === undefined ? undefined : check?.intervalMs;
  if (device.channelOf === undefined) return undefined;
  // The recorder says how often its channels are looked at.
  const recorder = devices.get(device.channelOf.recorder);
  const asked = recorder && profiles[recorder.profile]?.recording;
  return Math.max(check.intervalMs, asked?.intervalMs ?? 0);
}

/** Every interval that a check has. */
export function intervalsInUse(checked: Checked): ReadonlySet<number> {
  const intervalsMs = new Set<number>();
  for (const device of checked.inventory.devices.values()) {
    for (const indicator of INDICATORS) {
      const everyMs = checkIntervalMs(device, indicator, checked);
      if (everyMs !== undefined) intervalsMs.add(everyMs);
    }
  }
  return intervalsMs;
}

/** In the order of their kinds and names. */
export function listCheckEntries(checked: Checked): readonly CheckEntry[] {
  const { inventory, profiles } = checked;
  const witnesses = findWitnesses(checked);
  return [
    ...Object.entries(profiles).map(([id, profile]) => profileEntry(id, profile)),
    ...inventory.devices.values().flatMap((device) => {
      const slower = slowerThanProfile(device, checked);
      return Object.keys(slower).length > 0 ? [pollingEntry(deviceEntity(device.id), slower)] : [];
    }),
    ...inventory.links.values().map((link) => pollingEntry(linkEntity(link.id), linkIntervals(link))),
  ];

  function linkIntervals({ id, near, interface: place }: Link): IntervalMsByIndicator {
    const portMs = place && snmpIntervalMs(inventory.devices.get(place.device), checked);
    const nearEnd = near === 'core' ? undefined : inventory.devices.get(near.slice('device:'.length));
    const nearMs = nearEnd && checkIntervalMs(nearEnd, 'reach', checked);
    const known = [witnesses.get(id), portMs, nearMs].filter((everyMs) => everyMs !== undefined);
    return {
      ...(known.length > 0 && { reach: Math.max(...known) }),
      ...(portMs !== undefined && { capacity: portMs }),
    };
  }
}

/** By link, how often the slowest of the devices behind it is pinged. */
function findWitnesses(checked: Checked): ReadonlyMap<string, number> {
  const { inventory } = checked;
  const slowestMs = new Map<string, number>();
  for (const [deviceId, linkIds] of linksInFrontOf(inventory)) {
    const device = inventory.devices.get(deviceId);
    const everyMs = device && checkIntervalMs(device, 'reach', checked);
    if (everyMs === undefined) continue;
    for (const id of linkIds) slowestMs.set(id, Math.max(everyMs, slowestMs.get(id) ?? 0));
  }
  return slowestMs;
}

/** Counters and ports are read by the SNMP check of a device that comes most often. */
function snmpIntervalMs(device: Device | undefined, checked: Checked): number | undefined {
  if (!device) return undefined;
  const profile = checked.profiles[device.profile] ?? {};
  const every = INDICATORS.filter((indicator) => profile[indicator]?.prober === 'snmp').flatMap(
    (indicator) => checkIntervalMs(device, indicator, checked) ?? [],
  );
  return every.length > 0 ? Math.min(...every) : undefined;
}

type IntervalMsByIndicator = { readonly [Name in Indicator]?: number };

function slowerThanProfile(device: Device, checked: Checked): IntervalMsByIndicator {
  const profile = checked.profiles[device.profile] ?? {};
  const slower = INDICATORS.flatMap((indicator) => {
    if (profile[indicator]?.prober !== 'channel') return [];
    const everyMs = checkIntervalMs(device, indicator, checked);
    return everyMs === undefined || everyMs === profile[indicator].intervalMs ? [] : [[indicator, everyMs]];
  });
  return Object.fromEntries(slower);
}

const pollingEntry = (entity: Entity, intervalMs: IntervalMsByIndicator): CheckEntry => ({
  kind: 'polling',
  id: entity,
  body: { id: entity, intervalMs: { ...intervalMs } },
});

/** What a profile says of judging; how a device is asked (ports, paths) is no part of it. */
function profileEntry(id: string, profile: Profiles[string]): CheckEntry {
  const checks = INDICATORS.flatMap((indicator) => {
    const check = profile[indicator];
    if (!check) return [];
    const { prober, intervalMs, timeoutMs, confirm, recheckMs, degradedLossRatio } = check;
    return [[indicator, { prober, intervalMs, timeoutMs, confirm, recheckMs, degradedLossRatio }] as const];
  });
  return { kind: 'profile', id, body: { id, checks: Object.fromEntries(checks) } };
}
