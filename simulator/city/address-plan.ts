import { CamwatchError } from '../../core/errors.ts';

/** `loopback`: 127.x, every address answers on this machine alone; `private`: the same plan on 10.x. */
export const ADDRESSINGS = ['loopback', 'private'] as const;
export type Addressing = (typeof ADDRESSINGS)[number];

export class AddressesExhaustedError extends CamwatchError {
  readonly code = 'CITY_TOO_LARGE';
}

const FIRST_OCTET: Readonly<Record<Addressing, number>> = { loopback: 127, private: 10 };
const FIRST_SECOND_OCTET = 77;
const LAST_SECOND_OCTET = 254;
/** Blocks of 64 addresses, four of them in a /24. */
const BLOCK_SIZE = 64;
const BLOCKS_PER_24 = 4;
const MOST_BLOCKS = (LAST_SECOND_OCTET - FIRST_SECOND_OCTET + 1) * 256 * BLOCKS_PER_24;

/**
 * Gives every cluster a block of 64 addresses of its own (a /26), and every area whole /24s of its own:
 * a line, or an area, can be cut off by routing away its blocks and nothing else.
 * @throws a {@link AddressesExhaustedError} beyond 182,272 blocks.
 */
export function assignBlocks<Placed extends { readonly area: string }>(
  clusters: readonly Placed[],
): ReadonlyMap<Placed, number> {
  const blocks = new Map<Placed, number>();
  let next = 0;
  for (const inArea of Map.groupBy(clusters, ({ area }) => area).values()) {
    for (const cluster of inArea) blocks.set(cluster, next++);
    next = Math.ceil(next / BLOCKS_PER_24) * BLOCKS_PER_24;
  }
  if (next > MOST_BLOCKS) {
    throw new AddressesExhaustedError(
      `a city of this size needs ${next} blocks of ${BLOCK_SIZE} addresses: expected at most ${MOST_BLOCKS}; ask for fewer devices`,
    );
  }
  return blocks;
}

/** The address of the `host`-th device (from 1) of a block. */
export function addressIn(block: number, host: number, addressing: Addressing): string {
  const second = FIRST_SECOND_OCTET + Math.floor(block / (256 * BLOCKS_PER_24));
  const third = Math.floor(block / BLOCKS_PER_24) % 256;
  const fourth = (block % BLOCKS_PER_24) * BLOCK_SIZE + host;
  return `${FIRST_OCTET[addressing]}.${second}.${third}.${fourth}`;
}
