import type { RulesVersion } from '../../core/domain/contract-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import { Terms } from './terms-schema.ts';

/**
 * By which version of the rules a contract is settled, and whether its first terms hold for the time before they were on
 * record (`docs/rules.md`, 3.1). Asked also of contracts whose other terms may be broken.
 */
export function readRecordTerms({ terms }: Pick<Contract, 'terms'>): {
  readonly rules: RulesVersion;
  readonly beforeRecord: 'left-out' | 'settled';
} {
  const rules = Terms.shape.rules.safeParse(terms.rules);
  const beforeRecord = Terms.shape.before_record.safeParse(terms.before_record);
  return { rules: rules.data ?? 1, beforeRecord: beforeRecord.data ?? 'left-out' };
}
