import { readTerms } from '../config/contract-terms/read-terms.ts';
import type { ContractTerms } from '../core/domain/contract-terms.ts';
import { valueAt } from '../core/time/versions.ts';
import { DecisionError } from '../ledger/decisions/decision-error.ts';
import type { InventoryHistory } from '../ledger/history/history.ts';

/**
 * The terms of a contract at an instant, by the calendars of that instant.
 * @throws SELECTION_UNKNOWN where it is not on record then, or its terms cannot be read.
 */
export function termsAt(
  { contracts, calendars }: InventoryHistory,
  contractId: string,
  { atMs, timeZone }: { readonly atMs: number; readonly timeZone: string },
): ContractTerms {
  const versions = contracts.get(contractId);
  const contract = valueAt(versions, atMs) ?? versions?.at(-1)?.value;
  if (!contract)
    throw new DecisionError('SELECTION_UNKNOWN', {
      en: `contract: expected one that is on record, got "${contractId}"`,
      vi: `hợp đồng: cần hợp đồng có trong sổ ghi, nhận được "${contractId}"`,
    });
  const named = calendars.entries().flatMap(([id, own]) => {
    const calendar = valueAt(own, atMs);
    return calendar ? [[id, calendar] as const] : [];
  });
  const { terms, problems } = readTerms(contract, { timeZone, calendars: new Map(named) });
  if (terms) return terms;
  const written = problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new DecisionError('SELECTION_UNKNOWN', {
    en: `contract ${contractId}: ${written}`,
    vi: `hợp đồng ${contractId}: ${written}`,
  });
}
