import type { Config } from '../../../config/load-config.ts';
import { deviceEntity } from '../../../core/domain/state.ts';
import type { VirtualDevice } from '../../../simulator/protocols/device/virtual-device.ts';
import { isOldFirmware } from '../../../simulator/virtual-city/maker-habits.ts';

/**
 * What is wrong with the made-up city from the beginning, by `entity code`: communities where users are wanted, old firmware,
 * recorders whose SNMP does not say how far back they reach.
 */
export function standingFindings(
  { inventory, settings: { profiles } }: Config,
  virtual: readonly VirtualDevice[],
): ReadonlySet<string> {
  const names = virtual.flatMap(({ id, access, endpoints }) => {
    const device = inventory.devices.get(id);
    const profile = profiles[device?.profile ?? ''] ?? {};
    const checks = Object.values(profile);
    const isPolled = checks.some((check) => check?.prober === 'snmp');
    const isIdentified = endpoints.onvif !== undefined && checks.some((check) => check?.prober === 'onvif');
    return [
      isPolled && access.snmp?.version === '2c' && 'snmp-old-version',
      profile.recording?.prober === 'snmp' && 'access-refused',
      isIdentified && device && isOldFirmware(device) && 'firmware-old',
    ].flatMap((code) => (code ? `${deviceEntity(id)} ${code}` : []));
  });
  return new Set(names);
}
