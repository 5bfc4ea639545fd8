import type { Device } from '../../core/domain/inventory.ts';
import type { VirtualDevice, VirtualStream } from '../protocols/device/virtual-device.ts';
import { commonParts } from './common-parts.ts';
import { onvifHabits, rtspHabits, streamPaths } from './maker-habits.ts';
import { routeToCore } from './route-to-core.ts';
import type { VirtualCityOptions } from './virtual-city-options.ts';

/** Of a camera's main stream; moving cameras need more for the same picture. */
const MAIN_BITS_PER_SECOND = { fixed: 4_000_000, ptz: 6_000_000 } as const;
const SUB_BITS_PER_SECOND = 512_000;

export function buildCamera(device: Device, address: string, options: VirtualCityOptions): VirtualDevice {
  const { network, ports, accessOf } = options;
  const common = commonParts(device);
  const { port, cameraClass = 'fixed' } = device;
  const bitsPerSecond = MAIN_BITS_PER_SECOND[cameraClass];
  const via = routeToCore(device, network);
  return {
    ...common,
    // Behind a forwarded port there is nothing but the stream.
    endpoints:
      port === undefined
        ? { onvif: { address, port: ports.onvif }, rtsp: { address, port: ports.rtsp } }
        : { rtsp: { address, port } },
    access: accessOf(device),
    onvif: onvifHabits(common.maker),
    rtsp: rtspHabits(common.maker),
    flows: via.length > 0 ? [{ bitsPerSecond, via }] : [],
    streams: buildStreams(common.maker, 1, bitsPerSecond),
  };
}

/** A main stream that is recorded and a small one for walls of monitors. */
export function buildStreams(maker: string, channel: number, bitsPerSecond: number): VirtualStream[] {
  const paths = streamPaths(maker, channel);
  return [
    {
      id: `Profile_${channel}01`,
      name: 'mainStream',
      path: paths.main,
      codec: 'h265',
      width: 2_560,
      height: 1_440,
      framesPerSecond: 25,
      bitsPerSecond,
    },
    {
      id: `Profile_${channel}02`,
      name: 'subStream',
      path: paths.sub,
      codec: 'h264',
      width: 640,
      height: 360,
      framesPerSecond: 25,
      bitsPerSecond: SUB_BITS_PER_SECOND,
    },
  ];
}
