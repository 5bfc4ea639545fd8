import { ProbeError, type SingleProber } from '#collector/probing/prober.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Channel, InterfaceSample, WholeReport } from '#core/domain/device-report.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { FailureReason } from '#core/domain/probing.ts';
import { CANARY, type MoreOfWorld, watchWorld } from '#test/support/watched-world.ts';
import { asAllProtocols } from './engines.ts';

/** A port of a made-up switch; `bits` go in per second. */
export interface MadePort {
  oper: NonNullable<InterfaceSample['oper']>;
  admin: NonNullable<InterfaceSample['admin']>;
  bitsPerSecond: number;
  speedBitsPerSecond: number;
  octets: bigint;
  milliwatts?: number;
}

/** What devices of a {@link watchProtocols} world say of themselves; to be changed by the test as it goes. */
export interface MadeDevice {
  readonly ports?: Record<string, MadePort>;
  channels?: readonly Channel[];
  serial?: string;
  refusal?: FailureReason;
}

export const port = (bitsPerSecond = 0): MadePort => ({
  oper: 'up',
  admin: 'up',
  bitsPerSecond,
  speedBitsPerSecond: 1e9,
  octets: 0n,
});

const check = { interval: '1s', timeout: '900ms', recheck: '1s' };

/** Settings with all kinds of checks: probes every 100 ms, canaries every 50 ms. */
export function protocolSettings(): Settings {
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    collector: { canaries: [{ address: CANARY }] },
    profiles: {
      camera: { reach: { prober: 'icmp', ...check } },
      channel: { stream: { prober: 'channel', ...check } },
      switch: { reach: { prober: 'icmp', ...check }, service: { prober: 'snmp', ...check } },
      recorder: { reach: { prober: 'icmp', ...check }, recording: { prober: 'snmp', ...check } },
    },
  });
  const fast = { intervalMs: 100, timeoutMs: 90, recheckMs: 50 };
  const profiles = Object.fromEntries(
    Object.entries(settings.profiles).map(([name, checks]) => [
      name,
      Object.fromEntries(Object.entries(checks).map(([indicator, one]) => [indicator, { ...one, ...fast }])),
    ]),
  );
  return { ...settings, collector: { ...settings.collector, canaryIntervalMs: 50 }, profiles };
}

/** A world in memory whose devices also answer by SNMP with what `made` holds of them. */
export function watchProtocols(
  inventory: Inventory,
  made: Readonly<Record<string, MadeDevice>>,
  more: MoreOfWorld = {},
) {
  const startedMs = Date.now();
  const lastMs = new Map<string, number>();
  const dead = new Set<string>();
  const snmp: SingleProber = {
    mode: 'single',
    concurrency: 100,
    probe: async ({ address, question }) => {
      const device = made[question?.device.id ?? ''];
      if (device === undefined || dead.has(address)) {
        throw Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
      }
      if (device.refusal) throw new ProbeError(device.refusal, 'refused');
      const nowMs = Date.now();
      const id = question?.device.id ?? '';
      const sinceMs = nowMs - (lastMs.get(id) ?? nowMs);
      lastMs.set(id, nowMs);
      return { measurements: { responseMs: 1 }, report: buildReport(device, nowMs - startedMs, sinceMs) };
    },
  };
  const probers = asAllProtocols(snmp);
  const watched = { settings: protocolSettings(), inventory };
  const world = watchWorld(inventory, { watched, probers, ...more });
  return {
    ...world,
    /** Silences pings, or SNMP as well. */
    silence: (address: string, what: 'pings' | 'all') => {
      world.dead.add(address);
      if (what === 'all') dead.add(address);
    },
    wake: (address: string) => {
      world.dead.delete(address);
      dead.delete(address);
    },
  };
}

function buildReport(
  { ports, channels, serial }: MadeDevice,
  uptimeMs: number,
  sinceMs: number,
): WholeReport {
  const entries = Object.entries(ports ?? {});
  for (const [, one] of entries) {
    if (one.oper === 'up') one.octets += BigInt(Math.round((one.bitsPerSecond * sinceMs) / 8_000));
  }
  return {
    uptimeMs,
    access: { protocol: 'snmp-v2c' },
    ...(serial !== undefined && { identity: { serial } }),
    ...(channels && { channels }),
    ...(ports && {
      interfaces: entries.map(([name, { oper, admin, speedBitsPerSecond, octets }], index) => ({
        index,
        name,
        oper,
        admin,
        speedBitsPerSecond,
        counters: { bits: 64, inOctets: octets, outOctets: 0n },
      })),
      poePorts: entries.flatMap(([name, { milliwatts }]) =>
        milliwatts === undefined ? [] : { interface: name, isDelivering: milliwatts > 0, milliwatts },
      ),
    }),
  };
}
