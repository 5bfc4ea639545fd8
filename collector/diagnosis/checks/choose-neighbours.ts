import { type Device, type Inventory, isWatchedAt } from '../../../core/domain/inventory.ts';

const MOST_NEIGHBOURS = 4;

/** Some devices that fall together with this one: those that hang on the same things first, then those of its site. */
export function chooseNeighbours(
  { devices }: Pick<Inventory, 'devices'>,
  { id, site, upstreams }: Device,
  onTheWay: ReadonlySet<string>,
  nowMs: number,
): readonly Device[] {
  const line = JSON.stringify(upstreams);
  const hasLine = upstreams.length > 0;
  const close: Device[] = [];
  const near: Device[] = [];
  for (const device of devices.values()) {
    if (device.id === id || device.address === undefined || onTheWay.has(device.id)) continue;
    if (!isWatchedAt(device, nowMs)) continue;
    if (hasLine && JSON.stringify(device.upstreams) === line) close.push(device);
    else if (device.site === site) near.push(device);
  }
  return [...close, ...near].slice(0, MOST_NEIGHBOURS);
}
