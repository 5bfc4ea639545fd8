import { CamwatchError } from '../core/errors.ts';

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
  | 'LEDGER_CLOSED'
  | 'LEDGER_FAILED';

export class LedgerError extends CamwatchError {
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Runs `work` and turns what SQLite throws into a {@link LedgerError} that names the file and what to do. */
export function withLedgerErrors<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toLedgerError(error, path);
  }
}

export function toLedgerError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  // The low byte is SQLite's primary result code; the rest only tells variants of it apart.
  const [code, explain] = KINDS.get(error.errcode & 0xff) ?? UNKNOWN_KIND;
  return new LedgerError(code, explain(path, error.message), { cause: error });
}

type Kind = readonly [code: LedgerErrorCode, explain: (path: string, detail: string) => string];

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_CONSTRAINT = 19;
const SQLITE_NOTADB = 26;

const KINDS: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [
    SQLITE_BUSY,
    [
      'LEDGER_BUSY',
      (path) => `${path}: another process keeps the ledger busy; nothing was recorded, try again`,
    ],
  ],
  [
    SQLITE_READONLY,
    ['LEDGER_UNWRITABLE', (path, detail) => `${path}: expected a ledger that can be written, got: ${detail}`],
  ],
  [
    SQLITE_CORRUPT,
    ['LEDGER_CORRUPT', (path, detail) => `${path}: the file is damaged (${detail}); restore a backup`],
  ],
  [
    SQLITE_FULL,
    [
      'LEDGER_FULL',
      (path) => `${path}: no space left for the ledger; nothing was recorded, free space and try again`,
    ],
  ],
  [
    SQLITE_CANTOPEN,
    ['LEDGER_UNWRITABLE', (path, detail) => `${path}: expected a file that can be opened, got: ${detail}`],
  ],
  [SQLITE_CONSTRAINT, ['LEDGER_REFUSED', (path, detail) => `${path}: the ledger refuses the row: ${detail}`]],
  [
    SQLITE_NOTADB,
    ['LEDGER_CORRUPT', (path) => `${path}: expected a ledger of camwatch, got another kind of file`],
  ],
]);

const UNKNOWN_KIND: Kind = ['LEDGER_FAILED', (path, detail) => `${path}: the ledger failed: ${detail}`];
