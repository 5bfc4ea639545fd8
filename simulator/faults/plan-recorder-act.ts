import type { ProberName } from '../../core/domain/probers.ts';
import { deviceEntity, type Indicator } from '../../core/domain/state.ts';
import type { VirtualDevice } from '../protocols/device/virtual-device.ts';
import { type Act, aloneOn } from './act.ts';
import { indicatorsOf, SILENCE_REASONS } from './consequences.ts';
import type { Expected, ExpectedState } from './expected.ts';
import type { FaultCity } from './fault-city.ts';

/** A recorder whose software hangs: it still pings, and nothing listens any more. */
export function planPortClosed(id: string, city: FaultCity): Act | undefined {
  const checks = checksOf(id, city);
  // What hangs on a recorder only through it would be unknown: that belongs to faults of its own.
  if (!checks.includes('service') || channelCamerasOf(id, city).length > 0) return undefined;
  const expected = checks
    .filter((indicator) => indicator !== 'reach')
    .map((indicator) => stateOf(id, indicator, 'down', SILENCE_REASONS));
  return aloneOn(id, { kind: 'silent' }, expected);
}

export function planDiskFull(id: string, city: FaultCity): Act | undefined {
  if (!checksOf(id, city).includes('recording') || channelCamerasOf(id, city).length > 0) return undefined;
  // Disks are seen by SNMP; by ONVIF there are only recordings that stop.
  const recording =
    recordingProberOf(id, city) === 'snmp'
      ? stateOf(id, 'recording', 'degraded', ['disk'])
      : stateOf(id, 'recording', 'down', ['not-recording', 'disk']);
  const finding = { shows: 'finding', entity: deviceEntity(id), code: 'disk-trouble' } as const;
  return aloneOn(id, { kind: 'disk-full' }, [recording, finding]);
}

/** The target names recorder and channel: `nvr-1#4`. */
export function planChannelLost(target: string, city: FaultCity): Act | undefined {
  const [, id = '', number] = /^(.+)#(\d+)$/.exec(target) ?? [];
  const channel = Number(number);
  const recorder = findRecorder(id, city);
  if (recordingProberOf(id, city) !== 'onvif') return undefined;
  if (!recorder?.channels.some((one) => one.number === channel)) return undefined;
  const cameras = channelCamerasOf(id, city).filter((camera) => camera.channel === channel);
  const expected: Expected[] = [
    stateOf(id, 'recording', 'degraded', ['video-loss']),
    ...cameras.map((camera) => stateOf(camera.id, 'stream', 'down', ['video-loss'])),
  ];
  const act = aloneOn(id, { kind: 'channel-lost', channel }, expected);
  return { ...act, touched: [...act.touched, ...cameras.map((camera) => deviceEntity(camera.id))] };
}

function findRecorder(id: string, { virtual }: FaultCity): VirtualDevice | undefined {
  const device = virtual.get(id);
  return device?.kind === 'nvr' ? device : undefined;
}

function checksOf(id: string, city: FaultCity): readonly Indicator[] {
  const device = city.inventory.devices.get(id);
  if (device === undefined || findRecorder(id, city) === undefined) return [];
  return indicatorsOf(device, city.profiles, city.nowMs);
}

function recordingProberOf(id: string, city: FaultCity): ProberName | undefined {
  if (!checksOf(id, city).includes('recording')) return undefined;
  return city.profiles[city.inventory.devices.get(id)?.profile ?? '']?.recording?.prober;
}

/** Cameras that are known only as channels of a recorder. */
function channelCamerasOf(recorder: string, { inventory }: FaultCity) {
  return inventory.devices
    .values()
    .flatMap(({ id, channelOf }) =>
      channelOf?.recorder === recorder ? [{ id, channel: channelOf.channel }] : [],
    )
    .toArray();
}

function stateOf(
  id: string,
  indicator: Indicator,
  state: ExpectedState['state'],
  reasons: readonly string[],
): ExpectedState {
  return { shows: 'state', entity: deviceEntity(id), indicator, state, reasons };
}
