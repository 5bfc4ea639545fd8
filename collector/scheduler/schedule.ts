import type { Settings } from '../../config/settings/settings-schema.ts';
import type { SharedConfig } from '../../config/shared-config.ts';
import type { Device } from '../../core/domain/inventory.ts';
import { INDICATORS, type Indicator } from '../../core/domain/state.ts';
import { finish, STEP, type Steps } from '../../core/host/in-slices.ts';
import { type IndexedMap, indexMap } from '../../core/packed/indexed-map.ts';
import { createLifeColumns } from '../states/life-columns.ts';
import { createAddressColumn } from './address-column.ts';
import {
  createCheckLister,
  createSurroundings,
  isScheduled,
  type ScheduledWatch,
  type Surroundings,
} from './watch-list.ts';
import type { Watchable } from './watched-checks.ts';

/** What a schedule is made of. */
export interface Schedulable {
  readonly inventory: Watchable;
  readonly profiles: Settings['profiles'];
}

/** The same as the collector has it. */
export interface SharedSchedulable extends Schedulable {
  /** For a dispatcher in another thread. */
  readonly shared?: SharedConfig;
  /** Devices of which nothing may be counted. */
  readonly withheld: ReadonlySet<string>;
}

/** Every check that is sent to an address, by number, in typed columns. No device is held: it is decoded when it is asked. */
export interface Schedule {
  readonly size: number;
  readonly deviceCount: number;
  readonly watchAt: (entry: number) => ScheduledWatch;
  readonly checkAt: (entry: number) => ScheduledWatch['check'];
  readonly phaseMsAt: (entry: number) => number;
  /** Whether its device is watched at an instant. */
  readonly isWatchedAt: (entry: number, atMs: number) => boolean;
  /** The number of its device. */
  readonly deviceAt: (entry: number) => number;
  readonly find: (deviceId: string, indicator: Indicator) => number | undefined;
  readonly entriesOf: (deviceId: string) => readonly number[];
}

export const buildSchedule = (watched: Schedulable, nowMs: number): Schedule =>
  finish(scheduleInSteps(watched, nowMs));

/** Every device is decoded once: what others tell of it is set when all were seen. */
export function* scheduleInSteps({ inventory, profiles }: Schedulable, nowMs: number): Steps<Schedule> {
  const table = createTable(indexMap(inventory.devices));
  const surroundings = createSurroundings(inventory);
  const checksOf = createCheckLister(inventory, profiles, nowMs);
  let count = 0;
  for (const device of inventory.devices.values()) {
    surroundings.note(device);
    for (const asked of checksOf(device)) if (isScheduled(asked)) table.add(asked);
    if (++count % STEP === 0) yield;
  }
  yield* table.surround(surroundings);
  return table.read();
}

type Lists = readonly string[];
type Asked = Omit<ScheduledWatch, 'interfaces' | 'isAddressShared'>;

