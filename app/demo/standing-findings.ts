import type { Config } from '../../config/load-config.ts';
import { deviceEntity } from '../../core/state.ts';
import type { VirtualDevice } from '../../simulator/protocols/virtual-device.ts';
import { isOldFirmware } from '../../simulator/virtual-city/maker-habits.ts';

/** What is wrong with the made-up city from the beginning, by `entity code`: communities where users are wanted, old firmware. */
export function standingFindings(
  { inventory, settings: { profiles } }: Config,
  virtual: readonly VirtualDevice[],
): ReadonlySet<string> {
  const names = virtual.flatMap(({ id, access, endpoints }) => {
    const device = inventory.devices.get(id);
    const checks = Object.values(profiles[device?.profile ?? ''] ?? {});
    const isPolled = checks.some((check) => check?.prober === 'snmp');
    const isIdentified = endpoints.onvif !== undefined && checks.some((check) => check?.prober === 'onvif');
    return [
      isPolled && access.snmp?.version === '2c' && 'snmp-old-version',
      isIdentified && device && isOldFirmware(device) && 'firmware-old',
    ].flatMap((code) => (code ? `${deviceEntity(id)} ${code}` : []));
  });
  return new Set(names);
}
