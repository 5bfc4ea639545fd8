import type { Device, Inventory } from '../../../core/domain/inventory.ts';
import { deviceEntity, linkEntity } from '../../../core/domain/state.ts';
import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { isOpenDevice, isOpenLink } from '../../../core/domain/withheld.ts';
import type { PortNumbers } from '../../../core/packed/port-numbers.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import type { DevicePlace, DevicePlaces } from './device-places.ts';
import {
  renderLine,
  renderSeriesKey,
  renderTag,
  type SeriesKey,
  splitSeriesKey,
  type Tags,
} from './line-protocol.ts';
import { NOWHERE, placeOfDevice, placeOfLink } from './place-tags.ts';
import { roundThousandths } from './round-thousandths.ts';

export interface TrafficLines {
  /** The line of a sample, or why there is none. */
  readonly render: (sample: TrafficSample) => string | 'unknown-device' | 'too-many-interfaces' | undefined;
}

/** A chassis switch has a few hundred ports; a device that makes up names would fill InfluxDB's index. */
export const MOST_INTERFACES_PER_DEVICE = 512;
const MOST_INTERFACES = 250_000;

type Key = SeriesKey<'traffic'>;

export interface TrafficLinesOptions {
  readonly inventory: () => Inventory;
  readonly places: Pick<DevicePlaces, 'placeOf'>;
  /** Of which a device has {@link MOST_INTERFACES_PER_DEVICE} at most. */
  readonly ports: Pick<PortNumbers, 'numberOf'>;
  readonly pseudonymOf: PseudonymOf;
}

/**
 * Keeps the tags of a place, which thousands of ports share, and those of ports with a link or of withheld devices, which
 * are few. Names of interfaces come from devices: how many may come is bounded.
 */
export function createTrafficLines({
  inventory: currentInventory,
  places,
  ports,
  pseudonymOf,
}: TrafficLinesOptions): TrafficLines {
  let inventory = currentInventory();
  const piecesByPlace = new Map<DevicePlace, readonly string[]>();
  const keyByName = new Map<string, Key>();

  function followInventory(): void {
    if (inventory === currentInventory()) return;
    inventory = currentInventory();
    keyByName.clear();
  }

  function ordinaryKey({ deviceId, interface: name }: TrafficSample, place: DevicePlace): Key {
    const known = piecesByPlace.get(place);
    const pieces = known ?? splitSeriesKey('traffic', { ...place, link: undefined }, ['device', 'interface']);
    if (!known) piecesByPlace.set(place, pieces);
    const [before, between, behind] = pieces;
    return {
      series: 'traffic',
      text: `${before}${renderTag(deviceId)}${between}${renderTag(name)}${behind}`,
    };
  }

  function keptKey(sample: TrafficSample): Key | 'unknown-device' {
    const name = `${sample.deviceId} ${sample.linkId ?? ''} ${sample.interface}`;
    const known = keyByName.get(name);
    if (known) return known;
    const device = inventory.devices.get(sample.deviceId);
    if (device === undefined) return 'unknown-device';
    const key = renderSeriesKey('traffic', tagsOfPort(sample, { inventory, device, pseudonymOf }));
    keyByName.set(name, key);
    return key;
  }

  return {
    render: (sample) => {
      followInventory();
      const place = places.placeOf(sample.deviceId);
      if (place === undefined) return 'unknown-device';
      const port = ports.numberOf(sample.deviceId, sample.interface);
      if (port === undefined || port >= MOST_INTERFACES) return 'too-many-interfaces';
      const isOrdinary = place.isOpen && sample.linkId === undefined;
      const key = isOrdinary ? ordinaryKey(sample, place) : keptKey(sample);
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
export function tagsOfPort(
  { interface: name, linkId }: Pick<TrafficSample, 'interface' | 'linkId'>,
  port: Port,
): Tags<'traffic'> {
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
  return sample.linkId === undefined ? fieldsOfPort(sample) : fieldsOfLink(sample);
}

/**
 * Of a port without a link what a chart shows, and faults where there are any: each field of each port is a key of InfluxDB in
 * every shard, and there are sixty of these ports for one with a link.
 */
const fieldsOfPort = (sample: TrafficSample) => ({
  inBps: roundThousandths(sample.inBitsPerSecond),
  outBps: roundThousandths(sample.outBitsPerSecond),
  intervalMs: sample.intervalMs,
  inErrors: sample.inErrors || undefined,
  outErrors: sample.outErrors || undefined,
  inDiscards: sample.inDiscards || undefined,
  outDiscards: sample.outDiscards || undefined,
});

function fieldsOfLink(sample: TrafficSample) {
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
