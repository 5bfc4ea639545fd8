import type { InterfaceSample } from '../../core/domain/device-report.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import { createPortNumbers } from '../../core/packed/port-numbers.ts';
import { withRow } from '../../core/packed/with-row.ts';
import type { PortWitness } from './witness-evidence.ts';

/** The ports that devices hang on, and what was last seen of each, as columns: 70,000 of them in a large city. */
export interface Attachments {
  readonly attach: (deviceId: string, switchId: string, port: string) => void;
  /** Who hangs on a port; nobody on most. */
  readonly devicesAt: (switchId: string, port: string) => readonly string[];
  readonly witnessOf: (switchId: string, port: string) => PortWitness | undefined;
  /** What a check of the switch says of ports that anybody hangs on. */
  readonly takeReport: (reading: Reading) => void;
  readonly takeRate: (sample: TrafficSample) => void;
  /** Forgets what was seen. */
  readonly clear: () => void;
}

const OPERS = [
  'up',
  'down',
  'testing',
  'unknown',
  'dormant',
  'not-present',
  'lower-layer-down',
] as const satisfies readonly NonNullable<InterfaceSample['oper']>[];

type Column = 'linkMs' | 'oper' | 'powerMs' | 'isDelivering' | 'milliwatts' | 'rateMs' | 'intervalMs' | 'bps';

const NOBODY: readonly string[] = [];

const absent = (length: number) => new Float64Array(length).fill(Number.NaN);

/** @param before What it saw of ports that devices are attached to again. */
export function createAttachments(before?: Attachments): Attachments {
  const ports = createPortNumbers({ mostPerDevice: Number.POSITIVE_INFINITY });
  const devices: (readonly string[])[] = [];
  /** `NaN` where nothing was seen, or is not told. */
  const columns: Record<Column, Float64Array<ArrayBuffer>> = {
    ...{ linkMs: absent(0), oper: absent(0), powerMs: absent(0), isDelivering: absent(0) },
    ...{ milliwatts: absent(0), rateMs: absent(0), intervalMs: absent(0), bps: absent(0) },
  };

  const put = (column: Column, row: number, value: number) => {
    columns[column] = withRow(columns[column], row, absent);
    columns[column][row] = value;
  };
  const at = (column: Column, row: number): number | undefined => {
    const value = columns[column][row];
    return Number.isNaN(value) ? undefined : value;
  };

  const putWitness = (row: number, { link, power, rate }: PortWitness) => {
    if (link) {
      put('linkMs', row, link.atMs);
      put('oper', row, OPERS.indexOf(link.oper));
    }
    if (power) {
      put('powerMs', row, power.atMs);
      put('isDelivering', row, Number(power.isDelivering));
      put('milliwatts', row, power.milliwatts ?? Number.NaN);
    }
    if (rate) {
      put('rateMs', row, rate.atMs);
      put('intervalMs', row, rate.intervalMs);
      put('bps', row, rate.inBitsPerSecond);
    }
  };

  function witnessAt(row: number): PortWitness | undefined {
    const [linkMs, powerMs, rateMs] = [at('linkMs', row), at('powerMs', row), at('rateMs', row)];
    const oper = OPERS[at('oper', row) ?? -1];
    const milliwatts = at('milliwatts', row);
    if (linkMs === undefined && powerMs === undefined && rateMs === undefined) return undefined;
    return {
      ...(linkMs !== undefined && oper && { link: { atMs: linkMs, oper } }),
      ...(powerMs !== undefined && {
        power: {
          ...{ atMs: powerMs, isDelivering: at('isDelivering', row) === 1 },
          ...(milliwatts !== undefined && { milliwatts }),
        },
      }),
      ...(rateMs !== undefined && {
        rate: { atMs: rateMs, intervalMs: at('intervalMs', row) ?? 0, inBitsPerSecond: at('bps', row) ?? 0 },
      }),
    };
  }

  return {
    attach: (deviceId, switchId, port) => {
      const row = ports.numberOf(switchId, port) ?? 0;
      const others = devices[row];
      devices[row] = others === undefined ? [deviceId] : [...others, deviceId];
      const seen = others === undefined ? before?.witnessOf(switchId, port) : undefined;
      if (seen) putWitness(row, seen);
    },
    devicesAt: (switchId, port) => devices[ports.find(switchId, port) ?? -1] ?? NOBODY,
    witnessOf: (switchId, port) => {
      const row = ports.find(switchId, port);
      return row === undefined ? undefined : witnessAt(row);
    },
    takeReport: ({ deviceId, atMs, outcome: { report } }) => {
      if (ports.countOf(deviceId) === 0) return;
      const seen = new Set<string>();
      for (const { name, oper } of report?.interfaces ?? []) {
        const row = seen.has(name) ? undefined : ports.find(deviceId, name);
        seen.add(name);
        if (row !== undefined && oper !== undefined) putWitness(row, { link: { atMs, oper } });
      }
      const powered = new Set<string>();
      for (const { interface: name, ...power } of report?.poePorts ?? []) {
        const row = powered.has(name) ? undefined : ports.find(deviceId, name);
        powered.add(name);
        if (row !== undefined) putWitness(row, { power: { ...power, atMs } });
      }
    },
    takeRate: (sample) => {
      const row = ports.find(sample.deviceId, sample.interface);
      if (row !== undefined) putWitness(row, { rate: sample });
    },
    clear: () => {
      for (const column of Object.values(columns)) column.fill(Number.NaN);
    },
  };
}
