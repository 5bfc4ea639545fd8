/** The upper half of these addresses as blocks (CIDR) that hold no address of the lower half. */
export function upperHalf(addresses: readonly string[]): readonly string[] {
  const sorted = addresses.map(numberOf).toSorted((a, b) => a - b);
  const first = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const last = sorted.at(-1) ?? 0;
  const blocks: string[] = [];
  for (let base = first; base <= last; ) {
    let bits = 32;
    while (bits > 8 && base % 2 ** (33 - bits) === 0 && base + 2 ** (33 - bits) - 1 <= last + 255) bits--;
    blocks.push(`${textOf(base)}/${bits}`);
    base += 2 ** (32 - bits);
  }
  return blocks;
}

export function isWithin(address: string, blocks: readonly string[]): boolean {
  const number = numberOf(address);
  return blocks.some((block) => {
    const [base = '', bits = '32'] = block.split('/');
    const from = numberOf(base);
    return number >= from && number < from + 2 ** (32 - Number(bits));
  });
}

const numberOf = (address: string): number =>
  address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);

const textOf = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
