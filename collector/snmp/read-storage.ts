import type { Disk } from '../../core/domain/device-report.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { type Row, readTable } from './read-table.ts';
import { countOf, numberOf, textOf } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';

const HOST = '1.3.6.1.2.1.25';
const STORAGE = {
  type: { oid: `${HOST}.2.3.1.2`, valueBytes: 10 },
  name: { oid: `${HOST}.2.3.1.3`, valueBytes: 24 },
  unit: { oid: `${HOST}.2.3.1.4`, valueBytes: 3 },
  size: { oid: `${HOST}.2.3.1.5`, valueBytes: 4 },
  used: { oid: `${HOST}.2.3.1.6`, valueBytes: 4 },
};
const DEVICES = {
  type: { oid: `${HOST}.3.2.1.2`, valueBytes: 10 },
  name: { oid: `${HOST}.3.2.1.3`, valueBytes: 32 },
  status: { oid: `${HOST}.3.2.1.5`, valueBytes: 1 },
};
const FIXED_DISK = `${HOST}.2.1.4`;
const DISK_DEVICE = `${HOST}.3.1.6`;
const DOWN = 5;
const MOST_ROWS = 500;

/**
 * Reads the disks of HOST-RESOURCES-MIB (RFC 2790): file systems with their sizes, and disks that are down. A file system
 * without a free byte takes no recording; of one that does not tell what is free, nobody knows.
 */
export async function readStorage(agent: Agent): Promise<Disk[]> {
  const storage = await readTable(agent, STORAGE, { what: 'storage', mostRows: MOST_ROWS });
  const disks = [...storage].filter(([, row]) => textOf(row.get('type')) === FIXED_DISK).map(toDisk);
  if (disks.length === 0) return [];
  const devices = await readTable(agent, DEVICES, { what: 'devices of the host', mostRows: MOST_ROWS });
  const broken = [...devices]
    .filter(([, row]) => textOf(row.get('type')) === DISK_DEVICE && numberOf(row.get('status')) === DOWN)
    .map(([index, row]): Disk => ({ name: textOf(row.get('name')) ?? `disk ${index}`, state: 'failed' }));
  const names = new Set(broken.map(({ name }) => name));
  return [
    ...disks.map((disk) => (names.has(disk.name) ? { ...disk, state: 'failed' as const } : disk)),
  ].concat(broken.filter(({ name }) => !disks.some((disk) => disk.name === name)));
}

function toDisk([index, row]: readonly [string, Row<keyof typeof STORAGE>]): Disk {
  const unit = countOf(row.get('unit'));
  const size = countOf(row.get('size'));
  const used = countOf(row.get('used'));
  // An Integer32 that ran over is negative, and refused.
  const sizeBytes = unit === undefined || size === undefined ? undefined : unit * size;
  const usedBytes = unit === undefined || used === undefined ? undefined : unit * used;
  const freeBytes =
    sizeBytes === undefined || usedBytes === undefined ? undefined : Math.max(0, sizeBytes - usedBytes);
  const isFull = sizeBytes !== undefined && sizeBytes > 0 && freeBytes === 0;
  return omitUndefined({
    name: textOf(row.get('name')) ?? `storage ${index}`,
    state: freeBytes === undefined ? ('unknown' as const) : isFull ? ('full' as const) : ('ok' as const),
    sizeBytes,
    freeBytes,
  });
}
