import type { Device, Inventory } from '../../../core/domain/inventory.ts';
import { deviceEntity, linkEntity } from '../../../core/domain/state.ts';
import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { isOpenDevice, isOpenLink } from '../../../core/domain/withheld.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import { renderLine, renderSeriesKey, type SeriesKey, type Tags } from './line-protocol.ts';
import { NOWHERE, placeOfDevice, placeOfLink } from './place-tags.ts';
import { roundThousandths } from './round-thousandths.ts';

export interface TrafficLines {
  /** The line of a sample, or why there is none. */
  readonly render: (sample: TrafficSample) => string | 'unknown-device' | 'too-many-interfaces' | undefined;
}

/** A chassis switch has a few hundred ports; a device that makes up names would fill InfluxDB's index. */
const MOST_INTERFACES_PER_DEVICE = 512;
const MOST_INTERFACES = 250_000;

interface InterfaceKey {
  readonly linkId: string | undefined;
  readonly key: SeriesKey<'traffic'>;
}

/** Renders the tags once an interface and inventory. Names of interfaces come from devices: how many may come is bounded. */
export function createTrafficLines(
  currentInventory: () => Inventory,
  pseudonymOf: PseudonymOf,
): TrafficLines {
  let inventory = currentInventory();
  const keysByDevice = new Map<string, Map<string, InterfaceKey>>();
  let interfaceCount = 0;

  function keyOf(sample: TrafficSample): SeriesKey<'traffic'> | 'unknown-device' | 'too-many-interfaces' {
    if (inventory !== currentInventory()) {
      inventory = currentInventory();
      keysByDevice.clear();
      interfaceCount = 0;
    }
    const known = keysByDevice.get(sample.deviceId);
    const found = known?.get(sample.interface);
    if (found && found.linkId === sample.linkId) return found.key;
    const device = inventory.devices.get(sample.deviceId);
    if (device === undefined) return 'unknown-device';
    if (!found) {
      if ((known?.size ?? 0) >= MOST_INTERFACES_PER_DEVICE) return 'too-many-interfaces';
      if (interfaceCount >= MOST_INTERFACES) return 'too-many-interfaces';
      interfaceCount += 1;
    }
    const key = renderSeriesKey('traffic', tagsOf(sample, { inventory, device, pseudonymOf }));
    const keys = known ?? new Map<string, InterfaceKey>();
    keysByDevice.set(sample.deviceId, keys.set(sample.interface, { linkId: sample.linkId, key }));
    return key;
  }

  return {
    render: (sample) => {
      const key = keyOf(sample);
      return typeof key === 'string' ? key : renderLine(key, fieldsOf(sample), sample.atMs);
    },
  };
}

interface Port {
  readonly inventory: Inventory;
  readonly device: Device;
  readonly pseudonymOf: PseudonymOf;
}

/** A line is where its far end is, as its outages are: the near ends of most stand in the centre. */
function tagsOf({ interface: name, linkId }: TrafficSample, port: Port): Tags<'traffic'> {
  const { inventory, device } = port;
  const link = linkId === undefined ? undefined : inventory.links.get(linkId);
  if (!isOpenDevice(inventory, device) || (linkId !== undefined && !isOpenLink(inventory, link)))
    return withheldTags(name, linkId, port);
  const place = link ? placeOfLink(inventory, link) : placeOfDevice(inventory, device);
  return { device: device.id, kind: device.kind, interface: name, link: linkId, ...place };
}

/** Also of an open device that a line to a withheld place begins at: its port would say where that line begins. */
function withheldTags(
  name: string,
  linkId: string | undefined,
  { device: { id, kind }, pseudonymOf }: Port,
): Tags<'traffic'> {
  const device = deviceEntity(id);
  const link = linkId === undefined ? undefined : pseudonymOf(linkEntity(linkId));
  return {
    ...{ device: pseudonymOf(device), kind, link, ...NOWHERE },
    interface: pseudonymOf(`${device}#${name}`),
  };
}

function fieldsOf(sample: TrafficSample) {
  const { inBitsPerSecond, outBitsPerSecond, capacityBitsPerSecond: capacity } = sample;
  return {
    inBps: roundThousandths(inBitsPerSecond),
    outBps: roundThousandths(outBitsPerSecond),
    inOctets: sample.inOctets,
    outOctets: sample.outOctets,
    intervalMs: sample.intervalMs,
    inUtilRatio: capacity ? roundMillionths(inBitsPerSecond / capacity) : undefined,
    outUtilRatio: capacity ? roundMillionths(outBitsPerSecond / capacity) : undefined,
    inErrors: sample.inErrors,
    outErrors: sample.outErrors,
    inDiscards: sample.inDiscards,
    outDiscards: sample.outDiscards,
  };
}

/** A thousandth of a link of 10 Gbit/s is still the traffic of two cameras. */
const roundMillionths = (ratio: number) => Math.round(ratio * 1e6) / 1e6;
