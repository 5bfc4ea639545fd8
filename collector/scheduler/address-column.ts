/** Addresses by number: those of IPv4 in four bytes each, others as they are. */
export interface AddressColumn {
  readonly set: (index: number, address: string) => void;
  readonly at: (index: number) => string | undefined;
}

export function createAddressColumn(size: number): AddressColumn {
  const numbers = new Uint32Array(size);
  const others = new Map<number, string>();
  return {
    set: (index, address) => {
      const number = toNumber(address);
      // No device has 0.0.0.0, and what is written in another way must come back as it is.
      if (number !== 0 && toText(number) === address) numbers[index] = number;
      else others.set(index, address);
    },
    at: (index) => {
      const number = numbers[index] ?? 0;
      return number === 0 ? others.get(index) : toText(number);
    },
  };
}

const toText = (number: number) =>
  `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;

/** 0 for what is no address of four numbers. */
function toNumber(address: string): number {
  const parts = address.split('.').map(Number);
  const isWhole = parts.length === 4 && parts.every((part) => part >= 0 && part <= 255);
  return isWhole ? parts.reduce((sum, part) => sum * 256 + part, 0) : 0;
}
