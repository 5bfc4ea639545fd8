import type { MeasuredKind } from '../../../availability/inventory/members.ts';
import type { IncidentFigures } from '../../../contracts/response/incident-schema.ts';
import { readFiled } from '../../../contracts/statements/record-statement.ts';
import {
  type Filed,
  readLives,
  type StatementLife,
} from '../../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../../contracts/statements/statement-schema.ts';
import type { Entity } from '../../../core/domain/state.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import type { Period } from '../../../core/time/periods.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { ContractFigures } from '../document/measured-figures.ts';
import { digestStatement, type StatementDigest } from './statement-digest.ts';

type Money = ContractFigures['money'];
type PeriodRow = ContractFigures['rows'][number]['periods'][number];

/** What figures take of a sealed statement; the documents of a year are too large to be kept. */
export interface StatementExtract {
  readonly sha256: string;
  readonly goodMs: number;
  readonly countedMs: number;
  readonly targets: PeriodRow['targets'];
  readonly money: Money;
  readonly incidents?: Pick<IncidentFigures, 'response' | 'restoration'>;
  readonly digests: readonly StatementDigest[];
}

/** The statement of a period as it counts at the instant that is asked about. */
export interface FiledStatement {
  readonly state: 'issued' | 'restated' | 'draft';
  readonly latest: StatementExtract;
  /** As it was issued first; absent of a draft. */
  readonly issued?: StatementExtract;
}

export interface FiledStatements {
  /** By its instants: a statement is the same one however its period is written. */
  readonly of: (contractId: string, period: Interval) => FiledStatement | undefined;
  /** Periods of a contract that anything is filed of. */
  readonly periodsOf: (contractId: string) => readonly Period[];
}

/** Each document is read where it is asked for, one after the other. */
export function createFiledStatements(
  reader: LedgerReader,
  ledger: string,
  {
    recordedBeforeMs,
    kindOf,
  }: { readonly recordedBeforeMs: number; readonly kindOf: (entity: Entity) => MeasuredKind },
): FiledStatements {
  const lives = readLives(reader.decisions('statement', { recordedBeforeMs }));
  const extract = (filed: Filed): StatementExtract => extractOf(readFiled(ledger, filed), filed, kindOf);
  return {
    of: (contractId, { fromMs, toMs }) => {
      const life = lives.find(({ latest }) => isOf(latest, contractId) && isAt(latest, fromMs, toMs));
      return life && filedOf(life, extract);
    },
    periodsOf: (contractId) =>
      lives.flatMap(({ latest }) => (latest && isOf(latest, contractId) ? latest.period : [])),
  };
}

const isOf = (filed: Filed | undefined, contractId: string) => filed?.contract === contractId;
const isAt = (filed: Filed | undefined, fromMs: number, toMs: number) =>
  filed?.period.fromMs === fromMs && filed.period.toMs === toMs;

function filedOf(
  { latest, issued }: StatementLife,
  extract: (filed: Filed) => StatementExtract,
): FiledStatement | undefined {
  if (!latest) return undefined;
  if (!issued) return { state: 'draft', latest: extract(latest) };
  const first = extract(issued);
  if (latest === issued) return { state: 'issued', latest: first, issued: first };
  return { state: 'restated', latest: extract(latest), issued: first };
}

function extractOf(
  document: StatementDocument,
  { sha256 }: Filed,
  kindOf: (entity: Entity) => MeasuredKind,
): StatementExtract {
  const { figures, money } = document;
  const { incidents } = figures;
  return {
    sha256,
    goodMs: figures.parts.reduce((sum, { aggregate }) => sum + aggregate.goodMs, 0),
    countedMs: figures.parts.reduce((sum, { aggregate }) => sum + aggregate.countedMs, 0),
    targets: joinChecks(figures.parts.flatMap(({ checks }) => checks)),
    money: {
      byType: figures.byType,
      total: money.total,
      undisputed: money.undisputed,
      disputed: money.disputed,
    },
    ...(incidents && { incidents: { response: incidents.response, restoration: incidents.restoration } }),
    digests: digestStatement(document, kindOf),
  };
}

/** A target that was missed in one part of a period was missed in it; one that was measured in none was not measured. */
export function joinChecks(
  checks: Iterable<{ readonly target: string; readonly outcome: PeriodRow['targets'][number]['outcome'] }>,
): PeriodRow['targets'] {
  const outcomes = Map.groupBy(checks, ({ target }) => target);
  return [...outcomes].map(([id, own]) => {
    const found = new Set(own.map(({ outcome }) => outcome));
    const outcome = found.has('missed') ? 'missed' : found.has('met') ? 'met' : 'not-measured';
    return { id, outcome };
  });
}
