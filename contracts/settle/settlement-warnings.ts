import type { Contract } from '../../core/domain/inventory.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Version } from '../../core/time/versions.ts';
import { isNeverMeasured } from '../sla/never-measured.ts';
import type { ContractInForce } from './contract-parts.ts';
import type { SettlementPart } from './contract-settlement.ts';
import type { CoveredEntity } from './covered-entities.ts';
import type { SettlementWarning } from './settlement-warning.ts';

export interface WarningsInput {
  readonly contract: Pick<ContractInForce, 'versions'>;
  readonly covered: readonly CoveredEntity[];
  readonly parts: readonly SettlementPart[];
  /** As much of the period as is settled. */
  readonly interval: Interval;
}

/** What a reader of the figures of a contract must know. */
export function settlementWarnings(input: WarningsInput): readonly SettlementWarning[] {
  const { contract, covered, parts, interval } = input;
  const turns = parts.slice(1).map((part) => part.interval.fromMs);
  const [first] = contract.versions;
  const warnings: SettlementWarning[] = [];
  if (covered.length === 0) warnings.push({ code: 'covers-nothing' });
  if (turns.length > 0) warnings.push({ code: 'terms-changed', atMs: turns });
  if (first && first.fromMs < interval.fromMs && first.sinceMs > interval.fromMs)
    warnings.push(...warnOfRecord(first, parts[0]));
  return [...warnings, ...parts.flatMap(warnOfUnmeasured)];
}

/** By version 2 of the rules it is worth a word only where the contract itself began before it was on record. */
function warnOfRecord(
  { sinceMs, value }: Version<Contract>,
  part: SettlementPart | undefined,
): readonly SettlementWarning[] {
  const code = 'contract-recorded-late';
  if (part?.terms.rules !== 2) return [{ code, sinceMs }];
  return value.fromMs < sinceMs ? [{ code, sinceMs, before: part.terms.beforeRecord ?? 'left-out' }] : [];
}

/** So many are named. */
const MOST_NAMES = 5;

/** What a contract counts and nobody measures is no outage, and no availability either. */
function warnOfUnmeasured({ terms, entities }: SettlementPart): readonly SettlementWarning[] {
  const unmeasured = entities.filter(isNeverMeasured);
  if (unmeasured.length === 0) return [];
  return [
    {
      code: 'not-measured',
      indicator: terms.indicator,
      count: unmeasured.length,
      of: entities.length,
      entities: unmeasured.slice(0, MOST_NAMES).map(({ entity }) => entity),
    },
  ];
}
