import { type Change, type Entity, INDICATORS, STATES } from '../core/state.ts';
import { LedgerError } from './ledger-error.ts';
import { integerOf, memberOf, optionalIntegerOf, optionalTextOf, type SqlRow, textOf } from './sql-values.ts';

export const ORIGINS = ['measured', 'imported', 'correction'] as const;

/** A change of state with where it comes from. */
export interface RecordedChange extends Change {
  readonly seq: number;
  readonly origin: (typeof ORIGINS)[number];
  /** Number of the change that this one takes the place of. */
  readonly corrects?: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly source: string;
  readonly run: string;
}

export function parseChangeRow(row: SqlRow): RecordedChange {
  const reason = optionalTextOf(row, 'reason');
  const corrects = optionalIntegerOf(row, 'corrects');
  const body = optionalTextOf(row, 'body');
  return {
    seq: integerOf(row, 'seq'),
    entity: entityOf(row),
    indicator: memberOf(row, 'indicator', INDICATORS),
    state: memberOf(row, 'state', STATES),
    ...(reason === undefined ? {} : { reason }),
    afterMs: integerOf(row, 'after_ms'),
    atMs: integerOf(row, 'at_ms'),
    ...(body === undefined ? {} : { evidence: parseEvidence(body) }),
    origin: memberOf(row, 'origin', ORIGINS),
    ...(corrects === undefined ? {} : { corrects }),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    source: textOf(row, 'source'),
    run: textOf(row, 'run'),
  };
}

export function entityOf(row: SqlRow): Entity {
  const text = textOf(row, 'entity');
  if (isEntity(text)) return text;
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `the ledger is damaged: expected device:ID or link:ID, got ${text}`,
  );
}

const isEntity = (text: string): text is Entity => text.startsWith('device:') || text.startsWith('link:');

type Evidence = NonNullable<Change['evidence']>;

function parseEvidence(text: string): Evidence {
  try {
    const value: unknown = JSON.parse(text);
    if (isEvidence(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new LedgerError('LEDGER_CORRUPT', `the ledger is damaged: expected evidence as JSON, got ${text}`);
}

function isEvidence(value: unknown): value is Evidence {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (member) =>
      ['string', 'number', 'boolean'].includes(typeof member) ||
      (Array.isArray(member) && member.every((item) => typeof item === 'string')),
  );
}
