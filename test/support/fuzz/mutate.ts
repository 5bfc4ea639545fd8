import type { Random } from '#simulator/city/random.ts';

/** Bytes that lengths, tags, chunk sizes and line ends are made of. */
const TELLING = [
  0x00, 0x01, 0x02, 0x04, 0x05, 0x06, 0x0a, 0x0d, 0x24, 0x30, 0x3c, 0x41, 0x46, 0x7f, 0x80, 0x81, 0x82, 0x84,
  0xa2, 0xa8, 0xff,
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const placeIn = (bytes: Buffer, random: Random) => random.integer(0, Math.max(0, bytes.length - 1));

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const flipped = Buffer.from(bytes);
    for (let count = random.integer(1, 4); count > 0; count--) {
      const place = placeIn(flipped, random);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << random.integer(0, 7));
    }
    return flipped;
  },
  function setTellingByte(bytes, random) {
    const changed = Buffer.from(bytes);
    for (let count = random.integer(1, 3); count > 0; count--)
      changed[placeIn(changed, random)] = random.pick(TELLING);
    return changed;
  },
  function cutShort(bytes, random) {
    return bytes.subarray(0, placeIn(bytes, random));
  },
  function takeOut(bytes, random) {
    const from = placeIn(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random.integer(1, 16))]);
  },
  function repeatPart(bytes, random) {
    const from = placeIn(bytes, random);
    const part = bytes.subarray(from, from + random.integer(1, 64));
    const copies = Array.from({ length: random.integer(1, 40) }, () => part);
    return Buffer.concat([bytes.subarray(0, from), ...copies, bytes.subarray(from)]);
  },
  function insertNoise(bytes, random) {
    const at = placeIn(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), noise(random, random.integer(1, 32)), bytes.subarray(at)]);
  },
  function swapNumbers(bytes, random) {
    const text = bytes.toString('latin1');
    return Buffer.from(
      text.replace(/\d+/g, (digits) => (random.chance(0.2) ? random.pick(NUMBERS) : digits)),
      'latin1',
    );
  },
];

const NUMBERS = ['0', '-1', '4294967296', '18446744073709551616', '1e999', '0x10', '', '9'.repeat(400)];

export const noise = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => random.integer(0, 255)));

/** The bytes with one to three things wrong. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let count = random.integer(1, 3); count > 0; count--)
    mutated = random.pick(MUTATIONS)(mutated, random);
  return mutated;
}
