import type { Draft, Report } from '../draft.ts';
import { RETENTION_TERM, readRetentionMs } from '../retention-term.ts';

/** Terms that the collector reads: one that it cannot read would be watched for in silence by the profile's. */
export function checkContractTerms({ contracts }: Draft, report: Report): void {
  for (const contract of contracts.items) {
    if (readRetentionMs(contract) !== 'unreadable') continue;
    const got = JSON.stringify(contract.terms[RETENTION_TERM]);
    const message = `expected a duration such as 30d for ${RETENTION_TERM}, got ${got}`;
    report.problem(contracts.problem(contract, 'terms', message));
  }
}
