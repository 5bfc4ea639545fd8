import { readTerms } from '../contract-terms/read-terms.ts';
import type { Draft, Report } from '../draft.ts';

/** Terms must be read whole: what cannot be read would be settled, or watched for, as if it had not been agreed. */
export function checkContractTerms({ contracts, zone }: Draft, report: Report): void {
  const context = { timeZone: zone.timeZone, calendars: new Map() };
  for (const contract of contracts.items) {
    const { problems = [] } = readTerms(contract, context);
    for (const { path, message, part } of problems) {
      report.problem(contracts.problem(contract, `terms.${path}`, message, part));
    }
  }
}
