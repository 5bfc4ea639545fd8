import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Device } from '../../../core/domain/inventory.ts';
import type { ProbeOutcome } from '../../../core/domain/probing.ts';
import { seconds } from '../../../core/time/units.ts';
import { runProbes } from '../../probing/run-probes.ts';
import { probeCanaries } from '../../scheduler/canaries.ts';
import { probeBatch } from '../../scheduler/probe-batch.ts';
import { isScheduled, type ScheduledWatch } from '../../scheduler/watch-list.ts';
import type { Asking } from './asking.ts';
import type { CheckRun } from './check-run.ts';
import { chooseNeighbours } from './choose-neighbours.ts';
import type { City } from './city.ts';
import { findWay } from './find-way.ts';
import { lookAtChannel } from './look-at-channel.ts';
import { lookAtPort } from './look-at-port.ts';
import type { DeviceLook, Surroundings, WayPoint } from './surroundings.ts';

interface Silent {
  readonly device: Device;
  readonly looks: readonly CheckRun[];
  /** The recorder has been asked already. */
  readonly isChannelKnown: boolean;
}

/** Looks at what stands between the collector and a silent device, and beside it: a dozen and a half probes at most. */
export async function lookAround(
  { device, looks, isChannelKnown }: Silent,
  city: City,
  asking: Asking,
): Promise<Surroundings> {
  asking.onProgress(`${device.id}: what is in front of it`, 0, 1);
  const { inventory, settings } = city;
  const way = findWay(inventory, device);
  const onTheWay = new Set(way.flatMap((node) => ('device' in node ? node.device.id : [])));
  const neighbours = chooseNeighbours(inventory, device, onTheWay, asking.nowMs());
  const asked = [...way.flatMap((node) => ('device' in node ? node.device : [])), ...neighbours];
  const hasReach = looks.some(({ watch }) => watch.check.indicator === 'reach');
  const [outcomes, canaries, port, channel, ping] = await Promise.all([
    reachOf(asked, city, asking),
    settings.collector.canaries.length === 0 ? undefined : askCanaries(settings, asking),
    device.attachedTo && lookAtPort(device.attachedTo, city, asking),
    device.channelOf && !isChannelKnown ? lookAtChannel(device.channelOf, city, asking) : undefined,
    hasReach || device.address === undefined ? undefined : askPing(device.address, asking),
  ]);
  const lookOf = (one: Device): DeviceLook => ({ device: one, outcome: outcomes.get(one.id) });
  return {
    canaries,
    way: way.map((node): WayPoint => {
      if ('device' in node) return lookOf(node.device);
      return { link: node.link, carrier: inventory.contractors.get(node.link.carrier ?? '') };
    }),
    neighbours: neighbours.map(lookOf),
    port,
    channel,
    ping,
  };
}

async function reachOf(
  devices: readonly Device[],
  { watches }: City,
  asking: Asking,
): Promise<ReadonlyMap<string, ProbeOutcome>> {
  const ids = new Set(devices.map(({ id }) => id));
  const reach = watches.filter(
    (watch): watch is ScheduledWatch =>
      isScheduled(watch) && watch.check.indicator === 'reach' && ids.has(watch.device.id),
  );
  const outcomes = new Map<string, ProbeOutcome>();
  await Promise.all(
    [...Map.groupBy(reach, ({ check }) => check.prober)].map(async ([prober, group]) => {
      const tasks = group.map((watch) => ({ watch, depth: 'health' as const }));
      const answered = await probeBatch(asking.engines[prober], tasks, asking);
      for (const [index, { device }] of group.entries()) {
        const outcome = answered.outcomes[index];
        if (outcome) outcomes.set(device.id, outcome);
      }
    }),
  );
  return outcomes;
}

async function askPing(
  address: string,
  { engines, resolve, stop }: Asking,
): Promise<ProbeOutcome | undefined> {
  // Where no ping can be sent a connect to some port would prove nothing.
  if (engines.icmp.fallbackPort !== undefined) return undefined;
  const numeric = await resolve(address).catch(() => undefined);
  if (numeric === undefined) return undefined;
  const target = { address: numeric, timeoutMs: seconds(1) };
  return (await runProbes(engines.icmp.prober, [target], stop))[0];
}

async function askCanaries({ collector }: Settings, { engines, nowMs, stop }: Asking) {
  const probers = {
    icmp: engines.icmp.prober,
    tcp: engines.tcp.prober,
    fallbackPort: engines.icmp.fallbackPort,
  };
  return await probeCanaries(collector.canaries, probers, seconds(1), nowMs, stop);
}
