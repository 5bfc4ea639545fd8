import { stableHash } from '../text/stable-hash.ts';

/** Ids in shared memory, found by an open-addressing hash. UTF-16 units: whatever is a string comes back the same. */
export interface PackedIds {
  readonly units: Uint16Array<SharedArrayBuffer>;
  /** Where the id of each index starts, and behind the last one where it ends. */
  readonly starts: Uint32Array<SharedArrayBuffer>;
  /** Index + 1; 0 is free. A power of two of them, at most half taken. */
  readonly slots: Uint32Array<SharedArrayBuffer>;
}

export function packIds(ids: readonly string[]): PackedIds {
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (ids.length + 1)));
  for (const [index, id] of ids.entries()) starts[index + 1] = startOf(starts, index) + id.length;
  const units = new Uint16Array(new SharedArrayBuffer(2 * startOf(starts, ids.length)));
  const slots = new Uint32Array(new SharedArrayBuffer(4 * slotCount(ids.length)));
  for (const [index, id] of ids.entries()) {
    for (let at = 0; at < id.length; at++) units[startOf(starts, index) + at] = id.charCodeAt(at);
    let slot = stableHash(id) & (slots.length - 1);
    while (slots[slot]) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = index + 1;
  }
  return { units, starts, slots };
}

export function findPackedId({ units, starts, slots }: PackedIds, id: string): number | undefined {
  for (let slot = stableHash(id) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const index = (slots[slot] ?? 0) - 1;
    if (index < 0) return undefined;
    const start = startOf(starts, index);
    if (startOf(starts, index + 1) - start === id.length && isAt(units, start, id)) return index;
  }
}

/** `index` must be one of an id. */
export function readPackedId({ units, starts }: PackedIds, index: number): string {
  const start = startOf(starts, index);
  const length = startOf(starts, index + 1) - start;
  return Buffer.from(units.buffer, 2 * start, 2 * length).toString('utf16le');
}

const slotCount = (size: number): number => 2 ** Math.ceil(Math.log2(2 * size + 1));

const startOf = (starts: Uint32Array, index: number): number => starts[index] ?? 0;

function isAt(units: Uint16Array, start: number, id: string): boolean {
  for (let at = 0; at < id.length; at++) if (units[start + at] !== id.charCodeAt(at)) return false;
  return true;
}
