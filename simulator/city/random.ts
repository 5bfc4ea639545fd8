import { stableHash } from '../../core/text/stable-hash.ts';

/** Seeded randomness: the same seed and stream give the same sequence on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number from `min` to `max`, both included. */
  readonly integer: (min: number, max: number) => number;
  readonly chance: (ratio: number) => boolean;
  /** @throws when `items` is empty. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Picks with a probability in proportion to the weight. */
  readonly pickWeighted: <Item>(items: readonly Item[], weightOf: (item: Item) => number) => Item;
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
}

/** `stream` names what the numbers are for: one stream does not shift when another draws more. */
export function createRandom(seed: number, stream: string): Random {
  const next = createSfc32(seed >>> 0, stableHash(stream));
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    chance: (ratio) => next() < ratio,
    pick: (items) => at(items, integer(0, items.length - 1)),
    pickWeighted: (items, weightOf) => {
      let left = next() * items.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of items) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      return at(items, items.length - 1);
    },
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(0, last);
        [shuffled[last], shuffled[other]] = [at(shuffled, other), at(shuffled, last)];
      }
      return shuffled;
    },
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`expected an index below ${items.length}, got ${index}`);
  return item;
}

/** Small Fast Counting generator (PractRand's sfc32), in 32-bit arithmetic only. */
function createSfc32(seed: number, stream: number): () => number {
  let [a, b, c, counter] = [seed, stream, 0x9e3779b9, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Neighbouring seeds differ in one bit at first; a few rounds spread it.
  for (let round = 0; round < 15; round++) next();
  return next;
}
