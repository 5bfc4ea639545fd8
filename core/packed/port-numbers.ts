import { withRow } from './with-row.ts';

/**
 * Numbers for the interfaces of devices: what columns keep in place of two names. Thousands of devices of one model name
 * their interfaces alike, and share the list of names. A number that was let go is dealt again.
 */
export interface PortNumbers {
  readonly find: (deviceId: string, name: string) => number | undefined;
  /** A new number where it has none; `undefined` where the device has as many as it may. */
  readonly numberOf: (deviceId: string, name: string) => number | undefined;
  /** The names as they are kept, for all that name their interfaces so. */
  readonly portOf: (number: number) => Port;
  readonly countOf: (deviceId: string) => number;
  readonly deviceIds: () => Iterable<string>;
  /** Of one device, or of all and those of one together. */
  readonly numbers: (deviceId?: string) => Iterable<number>;
  /** Lets go of those of a device that are not among these. */
  readonly keepOnly: (deviceId: string, names: ReadonlySet<string>) => void;
  readonly forget: (deviceId: string) => void;
  /** One more than the highest number there ever was. */
  readonly size: () => number;
}

interface Port {
  readonly deviceId: string;
  readonly name: string;
}

export interface PortNumbersOptions {
  /** A device that makes up names of interfaces must not fill the memory. */
  readonly mostPerDevice: number;
  readonly onLetGo?: (number: number) => void;
}

interface DevicePorts {
  readonly id: string;
  readonly place: number;
  /** Never changed: others may share it. */
  names: readonly string[];
  numbers: readonly number[];
}

/** Lists of names that are known: a city has a few hundred, and a device may make up a new one every minute. */
const MOST_LISTS = 10_000;

export function createPortNumbers({ mostPerDevice, onLetGo }: PortNumbersOptions): PortNumbers {
  const byDevice = new Map<string, DevicePorts>();
  const devices: (DevicePorts | undefined)[] = [];
  const lists = new Map<string, readonly string[]>();
  const free: number[] = [];
  let deviceOf = new Uint32Array(0);
  let positionOf = new Uint16Array(0);
  let size = 0;
  let added: DevicePorts | undefined;
  let expected = 0;

  /** Once nothing more is added to a device for now, its list becomes that of all like it. */
  function share(device: DevicePorts | undefined): void {
    if (device === undefined) return;
    const key = device.names.join('\n');
    const known = lists.get(key);
    if (known) device.names = known;
    else if (lists.size < MOST_LISTS) lists.set(key, device.names);
  }

  function open(deviceId: string): DevicePorts {
    const created = { id: deviceId, place: devices.length, names: [], numbers: [] };
    devices.push(created);
    byDevice.set(deviceId, created);
    return created;
  }

  function add(device: DevicePorts, name: string): number {
    if (added !== device) share(added);
    added = device;
    const number = free.pop() ?? size++;
    deviceOf = withRow(deviceOf, number, (length) => new Uint32Array(length));
    positionOf = withRow(positionOf, number, (length) => new Uint16Array(length));
    deviceOf[number] = device.place;
    positionOf[number] = device.names.length;
    device.names = [...device.names, name];
    device.numbers = [...device.numbers, number];
    return number;
  }

  function letGo(number: number): void {
    free.push(number);
    onLetGo?.(number);
  }

  function find(deviceId: string, name: string): number | undefined {
    const device = byDevice.get(deviceId);
    if (device === undefined) return undefined;
    // A device names its interfaces in the same order at every look.
    const position = device.names[expected] === name ? expected : device.names.indexOf(name);
    expected = position + 1;
    return device.numbers[position];
  }

  return {
    find,
    numberOf: (deviceId, name) => {
      const known = find(deviceId, name);
      if (known !== undefined) return known;
      const device = byDevice.get(deviceId) ?? open(deviceId);
      return device.names.length < mostPerDevice ? add(device, name) : undefined;
    },
    portOf: (number) => {
      const device = devices[deviceOf[number] ?? 0];
      return { deviceId: device?.id ?? '', name: device?.names[positionOf[number] ?? 0] ?? '' };
    },
    countOf: (deviceId) => byDevice.get(deviceId)?.names.length ?? 0,
    deviceIds: () => byDevice.keys(),
    numbers: function* (deviceId) {
      if (deviceId !== undefined) return yield* byDevice.get(deviceId)?.numbers ?? [];
      for (const { numbers } of byDevice.values()) yield* numbers;
    },
    keepOnly: (deviceId, present) => {
      const device = byDevice.get(deviceId);
      if (device === undefined) return;
      const kept = device.names.flatMap((name, position) => (present.has(name) ? position : []));
      for (const [position, name] of device.names.entries())
        if (!present.has(name)) letGo(device.numbers[position] ?? 0);
      device.numbers = kept.map((position) => device.numbers[position] ?? 0);
      device.names = kept.map((position) => device.names[position] ?? '');
      for (const [position, number] of device.numbers.entries()) positionOf[number] = position;
    },
    forget: (deviceId) => {
      const device = byDevice.get(deviceId);
      if (device === undefined) return;
      for (const number of device.numbers) letGo(number);
      byDevice.delete(deviceId);
      devices[device.place] = undefined;
    },
    size: () => size,
  };
}