function createTable(devices: IndexedMap<Device>) {
  const most = devices.size * INDICATORS.length;
  const [device, check, port] = [new Uint32Array(most), new Uint16Array(most), new Uint16Array(most)];
  const [phaseMs, lines] = [new Uint32Array(most), new Uint32Array(most)];
  const isShared = new Uint8Array(devices.size);
  const firstEntry = new Uint32Array(devices.size).fill(most);
  const checks = createNumbers<ScheduledWatch['check']>((one) => one);
  const lists = createNumbers<Lists>((list) => list.join('\n'));
  const interfaces = new Map<number, Lists>();
  const addresses = createAddressColumn(devices.size);
  const lives = createLifeColumns(devices.size);
  let size = 0;

  const add = (watch: Asked) => {
    const index = devices.indexOf(watch.deviceId) ?? 0;
    if (firstEntry[index] === most) addDevice(index, watch);
    device[size] = index;
    check[size] = checks.of(watch.check);
    port[size] = watch.port ?? NO_PORT;
    phaseMs[size] = watch.phaseMs;
    lines[size] = lists.of(watch.lines);
    size++;
  };

  const addDevice = (index: number, { device: one, address }: Asked) => {
    firstEntry[index] = size;
    addresses.set(index, address);
    lives.add(index, one);
  };

  function* surround(surroundings: Surroundings): Steps<void> {
    for (const [deviceId, names] of surroundings.interfaces) {
      const index = devices.indexOf(deviceId);
      if (index !== undefined) interfaces.set(index, names);
    }
    for (let index = 0; index < devices.size; index++) {
      const address = addresses.at(index);
      if (address !== undefined && surroundings.isShared(address)) isShared[index] = 1;
      if (index % STEP === 0) yield;
    }
  }

  const read = (): Schedule => {
    const columns = {
      ...{ device: device.slice(0, size), check: check.slice(0, size), port: port.slice(0, size) },
      ...{ phaseMs: phaseMs.slice(0, size), lines: lines.slice(0, size) },
    };
    const checkAt = (entry: number) => checks.at(columns.check[entry]);
    const deviceAt = (entry: number) => columns.device[entry] ?? 0;
    const deviceOf = (index: number): Device => {
      const found = devices.at(index);
      if (found === undefined) throw new RangeError(`expected a device below ${devices.size}, got ${index}`);
      return found;
    };
    const entriesOf = (deviceId: string) => {
      const index = devices.indexOf(deviceId);
      const entries: number[] = [];
      if (index === undefined) return entries;
      for (let entry = firstEntry[index] ?? size; columns.device[entry] === index; entry++)
        entries.push(entry);
      return entries;
    };
    return {
      ...{ size, deviceCount: devices.size, checkAt, deviceAt, entriesOf },
      phaseMsAt: (entry) => columns.phaseMs[entry] ?? 0,
      isWatchedAt: (entry, atMs) => lives.columns.isWatchedAt(deviceAt(entry), atMs),
      find: (deviceId, indicator) =>
        entriesOf(deviceId).find((entry) => checkAt(entry).indicator === indicator),
      watchAt: (entry) => {
        const index = deviceAt(entry);
        const [deviceId, address] = [devices.idAt(index), addresses.at(index)];
        if (deviceId === undefined || address === undefined)
          throw new RangeError(`entry ${entry} of ${size} has no address`);
        const watch = new EntryWatch(deviceOf, index, deviceId, address, checkAt(entry));
        const portAt = columns.port[entry];
        if (portAt !== NO_PORT) watch.port = portAt;
        if (isShared[index] === 1) watch.isAddressShared = true;
        watch.phaseMs = columns.phaseMs[entry] ?? 0;
        watch.interfaces = interfaces.get(index) ?? NONE;
        watch.lines = lists.at(columns.lines[entry]);
        return watch;
      },
    };
  };
  return { add, surround, read };
}

const NONE: Lists = [];

/** A class, not a literal: a getter in a literal takes 1.7 µs to make, and 3,500 of them are made in a second. */
class EntryWatch {
  readonly #deviceOf: (index: number) => Device;
  readonly #index: number;
  readonly deviceId: string;
  readonly address: string;
  readonly check: ScheduledWatch['check'];
  port: number | undefined = undefined;
  declare isAddressShared?: true;
  phaseMs = 0;
  interfaces: Lists = NONE;
  lines: Lists = NONE;

  constructor(
    deviceOf: (index: number) => Device,
    index: number,
    deviceId: string,
    address: string,
    check: ScheduledWatch['check'],
  ) {
    this.#deviceOf = deviceOf;
    this.#index = index;
    this.deviceId = deviceId;
    this.address = address;
    this.check = check;
  }

  get device(): Device {
    return this.#deviceOf(this.#index);
  }
}

const NO_PORT = 0;

/** Gives values that are alike one number: most devices share theirs with many others. */
function createNumbers<Value>(keyOf: (value: Value) => unknown) {
  const numbers = new Map<unknown, number>();
  const values: Value[] = [];
  return {
    of: (value: Value): number => {
      const known = numbers.get(keyOf(value));
      if (known !== undefined) return known;
      numbers.set(keyOf(value), values.length);
      return values.push(value) - 1;
    },
    at: (number = -1): Value => {
      const value = values[number];
      if (value === undefined)
        throw new RangeError(`expected a number below ${values.length}, got ${number}`);
      return value;
    },
  };
}
