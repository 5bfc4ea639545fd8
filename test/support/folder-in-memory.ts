import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const LEAST_ROOM_BYTES = 2 * 2 ** 30;

/** A temporary folder that no commit waits for, removed with this process; `undefined` where memory is no place for programs or has little room. */
export function makeFolderInMemory(): string | undefined {
  if (!isForPrograms() || roomBytes() < LEAST_ROOM_BYTES) return undefined;
  const folder = mkdtempSync(join(MEMORY, 'camwatch-test-'));
  // As /tmp: a server that gives up its rights goes on writing there.
  chmodSync(folder, 0o1777);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function isForPrograms(): boolean {
  if (process.platform !== 'linux') return false;
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const [, , type, options = ''] = mounts.findLast(([, place]) => place === MEMORY) ?? [];
  return type === 'tmpfs' && !options.split(',').includes('noexec');
}

function roomBytes(): number {
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize;
}
