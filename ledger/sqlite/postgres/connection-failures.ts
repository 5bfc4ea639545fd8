import type { ClientFailure } from './client-protocol.ts';

/** Of PostgreSQL's codes (appendix A of its manual) those that say something of the connection. */
const NOT_CONNECTED = '08001';
const CONNECTION_FAILED = '08006';
const COMMIT_UNKNOWN = '08007';
/** The server takes no writes: it is a standby, or became one. */
export const STANDBY = '25006';

class ConnectionFailure extends Error {
  readonly sqlState: string;

  constructor(sqlState: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.sqlState = sqlState;
  }
}

export const brokenInTransaction = (cause?: unknown): Error =>
  new ConnectionFailure(
    CONNECTION_FAILED,
    `the connection to the database broke in a transaction, of which nothing is recorded${because(cause)}`,
    cause,
  );

/** Whoever repeats it finds out by the record whether it is there already. */
export const lostAtCommit = (cause: unknown): Error =>
  new ConnectionFailure(
    COMMIT_UNKNOWN,
    `the connection to the database broke while it recorded: expected its answer, got none${because(cause)}; look in the record whether it is there`,
    cause,
  );

export const lostCursor = (): Error =>
  new ConnectionFailure(CONNECTION_FAILED, 'the connection to the database broke while rows were read');

const because = (cause: unknown): string => (cause instanceof Error ? ` (${describe(cause)})` : '');

const describe = (error: Error): string =>
  error instanceof AggregateError
    ? error.errors.map((one) => (one instanceof Error ? one.message : String(one))).join(', ')
    : error.message;

/** Whether the server itself said it: the connection holds. */
export const isOfServer = (error: unknown): boolean =>
  stateOf(error) !== undefined && !isEnding(stateOf(error));

const isEnding = (state = ''): boolean => state.startsWith('57P') || state.startsWith('08');

function stateOf(error: unknown): string | undefined {
  if (error instanceof ConnectionFailure) return error.sqlState;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) && 'severity' in Object(error) ? code : undefined;
}

export function failureOf(error: unknown): ClientFailure {
  if (!(error instanceof Error)) return { message: String(error), sqlState: NOT_CONNECTED };
  if ('code' in error && error.code === 'ERR_OUT_OF_RANGE')
    return { message: error.message, sqlState: 'XX001' };
  if ('code' in error && error.code === 'SECRET_MISSING')
    return { message: error.message, sqlState: '28000' };
  return { message: describe(error), sqlState: stateOf(error) ?? NOT_CONNECTED };
}
