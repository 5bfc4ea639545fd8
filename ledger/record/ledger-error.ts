import { withShownPlaces } from '../../core/domain/record-place.ts';
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

/** Its message tells no more of a database than where it is. */
export class LedgerError extends CodedError<LedgerErrorCode> {
  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(code, withShownPlaces(message), options);
  }
}

/** Runs `work` and turns what SQLite, PostgreSQL and the file system throw into a {@link LedgerError} that names the file. */
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
  if ('sqlState' in error) {
    const sqlState = String(error.sqlState);
    return STATES.find(([state]) => sqlState.startsWith(state))?.[1] ?? FAILED;
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

const AWAY: Kind = [
  'LEDGER_BUSY',
  (path, detail) => `${path}: the database cannot be reached (${detail}); try again`,
];
const DENIED: Kind = [
  'LEDGER_UNWRITABLE',
  (path, detail) => `${path}: expected a database that can be opened and written, got: ${detail}`,
];
const DAMAGED_DATABASE: Kind = [
  'LEDGER_CORRUPT',
  (path, detail) => `${path}: the database is damaged (${detail}); restore a backup`,
];

/** By the beginning of PostgreSQL's code (appendix A of its manual), the closest first. */
const STATES: readonly (readonly [state: string, kind: Kind])[] = [
  // Whether the transaction is on record is not known: to try again would be too simple.
  ['08007', FAILED],
  ['08', AWAY],
  ['57P', AWAY],
  ['533', AWAY],
  ['25006', AWAY],
  ['55P03', BUSY],
  ['40', BUSY],
  ['53', FULL],
  ['23', REFUSED],
  ['P0001', REFUSED],
  ['28', DENIED],
  ['3D', DENIED],
  ['42501', DENIED],
  ['XX', DAMAGED_DATABASE],
];

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
