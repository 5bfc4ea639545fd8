/** Reads the bits of a parameter set, the highest first. Beyond the end it reads zeros, and says so. */
export interface BitReader {
  /** At most 32 at once. */
  readonly bits: (count: number) => number;
  readonly flag: () => boolean;
  /** Exp-Golomb code without sign, ue(v). */
  readonly unsigned: () => number;
  /** Exp-Golomb code with sign, se(v). */
  readonly signed: () => number;
  readonly skip: (count: number) => void;
  /** More was read than there is: what was read means nothing. */
  readonly isPastEnd: () => boolean;
}

export function createBitReader(bytes: Uint8Array): BitReader {
  let at = 0;
  const bit = () => {
    const byte = bytes[at >> 3] ?? 0;
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const bits = (count: number) => {
    let value = 0;
    for (let left = count; left > 0; left--) value = value * 2 + bit();
    return value;
  };
  const unsigned = () => {
    let zeros = 0;
    while (bit() === 0 && zeros < 32) zeros++;
    return 2 ** zeros - 1 + bits(zeros);
  };
  return {
    bits,
    flag: () => bit() === 1,
    unsigned,
    signed: () => {
      const code = unsigned();
      return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
    },
    skip: (count) => {
      at += count;
    },
    isPastEnd: () => at > bytes.length * 8,
  };
}

/** The payload of a NAL unit without the bytes that keep start codes out of it (H.264 §7.3.1, H.265 §7.3.1.1). */
export function unescapeNal(nal: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    kept.push(byte);
  }
  return Uint8Array.from(kept);
}
