/** Writes single bits and the variable-length codes of H.264 (ISO/IEC 14496-10 §9.1). */
export interface BitWriter {
  readonly bits: (value: number, count: number) => void;
  /** Exp-Golomb, unsigned. */
  readonly ue: (value: number) => void;
  /** Exp-Golomb, signed. */
  readonly se: (value: number) => void;
  /** Stop bit, zeros to the octet, emulation prevention: what follows the header of a NAL unit. */
  readonly finish: () => Buffer;
}

export function createBitWriter(): BitWriter {
  const octets: number[] = [];
  let current = 0;
  let filled = 0;
  const bits = (value: number, count: number) => {
    for (let place = count - 1; place >= 0; place--) {
      current = (current << 1) | (Math.floor(value / 2 ** place) & 1);
      if (++filled < 8) continue;
      octets.push(current);
      current = 0;
      filled = 0;
    }
  };
  const ue = (value: number) => {
    const length = Math.floor(Math.log2(value + 1));
    bits(0, length);
    bits(value + 1, length + 1);
  };
  return {
    bits,
    ue,
    se: (value) => ue(value > 0 ? 2 * value - 1 : -2 * value),
    finish: () => {
      bits(1, 1);
      if (filled > 0) bits(0, 8 - filled);
      return preventEmulation(octets);
    },
  };
}

/** No three octets may look like the start of a unit: 00 00 0x becomes 00 00 03 0x. */
function preventEmulation(octets: readonly number[]): Buffer {
  const safe: number[] = [];
  let zeros = 0;
  for (const octet of octets) {
    if (zeros >= 2 && octet <= 3) {
      safe.push(3);
      zeros = 0;
    }
    safe.push(octet);
    zeros = octet === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(safe);
}
