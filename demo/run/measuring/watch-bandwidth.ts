import { repeatEvery } from '../../../collector/repeat-every.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { seconds } from '../../../core/time/units.ts';
import type { VirtualDevice } from '../../../simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '../../../simulator/protocols/device/virtual-devices.ts';
import { createBandwidthTally, type LinkTally } from './bandwidth-tally.ts';
import { createCounterLog } from './counter-log.ts';

/** Holds the rates that the collector measures against what really flows, while it happens. */
export interface BandwidthWatch {
  /** From soon after this on all is compared. */
  readonly begin: () => void;
  readonly onTraffic: (samples: readonly TrafficSample[]) => void;
  readonly tallies: () => readonly LinkTally[];
  /** Takes a last reading and ends. */
  readonly close: () => Promise<void>;
}

/** Between two readings what flows is taken to flow evenly: where a dark port comes back in between, that is off by up to half of this. */
const EVERY_MS = 50;
/** While everything is asked for the first time, answers wait: a poll is not answered at the instant that it carries. */
const SETTLING_MS = seconds(4);

export function watchBandwidth(
  { links }: Pick<Inventory, 'links'>,
  plan: readonly VirtualDevice[],
  devices: Pick<VirtualDevices, 'counters'>,
): BandwidthWatch {
  const places = [...links.values()].flatMap((link) => link.interface ?? []);
  const wanted = new Set(places.map(({ device, name }) => `${device} ${name}`));
  const planned = new Map(plan.map((device) => [device.id, device]));
  const ids = new Set(places.map(({ device }) => device).filter((id) => planned.has(id)));
  const log = createCounterLog((device, name) => wanted.has(`${device} ${name}`));
  const tally = createBandwidthTally({
    log,
    startOf: (id, name) => {
      const device = planned.get(id);
      const port = device?.interfaces.find((one) => one.name === name);
      if (device?.snmp?.interfaceTables !== 'if-only' || port === undefined) return undefined;
      return { in: port.inOctetsAtStart, out: port.outOctetsAtStart };
    },
  });
  let beginsMs = Number.POSITIVE_INFINITY;
  const read = async () => {
    await Promise.all([...ids].map(async (id) => log.add(id, await devices.counters(id))));
    tally.settle();
  };
  const stopping = new AbortController();
  // A simulation that broke down is told of by whoever plays the script on it.
  const reading = repeatEvery(
    () => EVERY_MS,
    read,
    stopping.signal,
    () => undefined,
  );
  return {
    begin: () => {
      beginsMs = Date.now() + SETTLING_MS;
    },
    onTraffic: (samples) =>
      tally.take(samples.filter(({ atMs, intervalMs }) => atMs - intervalMs >= beginsMs)),
    tallies: tally.tallies,
    close: async () => {
      stopping.abort();
      await reading;
      await read().catch(() => undefined);
    },
  };
}
