import { seconds } from '../../../core/time/units.ts';
import type { InterfaceTruth, VirtualCounters } from '../../../simulator/protocols/device/virtual-devices.ts';

/** Octets in both directions. */
export interface Octets {
  readonly in: number;
  readonly out: number;
}

/** What really went through some interfaces, as far back as anybody asks for. */
export interface CounterLog {
  readonly add: (deviceId: string, counters: VirtualCounters) => void;
  /** Octets since the simulation started; `undefined` for an instant that the log does not reach. */
  readonly at: (deviceId: string, interfaceName: string, atMs: number) => Octets | undefined;
}

interface Point extends Octets {
  readonly atMs: number;
}

/** Rates wait for a canary, and for InfluxDB never. */
const KEPT_MS = seconds(60);

export function createCounterLog(isWanted: (deviceId: string, interfaceName: string) => boolean): CounterLog {
  const log = new Map<string, Point[]>();
  const addPoint = (key: string, atMs: number, { inOctets, outOctets }: InterfaceTruth) => {
    const points = log.get(key) ?? [];
    const oldest = points.findIndex((point) => point.atMs >= atMs - KEPT_MS);
    if (oldest > 0) points.splice(0, oldest);
    points.push({ atMs, in: inOctets, out: outOctets });
    log.set(key, points);
  };
  return {
    add: (deviceId, { atMs, interfaces }) => {
      for (const one of interfaces) {
        if (isWanted(deviceId, one.name)) addPoint(keyOf(deviceId, one.name), atMs, one);
      }
    },
    at: (deviceId, interfaceName, atMs) => {
      const points = log.get(keyOf(deviceId, interfaceName)) ?? [];
      const next = points.findIndex((point) => point.atMs >= atMs);
      const [before, after] = [points[next - 1], points[next]];
      if (after?.atMs === atMs) return after;
      return before && after ? interpolate(before, after, atMs) : undefined;
    },
  };
}

const keyOf = (deviceId: string, interfaceName: string) => `${deviceId} ${interfaceName}`;

/** Readings are a fraction of a second apart: what flows in between flows evenly. */
function interpolate(before: Point, after: Point, atMs: number): Octets {
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  return {
    in: before.in + share * (after.in - before.in),
    out: before.out + share * (after.out - before.out),
  };
}
