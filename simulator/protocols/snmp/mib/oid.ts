/** An object identifier: as numbers to compare, and as the octets of its value to send. Shared by all agents of a thread. */
export interface Oid {
  readonly arcs: readonly number[];
  readonly octets: Buffer;
}

export function createOid(arcs: readonly number[]): Oid {
  return { arcs, octets: encodeArcs(arcs) };
}

/** `1.3.6.1` → numbers. */
export function parseArcs(text: string): number[] {
  return text.split('.').map(Number);
}

export function compareArcs(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let place = 0; place < shorter; place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function encodeArcs([first = 0, second = 0, ...rest]: readonly number[]): Buffer {
  const octets: number[] = [];
  for (const arc of [40 * first + second, ...rest]) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(128 + (left % 128));
    }
    octets.push(...groups);
  }
  return Buffer.from(octets);
}

const MOST_ARCS = 128;
const LARGEST_ARC = 2 ** 32 - 1;

/** @throws RangeError where the octets are no object identifier (RFC 3416 allows 128 arcs of 32 bits). */
export function decodeArcs(octets: Buffer): number[] {
  const arcs: number[] = [];
  let arc = 0;
  for (const [place, octet] of octets.entries()) {
    arc = arc * 128 + (octet & 0x7f);
    if (arc > LARGEST_ARC + 80) throw new RangeError(`expected an arc of 32 bits, got ${arc}`);
    if (octet >= 0x80) {
      if (place === octets.length - 1) throw new RangeError('expected another octet, got the end');
      continue;
    }
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc < 80 ? arc % 40 : arc - 80);
    else arcs.push(arc);
    arc = 0;
  }
  if (arcs.length > MOST_ARCS) throw new RangeError(`expected at most ${MOST_ARCS} arcs, got ${arcs.length}`);
  return arcs;
}
