/** Bytes that came and are not yet understood. What it hands out is valid until the next `append`: copy what is kept. */
export interface ByteQueue {
  readonly length: () => number;
  readonly append: (chunk: Buffer) => void;
  /** The byte at a position from the front; `undefined` beyond the end. */
  readonly at: (index: number) => number | undefined;
  /** Position of a byte from `from` on, or -1. */
  readonly indexOf: (byte: number, from: number) => number;
  /** The first bytes, as many as there are up to `count`. */
  readonly peek: (count: number) => Buffer;
  readonly take: (count: number) => Buffer;
}

const LEAST_CAPACITY = 4_096;

/** Costs no copy while chunks hold whole messages, and grows by doubling when they come byte by byte. */
export function createByteQueue(): ByteQueue {
  let buffer: Buffer = Buffer.alloc(0);
  let isOurs = false;
  let start = 0;
  let end = 0;

  const append = (chunk: Buffer) => {
    if (start === end) {
      // The chunk belongs to the socket: it is read in place and never written to.
      buffer = chunk;
      isOurs = false;
      start = 0;
      end = chunk.length;
      return;
    }
    const needed = end - start + chunk.length;
    if (!isOurs || end + chunk.length > buffer.length) {
      const grown = isOurs && needed <= buffer.length / 2 ? buffer : Buffer.alloc(capacityFor(needed));
      buffer.copy(grown, 0, start, end);
      end -= start;
      start = 0;
      buffer = grown;
      isOurs = true;
    }
    chunk.copy(buffer, end);
    end += chunk.length;
  };

  const peek = (count: number) => buffer.subarray(start, Math.min(end, start + count));
  return {
    length: () => end - start,
    append,
    at: (index) => (start + index < end ? buffer[start + index] : undefined),
    indexOf: (byte, from) => {
      const found = buffer.subarray(0, end).indexOf(byte, start + from);
      return found < 0 ? -1 : found - start;
    },
    peek,
    take: (count) => {
      const taken = peek(count);
      start += taken.length;
      return taken;
    },
  };
}

const capacityFor = (neededBytes: number) => Math.max(LEAST_CAPACITY, neededBytes * 2);
