import type { Device } from '../../core/domain/inventory.ts';
import { days } from '../../core/time/units.ts';
import type { VirtualChannel, VirtualDevice, VirtualDisk } from '../protocols/device/virtual-device.ts';
import { buildStreams } from './build-camera.ts';
import { commonParts } from './common-parts.ts';
import { onvifHabits, rtspHabits } from './maker-habits.ts';
import { type Network, routeToCore } from './route-to-core.ts';
import type { VirtualCityOptions } from './virtual-city-options.ts';

const CHANNEL_BITS_PER_SECOND = 4_000_000;
/** What somebody at the centre looks at, of each channel. */
const VIEWED_BITS_PER_SECOND = 512_000;
const MOST_CHANNELS = 32;
const DISKS = 4;
const DISK_BYTES = 8e12;
/** A recorder overwrites its oldest: little is ever free. */
const FREE_RATIO = 0.06;
const OLDEST_RECORDING_AGE_MS = days(34);

export function buildRecorder(device: Device, address: string, options: VirtualCityOptions): VirtualDevice {
  const { network, ports, accessOf } = options;
  const common = commonParts(device);
  const channels = channelsOf(device, network);
  const via = routeToCore(device, network);
  return {
    ...common,
    endpoints: {
      snmp: { address, port: ports.snmp },
      onvif: { address, port: ports.onvif },
      rtsp: { address, port: ports.rtsp },
    },
    access: accessOf(device),
    onvif: onvifHabits(common.maker),
    rtsp: rtspHabits(common.maker),
    flows:
      via.length === 0
        ? []
        : channels.map(({ number }) => ({ bitsPerSecond: VIEWED_BITS_PER_SECOND, channel: number, via })),
    streams: channels.flatMap(({ number }) =>
      buildStreams(common.maker, number, CHANNEL_BITS_PER_SECOND).map((stream) => ({
        ...stream,
        channel: number,
      })),
    ),
    channels,
    disks: Array.from(
      { length: DISKS },
      (_, index): VirtualDisk => ({
        name: `HDD ${index + 1}`,
        sizeBytes: DISK_BYTES,
        freeBytes: Math.round(DISK_BYTES * FREE_RATIO),
        state: 'ok',
      }),
    ),
    oldestRecordingAgeMs: OLDEST_RECORDING_AGE_MS,
  };
}

/** Its own cameras where it has some; a recorder of a ward's office keeps what the cameras of the same ward send. */
function channelsOf(recorder: Device, { devices }: Network): VirtualChannel[] {
  const own = devices
    .values()
    .flatMap(({ id, channelOf }) =>
      channelOf?.recorder === recorder.id ? [{ id, number: channelOf.channel }] : [],
    )
    .toArray();
  const shown =
    own.length > 0 ? own : neighboursOf(recorder, devices).map((id, index) => ({ id, number: index + 1 }));
  return shown.map(({ id, number }) => ({
    number,
    name: id,
    camera: id,
    video: 'present',
    recording: 'on',
  }));
}

function neighboursOf({ site }: Device, devices: Network['devices']): string[] {
  const ward = wardOf(site);
  return devices
    .values()
    .filter(
      ({ kind, address, site: place }) =>
        kind === 'camera' && address !== undefined && wardOf(place) === ward,
    )
    .map(({ id }) => id)
    .take(MOST_CHANNELS)
    .toArray();
}

/** `site-ba-dinh-001` → `site-ba-dinh`: sites are numbered within their ward. */
const wardOf = (site: string): string => site.replace(/-\d+$/, '');
