import type { ByteQueue } from './byte-queue.ts';

const [LF, CR] = [0x0a, 0x0d];

/** Looks for the blank line that ends a head, whatever its lines end in; no byte is looked at twice. */
export interface HeadFinder {
  /** Size of the head with the blank line behind it, where that has come. */
  readonly size: () => number | undefined;
  /** Up to where it has been looked for: 0 while nothing of a head has come. */
  readonly scanned: () => number;
  /** What is in front now is another message. */
  readonly restart: () => void;
}

export function createHeadFinder(bytes: ByteQueue): HeadFinder {
  let scanned = 0;
  return {
    scanned: () => scanned,
    restart: () => {
      scanned = 0;
    },
    size: () => {
      for (let at = bytes.indexOf(LF, scanned); at >= 0; at = bytes.indexOf(LF, at + 1)) {
        const next = bytes.at(at + 1);
        if (next === LF) return at + 2;
        if (next === CR && bytes.at(at + 2) === LF) return at + 3;
        if (next === undefined || (next === CR && bytes.at(at + 2) === undefined)) {
          scanned = at;
          return undefined;
        }
      }
      scanned = bytes.length();
      return undefined;
    },
  };
}
