import type { Device, DeviceKind } from '../../core/domain/inventory.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { FormRow } from './form.ts';

const KINDS: Readonly<Record<DeviceKind, string>> = {
  camera: 'Camera',
  nvr: 'Đầu ghi hình',
  switch: 'Thiết bị chuyển mạch',
  router: 'Bộ định tuyến',
  ups: 'Bộ lưu điện',
  controller: 'Tủ điều khiển giao thông',
  server: 'Máy chủ',
};
const CAMERA_CLASSES = { fixed: 'Camera cố định', ptz: 'Camera PTZ' } as const;

/** What is on record of a device at an instant. Only its own unit gets to see it, wherever it stands. */
export function deviceRow(
  device: Device,
  {
    sites,
    areas,
    programmes,
    contracts,
  }: Pick<InventoryHistory, 'sites' | 'areas' | 'programmes' | 'contracts'>,
  { atMs, zone }: { readonly atMs: number; readonly zone: Zone },
): FormRow {
  const site = valueAt(sites.get(device.site), atMs);
  const programme = device.programme && valueAt(programmes.get(device.programme), atMs);
  const accepted = device.lifecycle.find(({ stage }) => stage === 'accepted');
  const numbers = device.contracts.map((id) => valueAt(contracts.get(id), atMs)?.number ?? id);
  return {
    key: device.id,
    values: {
      name: device.name,
      kind: device.cameraClass ? CAMERA_CLASSES[device.cameraClass] : KINDS[device.kind],
      site: site && (site.address === undefined ? site.name : `${site.name}, ${site.address}`),
      area: site && valueAt(areas.get(site.area), atMs)?.name,
      programme: programme ? programme.task : undefined,
      contract: numbers.length > 0 ? numbers.join('; ') : undefined,
      accepted: accepted && dayIn(zone, accepted.atMs),
    },
  };
}

/** Most acceptances are midnights, which the zone remembers the text of. */
const dayIn = (zone: Zone, atMs: number): string => zone.renderInstant(atMs).slice(0, 10);
