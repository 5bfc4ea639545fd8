import { type Change, type Entity, INDICATORS, STATES } from '../../../core/domain/state.ts';
import { ORIGINS, type RecordedChange } from '../../record/changes.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import {
  integerOf,
  memberOf,
  optionalIntegerOf,
  optionalTextOf,
  type SqlRow,
  textOf,
} from '../store/sql-values.ts';

/** The columns that {@link parseChangeRow} reads. */
export const CHANGE_COLUMNS = [
  'seq',
  'entity',
  'indicator',
  'origin',
  'corrects',
  'after_ms',
  'at_ms',
  'state',
  'reason',
  'recorded_ms',
  'author',
  'body',
]
  .map((column) => `change.${column}`)
  .join(', ');

export function parseChangeRow(row: SqlRow): RecordedChange {
  // Built in place, without spreads: millions of these are read for a settlement.
  const change: Draft = {
    seq: integerOf(row, 'seq'),
    entity: entityOf(row),
    indicator: memberOf(row, 'indicator', INDICATORS),
    state: memberOf(row, 'state', STATES),
    afterMs: integerOf(row, 'after_ms'),
    atMs: integerOf(row, 'at_ms'),
    origin: memberOf(row, 'origin', ORIGINS),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
  };
  const reason = optionalTextOf(row, 'reason');
  if (reason !== undefined) change.reason = reason;
  const corrects = optionalIntegerOf(row, 'corrects');
  if (corrects !== undefined) change.corrects = corrects;
  const body = optionalTextOf(row, 'body');
  if (body !== undefined) change.evidence = parseEvidence(body);
  return change;
}

type Draft = { -readonly [Name in keyof RecordedChange]: RecordedChange[Name] };

export function entityOf(row: SqlRow, column = 'entity'): Entity {
  const text = textOf(row, column);
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
  return Object.values(value).every(isEvidenceMember);
}

function isEvidenceMember(member: unknown): boolean {
  if (Array.isArray(member)) return member.every((item) => typeof item === 'string');
  return typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean';
}
