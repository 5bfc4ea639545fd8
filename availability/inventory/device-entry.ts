import type { Device, LifecycleStep, Upstreams } from '../../core/domain/inventory.ts';
import { pathsToDevice } from '../../core/domain/ways.ts';
import type { DeviceEntry } from './figures-inventory.ts';

export interface RecordedEntry {
  readonly entry: DeviceEntry;
  readonly lifecycle: readonly LifecycleStep[];
}

/** Cuts a body down to what figures need. Equal texts and lists become one: most devices are like many others. */
export function createEntryPicker(): (device: Device) => RecordedEntry {
  const text = createInterner<string>((value) => value);
  const texts = createInterner<readonly string[]>((list) => list.join('\t'));
  const ways = createInterner<Upstreams>((paths) => paths.map((path) => path.join('+')).join('|'));
  const steps = createInterner<readonly LifecycleStep[]>((list) =>
    list.map(({ stage, atMs }) => `${stage} ${atMs}`).join('\t'),
  );
  return (device) => {
    const { kind, cameraClass, site, agency, contractor, programme, contracts, certificate } = device;
    const { maker = '', model = '', serial = '' } = device;
    const entry: DeviceEntry = {
      kind,
      ...(cameraClass !== undefined && { cameraClass }),
      site: text(site),
      ...(agency !== undefined && { agency: text(agency) }),
      ...(contractor !== undefined && { contractor: text(contractor) }),
      ...(programme !== undefined && { programme: text(programme) }),
      contracts: texts(contracts),
      paths: ways(pathsToDevice(device)),
      ...(certificate && {
        certificate: certificate.validToMs === undefined ? {} : { validToMs: certificate.validToMs },
      }),
      hardware: [maker, model, serial].join(' '),
      hasSerial: serial !== '',
    };
    // Documents of steps are not counted, and differ where the dates are the same.
    return {
      entry,
      lifecycle: steps(device.lifecycle.map(({ stage, atMs }) => ({ stage, atMs }))),
    };
  };
}

/** @param keyOf The same for values that are alike. */
export function createInterner<Value>(keyOf: (value: Value) => string): (value: Value) => Value {
  const known = new Map<string, Value>();
  return (value) => {
    const key = keyOf(value);
    const first = known.get(key) ?? value;
    known.set(key, first);
    return first;
  };
}
