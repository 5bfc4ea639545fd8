import { CodedError } from '../../core/errors.ts';

export type LedgerErrorCode =
  | 'LEDGER_LOCKED'
  | 'LEDGER_NEWER'
  | 'LEDGER_MISSING'
  | 'LEDGER_EXISTS'
  | 'LEDGER_UNWRITABLE'
  | 'LEDGER_CORRUPT'
  | 'LEDGER_FULL'
  | 'LEDGER_BUSY'
  | 'LEDGER_REFUSED'
  | 'LEDGER_BROKEN'
  | 'LEDGER_LOST'
  | 'LEDGER_NOT_LOST'
  | 'LEDGER_SCHEMA'
  | 'LEDGER_UNKNOWN'
  | 'LEDGER_ATTACHMENT'
  | 'LEDGER_CLOSED'
  | 'LEDGER_FAILED';

export class LedgerError extends CodedError<LedgerErrorCode> {}

/** Runs `work` and turns what SQLite and the file system throw into a {@link LedgerError} that names the file. */
export function withLedgerErrors<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toLedgerError(error, path);
  }
}

export function toLedgerError(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  const [code, explain] = kindOf(error) ?? [];
  return code && explain ? new LedgerError(code, explain(path, error.message), { cause: error }) : error;
}

function kindOf(error: Error): Kind | undefined {
  // The low byte is SQLite's primary result code; the rest only tells variants of it apart.
  if ('errcode' in error && typeof error.errcode === 'number') {
    return KINDS.get(error.errcode & 0xff) ?? FAILED;
  }
  if (!('code' in error)) return undefined;
  // node:sqlite on an integer that no program of ours has written.
  if (error.code === 'ERR_OUT_OF_RANGE') return DAMAGED;
  if (!('syscall' in error)) return undefined;
  return error.code === 'ENOSPC' ? FULL : UNWRITABLE;
}

type Kind = readonly [code: LedgerErrorCode, explain: (path: string, detail: string) => string];

const FULL: Kind = [
  'LEDGER_FULL',
  (path) => `${path}: no space left for the ledger; nothing was recorded, free space and try again`,
];
const BUSY: Kind = [
  'LEDGER_BUSY',
  (path) => `${path}: another process keeps the ledger busy; nothing was recorded, try again`,
];
const UNWRITABLE: Kind = [
  'LEDGER_UNWRITABLE',
  (path, detail) => `${path}: expected a file that can be opened and written, got: ${detail}`,
];
const DAMAGED: Kind = [
  'LEDGER_CORRUPT',
  (path, detail) => `${path}: the file is damaged (${detail}); restore a backup`,
];
const FOREIGN: Kind = [
  'LEDGER_CORRUPT',
  (path) => `${path}: expected a ledger of camwatch, got another kind of file`,
];
const REFUSED: Kind = ['LEDGER_REFUSED', (path, detail) => `${path}: the ledger refuses the row: ${detail}`];
const FAILED: Kind = ['LEDGER_FAILED', (path, detail) => `${path}: the ledger failed: ${detail}`];

/** By SQLite's primary result code (sqlite.org/rescode.html). */
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [5, BUSY],
  [8, UNWRITABLE],
  [11, DAMAGED],
  [13, FULL],
  [14, UNWRITABLE],
  [19, REFUSED],
  [26, FOREIGN],
]);
