import { valueAt } from '../../core/time/versions.ts';
import type { Claim } from '../../ledger/decisions/claims.ts';
import type { PaperContext } from './paper-context.ts';
import { PaperError } from './paper-error.ts';

type Asked = Pick<PaperContext, 'parties' | 'secretContracts' | 'reader' | 'who'>;

/**
 * Whether a contract is one of whoever asks: of the party that was bound by it at the instant (or last), and whole or not at
 * all. One that covers a device at a secret site is there for those alone who may see such sites: its sums would tell of them.
 */
export function mayReadContract(asked: Asked, contractId: string, atMs: number): boolean {
  return (
    isOfScope(asked, contractId, atMs) && (asked.who.seesSecret || !asked.secretContracts().has(contractId))
  );
}

/** @throws PAPER_UNKNOWN */
export function expectContract(asked: Asked, contractId: string, atMs: number): void {
  if (!mayReadContract(asked, contractId, atMs)) throw noSuch('contract', 'hợp đồng', contractId);
}

/** A claim is for the parties of its contract, and for those that it blames or that were asked. */
export function mayReadClaim(
  asked: Asked,
  { contract, interval, entities, by, against, hearings }: Claim,
): boolean {
  const { who } = asked;
  const isParty =
    who.scope === 'city' ||
    isOfScope(asked, contract, interval.fromMs) ||
    [by, ...against, ...hearings.map(({ party }) => party)].includes(who.party);
  if (!isParty || who.seesSecret) return isParty;
  const secret = asked.reader.secretEntities();
  return !entities.some((entity) => secret.has(entity));
}

export const noSuch = (en: string, vi: string, id: string): PaperError =>
  new PaperError({ en: `there is no such ${en}: "${id}"`, vi: `không có ${vi} như vậy: "${id}"` });

function isOfScope({ parties, who: { scope } }: Asked, contractId: string, atMs: number): boolean {
  const versions = parties.contracts.get(contractId);
  if (versions === undefined) return false;
  if (scope === 'city') return true;
  const contract = valueAt(versions, atMs) ?? versions.at(-1)?.value;
  return 'agency' in scope ? contract?.agency === scope.agency : contract?.contractor === scope.contractor;
}
