import { withRow } from '../../core/packed/with-row.ts';

/** What interfaces count beside octets; what a device does not count is absent. */
export type ErrorCounts = { readonly [Name in (typeof NAMES)[number]]?: number };

const NAMES = ['inErrors', 'outErrors', 'inDiscards', 'outDiscards'] as const;

/** The counts of a row each. Most count nothing, and take a byte. */
export interface ErrorCountColumn {
  readonly set: (row: number, counts: ErrorCounts) => void;
  /** Only those that were counted. */
  readonly get: (row: number) => ErrorCounts;
}

export function createErrorCounts(): ErrorCountColumn {
  /** A bit for each that was counted. */
  let counted = new Uint8Array(0);
  const notZero = new Map<number, ErrorCounts>();

  return {
    set: (row, counts) => {
      counted = withRow(counted, row, (length) => new Uint8Array(length));
      counted[row] = bitsOf(counts);
      if (NAMES.some((name) => counts[name])) notZero.set(row, pickCounts(counts));
      else notZero.delete(row);
    },
    get: (row) => notZero.get(row) ?? ZEROS[counted[row] ?? 0] ?? {},
  };
}

function pickCounts(counts: ErrorCounts): ErrorCounts {
  const picked: { -readonly [Name in keyof ErrorCounts]: number } = {};
  for (const name of NAMES) {
    const count = counts[name];
    if (count !== undefined) picked[name] = count;
  }
  return picked;
}

function bitsOf(counts: ErrorCounts): number {
  let bits = 0;
  for (const [place, name] of NAMES.entries()) if (counts[name] !== undefined) bits |= 1 << place;
  return bits;
}

/** By the bits of what was counted. */
const ZEROS: readonly ErrorCounts[] = Array.from({ length: 1 << NAMES.length }, (_, bits) =>
  Object.fromEntries(NAMES.flatMap((name, place) => (bits & (1 << place) ? [[name, 0]] : []))),
);
