import { PERIOD_KINDS, type PeriodKind, type RulesVersion } from '../../core/domain/contract-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import { clip, type Interval, isIn } from '../../core/time/intervals.ts';
import { periodOf } from '../../core/time/periods.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type Filed, readLife, statementId } from '../statements/statement-register.ts';

/** A stretch of time whose statement was issued, and the version of the rules by which it was settled. */
export interface IssuedRules extends Interval {
  readonly rules: RulesVersion;
}

export interface IssuedQuestion extends RecordedBefore {
  readonly contractId: string;
  readonly period: Interval;
  /** Of the city. */
  readonly timeZone: string;
}

/**
 * By which version the statements that were issued first settled the time of a period, as their rows in the ledger say:
 * whatever is worked out of that time later goes by the same, and of time outside the period by the terms. Of two that overlap
 * the one that was issued first comes first.
 */
export function readIssuedRules(reader: LedgerReader, question: IssuedQuestion): readonly IssuedRules[] {
  const { contractId, period, recordedBeforeMs } = question;
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  return PERIOD_KINDS.flatMap((kind) => labelsIn(kind, question))
    .flatMap((label) => {
      const id = statementId(contractId, label);
      return readLife(reader.decisions('statement', { id, ...known }), id).issued ?? [];
    })
    .sort((a, b) => a.seq - b.seq)
    .flatMap(rulesOf)
    .flatMap(({ rules, ...stretch }) => clip([stretch], period).map((inside) => ({ ...inside, rules })));
}

function labelsIn(kind: PeriodKind, { period, timeZone }: IssuedQuestion): readonly string[] {
  const labels: string[] = [];
  for (let atMs = period.fromMs; atMs < period.toMs; ) {
    const { label, toMs } = periodOf(kind, atMs, timeZone);
    labels.push(label);
    atMs = toMs;
  }
  return labels;
}

const rulesOf = ({ period, rules }: Filed): readonly IssuedRules[] =>
  rules ?? [{ fromMs: period.fromMs, toMs: period.toMs, rules: 1 }];

/** A contract as it is settled at an instant: by what is agreed, or by the version by which that time was settled already. */
export function withIssuedRules(contract: Contract, issued: readonly IssuedRules[], atMs: number): Contract {
  const { rules: agreed = 1, ...terms } = contract.terms;
  const then = issued.find(isIn(atMs))?.rules ?? agreed;
  if (then === agreed) return contract;
  return { ...contract, terms: then === 1 ? inWordsOf1(terms) : { ...terms, rules: then } };
}

/** Version 1 settles time before the record anyway, and has one name for days without recording. */
function inWordsOf1({ before_record: _, ...terms }: Contract['terms']): Contract['terms'] {
  const inWords = (rule: unknown): unknown =>
    isRule(rule) && rule.per === 'recorder and day without recording'
      ? { ...rule, per: 'recorder and started day without recording' }
      : rule;
  const rules = ['deductions', 'penalties', 'damages'].flatMap((key) => {
    const written = terms[key];
    if (written === undefined) return [];
    return [[key, Array.isArray(written) ? written.map(inWords) : inWords(written)] as const];
  });
  return { ...terms, ...Object.fromEntries(rules) };
}

const isRule = (rule: unknown): rule is { readonly per?: unknown } =>
  typeof rule === 'object' && rule !== null && 'per' in rule;
