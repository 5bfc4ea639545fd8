import { withRow } from '../../core/packed/with-row.ts';

/** What interfaces count beside octets; what a device does not count is absent. */
export type ErrorCounts = { readonly [Name in (typeof NAMES)[number]]?: number };

const NAMES = ['inErrors', 'outErrors', 'inDiscards', 'outDiscards'] as const;

/** The counts of a row each. Most count nothing, and take a byte. */
export interface ErrorCountColumn {
  readonly set: (row: number, counts: ErrorCounts) => void;
  readonly add: (row: number, counts: ErrorCounts) => void;
  /** Only those that were counted. */
  readonly get: (row: number) => ErrorCounts;
}

export function createErrorCounts(): ErrorCountColumn {
  /** A bit for each that was counted. */
  let counted = new Uint8Array(0);
  const notZero = new Map<number, ErrorCounts>();

  const get = (row: number) => notZero.get(row) ?? ZEROS[counted[row] ?? 0] ?? {};
  const set = (row: number, counts: ErrorCounts) => {
    counted = withRow(counted, row, (length) => new Uint8Array(length));
    counted[row] = bitsOf(counts);
    if (isZero(counts)) notZero.delete(row);
    else notZero.set(row, pickCounts(counts));
  };
  return {
    get,
    set,
    add: (row, counts) => {
      // Most of them count nothing more.
      if (isZero(counts) && counted[row] === ((counted[row] ?? 0) | bitsOf(counts))) return;
      set(row, addUp(get(row), counts));
    },
  };
}

const isZero = ({ inErrors, outErrors, inDiscards, outDiscards }: ErrorCounts): boolean =>
  !(inErrors || outErrors || inDiscards || outDiscards);

function pickCounts(counts: ErrorCounts): ErrorCounts {
  const picked: { -readonly [Name in keyof ErrorCounts]: number } = {};
  for (const name of NAMES) {
    const count = counts[name];
    if (count !== undefined) picked[name] = count;
  }
  return picked;
}

function addUp(sum: ErrorCounts, counts: ErrorCounts): ErrorCounts {
  const added: { -readonly [Name in keyof ErrorCounts]: number } = {};
  for (const name of NAMES)
    if (sum[name] !== undefined || counts[name] !== undefined)
      added[name] = (sum[name] ?? 0) + (counts[name] ?? 0);
  return added;
}

function bitsOf(counts: ErrorCounts): number {
  let bits = 0;
  for (let place = 0; place < NAMES.length; place++)
    if (counts[NAMES[place] ?? 'inErrors'] !== undefined) bits |= 1 << place;
  return bits;
}

/** By the bits of what was counted. */
const ZEROS: readonly ErrorCounts[] = Array.from({ length: 1 << NAMES.length }, (_, bits) =>
  Object.fromEntries(NAMES.flatMap((name, place) => (bits & (1 << place) ? [[name, 0]] : []))),
);
