/** Texts by index in shared memory, as UTF-8: at most 4 GB. */
export interface PackedTexts {
  readonly bytes: SharedArrayBuffer;
  /** Where the text of each index starts, and behind the last one where it ends. */
  readonly starts: Uint32Array<SharedArrayBuffer>;
}

const CHUNK_BYTES = 1 << 20;

/** Takes one text after the other. */
export function createTextPacker() {
  const chunks: Buffer[] = [];
  const ends: number[] = [];
  let chunk = Buffer.alloc(0);
  let used = 0;
  let total = 0;
  return {
    /** Returns the index of the text. */
    add: (text: string): number => {
      const length = Buffer.byteLength(text);
      if (used + length > chunk.length) nextChunk(length);
      used += chunk.write(text, used);
      total += length;
      return ends.push(total) - 1;
    },
    finish: (): PackedTexts => {
      chunks.push(chunk.subarray(0, used));
      const bytes = new SharedArrayBuffer(total);
      let at = 0;
      for (const part of chunks) at += part.copy(Buffer.from(bytes), at);
      const starts = new Uint32Array(new SharedArrayBuffer(4 * (ends.length + 1)));
      starts.set(ends, 1);
      return { bytes, starts };
    },
  };

  function nextChunk(length: number): void {
    chunks.push(chunk.subarray(0, used));
    chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, length));
    used = 0;
  }
}

export function readPackedText({ bytes, starts }: PackedTexts, index: number): string {
  const start = starts[index] ?? 0;
  return Buffer.from(bytes, start, (starts[index + 1] ?? start) - start).toString('utf8');
}
