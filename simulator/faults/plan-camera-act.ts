import { deviceEntity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import type { VirtualDevice } from '../protocols/device/virtual-device.ts';
import { type Act, aloneOn } from './act.ts';
import { indicatorsOf } from './consequences.ts';
import type { Expected } from './expected.ts';
import type { FaultCity } from './fault-city.ts';

/** It pings, ONVIF answers, RTSP answers, and no packet comes. */
export function planNoVideo(id: string, city: FaultCity): Act | undefined {
  if (!hasCheck(id, 'stream', city) || !findCamera(id, city)?.endpoints.rtsp) return undefined;
  const expected: Expected = {
    shows: 'state',
    entity: deviceEntity(id),
    indicator: 'stream',
    state: 'down',
    reasons: ['no-media'],
  };
  return aloneOn(id, { kind: 'no-video' }, [expected]);
}

/** Far beyond what a setting may allow. */
const DRIFT_MS = seconds(754);

export function planClockDrift(id: string, city: FaultCity): Act | undefined {
  if (!hasCheck(id, 'service', city) || !findCamera(id, city)?.endpoints.onvif) return undefined;
  const expected: Expected = { shows: 'finding', entity: deviceEntity(id), code: 'clock-drift' };
  return aloneOn(id, { kind: 'clock-drift', offsetMs: DRIFT_MS }, [expected]);
}

/** Somebody changed its password: what needs it is unknown from then on, and no outage. */
export function planWrongPassword(id: string, city: FaultCity): Act | undefined {
  const camera = findCamera(id, city);
  // ONVIF tells its time to everybody: the service goes on.
  if (!camera?.endpoints.onvif || !camera.access.login || !hasCheck(id, 'stream', city)) return undefined;
  return aloneOn(id, { kind: 'wrong-password' }, [
    {
      shows: 'state',
      entity: deviceEntity(id),
      indicator: 'stream',
      state: 'unknown',
      reasons: ['no-access'],
    },
    { shows: 'finding', entity: deviceEntity(id), code: 'access-refused' },
  ]);
}

function findCamera(id: string, { virtual }: FaultCity): VirtualDevice | undefined {
  const device = virtual.get(id);
  return device?.kind === 'camera' ? device : undefined;
}

function hasCheck(
  id: string,
  indicator: 'service' | 'stream',
  { inventory, profiles, nowMs }: FaultCity,
): boolean {
  const device = inventory.devices.get(id);
  return device !== undefined && indicatorsOf(device, profiles, nowMs).includes(indicator);
}
