import { FINDING_CODES, type RecordedFinding } from '../../../core/domain/findings.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { integerOf, memberOf, optionalIntegerOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { entityOf } from './change-rows.ts';

export function parseFindingRow(row: SqlRow): RecordedFinding {
  const goneMs = optionalIntegerOf(row, 'gone_ms');
  return {
    entity: entityOf(row),
    code: memberOf(row, 'code', FINDING_CODES),
    subject: textOf(row, 'subject'),
    firstMs: integerOf(row, 'first_ms'),
    lastMs: integerOf(row, 'last_ms'),
    ...(goneMs !== undefined && { goneMs }),
    values: parseValues(textOf(row, 'body')),
  };
}

type Values = RecordedFinding['values'];

function parseValues(text: string): Values {
  try {
    const values: unknown = JSON.parse(text);
    if (isValues(values)) return values;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new LedgerError('LEDGER_CORRUPT', `the ledger is damaged: expected values as JSON, got ${text}`);
}

function isValues(values: unknown): values is Values {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  return Object.values(values).every((value) => typeof value === 'string' || typeof value === 'number');
}
