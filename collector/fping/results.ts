/**
 * What fping tells of each address of a batch, in typed arrays: a batch of 10,000 is 30,000 lines. Both kinds of lines may
 * come in any order.
 */
export interface FpingResults {
  /**
   * Takes a line of the sums of `-C`, one a target: `address : 0.21 - 0.05`, a dash for each lost packet. Notes such as
   * `duplicate for [0], 84 bytes` come on the same stream and are not results.
   */
  readonly takeSum: (line: string) => void;
  /**
   * Takes a line of `-D`, one a packet: when it was answered or given up, in epoch ms, by its number.
   * `[1700000000.12345] 10.0.0.9 : [0], 64 bytes, 0.05 ms (0.05 avg, 0% loss)` or `: [0], timed out (NaN avg, 100% loss)`.
   */
  readonly takePacket: (line: string) => void;
  /** Of each packet, `undefined` for one that was lost; `undefined` where no line came of the address. */
  readonly rttsOf: (address: string) => readonly (number | undefined)[] | undefined;
  /** When the packet of that number was answered or given up. */
  readonly stampOf: (address: string, packet: number) => number | undefined;
}

export function createFpingResults(addresses: readonly string[], count: number): FpingResults {
  const places = new Map(addresses.map((address, place) => [address, place]));
  const told = new Uint8Array(addresses.length);
  const rtts = new Float64Array(addresses.length * count);
  const stamps = new Float64Array(addresses.length * count).fill(Number.NaN);

  return {
    takeSum: (line) => {
      const [, address, values] = /^(\S+)\s+: ((?:-|[0-9.]+)(?: (?:-|[0-9.]+))*)$/.exec(line) ?? [];
      const place = places.get(address ?? '');
      if (place === undefined || values === undefined) return;
      const ofPackets = values.split(' ').slice(0, count);
      told[place] = ofPackets.length;
      for (const [packet, value] of ofPackets.entries())
        rtts[place * count + packet] = value === '-' ? Number.NaN : Number(value);
    },
    takePacket: (line) => {
      const [, stamp, address, number] = /^\[([0-9.]+)\] (\S+)\s+: \[([0-9]+)\], /.exec(line) ?? [];
      const [place, packet] = [places.get(address ?? ''), Number(number)];
      if (place === undefined || packet >= count) return;
      // Only the first answer to a packet counts.
      if (numberAt(stamps, place * count + packet) === undefined)
        stamps[place * count + packet] = Number(stamp) * 1_000;
    },
    rttsOf: (address) => {
      const place = places.get(address);
      if (place === undefined || told[place] === 0) return undefined;
      return Array.from({ length: told[place] ?? 0 }, (_, packet) => numberAt(rtts, place * count + packet));
    },
    stampOf: (address, packet) => {
      const place = places.get(address);
      return place === undefined ? undefined : numberAt(stamps, place * count + packet);
    },
  };
}

/** What is not a number was not told. */
function numberAt(values: Float64Array, index: number): number | undefined {
  const value = values[index];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
