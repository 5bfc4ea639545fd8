import type { Entity } from '../core/state.ts';
import type { Interval } from '../sla/intervals.ts';
import type { ContractInForce } from './contract-parts.ts';
import type { SettlementPart } from './contract-settlement.ts';
import type { CoveredEntity } from './covered-entities.ts';

export interface WarningsInput {
  readonly contract: Pick<ContractInForce, 'versions'>;
  readonly covered: readonly CoveredEntity[];
  readonly parts: readonly SettlementPart[];
  /** As much of the period as is settled. */
  readonly interval: Interval;
}

/** What a reader of the figures of a contract must know, in plain English. */
export function settlementWarnings({ contract, covered, parts, interval }: WarningsInput): readonly string[] {
  const turns = parts.slice(1).map((part) => renderInstant(part.interval.fromMs));
  const [first] = contract.versions;
  const warnings: string[] = [];
  if (covered.length === 0) warnings.push('the contract covers nothing that was in service');
  if (turns.length > 0)
    warnings.push(`terms or contractor change at ${turns.join(', ')}: figures and money are by part`);
  if (first && first.fromMs < interval.fromMs && first.sinceMs > interval.fromMs)
    warnings.push(
      `the contract is on record from ${renderInstant(first.sinceMs)} on: before that it is taken to have been the same`,
    );
  return [...warnings, ...parts.flatMap(warnOfUnmeasured)];
}

/** So many are named. */
const MOST_NAMES = 5;

/** What a contract counts and nobody measures is no outage, and no availability either. */
function warnOfUnmeasured({ terms, entities }: SettlementPart): readonly string[] {
  const unmeasured = entities.filter(({ coverage }) => coverage.inServiceMs > 0 && coverage.knownMs === 0);
  if (unmeasured.length === 0) return [];
  const names: readonly Entity[] = unmeasured.slice(0, MOST_NAMES).map(({ entity }) => entity);
  const more = unmeasured.length > MOST_NAMES ? ' …' : '';
  return [
    `of ${unmeasured.length} of ${entities.length} nothing is known of ${terms.indicator}: ${names.join(', ')}${more}`,
  ];
}

const renderInstant = (instantMs: number) => new Date(instantMs).toISOString();
