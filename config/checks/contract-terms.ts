import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import { readTerms } from '../contract-terms/read-terms.ts';
import type { Draft, Report } from '../draft/draft.ts';
import { checkContractFees } from './contract-fees.ts';
import { findUnmeasuredIndicators } from './contract-indicators.ts';
import { checkCoveredTwice } from './covered-twice.ts';

/** Terms must be read whole: what cannot be read would be settled, or watched for, as if it had not been agreed. */
export function checkContractTerms(draft: Draft, report: Report): void {
  const { contracts, calendars, zone } = draft;
  const context = { timeZone: zone.timeZone, calendars: calendars.byId, isDeclared: calendars.isDeclared };
  const readable = new Map<string, ContractTerms>();
  for (const contract of contracts.items) {
    const { terms, problems = [] } = readTerms(contract, context);
    for (const { path, message, part } of problems) {
      report.problem(contracts.problem(contract, `terms.${path}`, message, part));
    }
    // A contract without terms is not settled: it only says who keeps devices working.
    if (terms && Object.keys(contract.terms).length > 0) readable.set(contract.id, terms);
  }
  checkContractFees(draft, readable, report);
  checkCoveredTwice(draft, readable, report);
  findUnmeasuredIndicators(draft, readable, report);
  findOldRules(draft, readable, report);
}

/** A contract stays by what it was signed under until somebody amends it: worth knowing, and not wrong. */
function findOldRules({ contracts }: Draft, terms: ReadonlyMap<string, ContractTerms>, report: Report): void {
  for (const contract of contracts.items) {
    if (terms.get(contract.id)?.rules !== 1) continue;
    report.finding({
      code: 'OLD_RULES',
      file: contracts.file,
      line: contracts.lineOf(contract),
      message: `${contract.id}: it is settled by version 1 of the rules`,
    });
  }
}
