import type { Contract } from '../../../core/domain/inventory.ts';
import { valueAt } from '../../../core/time/versions.ts';
import { type Claim, findClaim, foldClaims } from '../../../ledger/decisions/claims.ts';
import { DecisionError } from '../../../ledger/decisions/decision-error.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import { listClaimedOutages } from '../../claims/claimed-outages.ts';
import { claimEntry } from '../../dossier/claim-entries.ts';
import type { DossierClaim } from '../../dossier/dossier-schema.ts';
import { termsAt } from '../../terms-at.ts';

/** A claim as a dossier has it, by the record as it stands, with its contract at the time that is claimed. */
export interface ClaimDossier {
  readonly claim: DossierClaim;
  readonly contract: Contract;
  readonly rows: readonly Decision[];
  /** When names and contract are those of the claim. */
  readonly atMs: number;
}

/** @throws CLAIM_UNKNOWN, SELECTION_UNKNOWN where its contract is not on record. */
export function readClaimDossier(
  { reader, history, cityTimeZone }: Pick<CityRecord, 'reader' | 'history' | 'cityTimeZone'>,
  id: string,
  nowMs: number,
): ClaimDossier {
  return reader.snapshot(() => {
    const rows = [...reader.decisions('claim', { id })];
    const claim = findClaim(foldClaims(rows), id);
    const atMs = claim.interval.fromMs;
    const termsOf = (instantMs: number) =>
      termsAt(history, claim.contract, { atMs: instantMs, timeZone: cityTimeZone });
    return {
      claim: claimEntry(claim, {
        endsMs: ({ entities, interval }: Claim) =>
          listClaimedOutages(reader, { entities, indicator: termsOf(atMs).indicator, ...interval }).flatMap(
            ({ toMs }) => (toMs === undefined ? [] : [toMs]),
          ),
        withinMs: (instantMs) => termsOf(instantMs).claimWithinMs,
        readMs: nowMs,
      }),
      contract: contractAt(history, claim.contract, atMs),
      rows,
      atMs,
    };
  });
}

function contractAt({ contracts }: CityRecord['history'], id: string, atMs: number): Contract {
  const versions = contracts.get(id);
  const contract = valueAt(versions, atMs) ?? versions?.at(-1)?.value;
  if (contract) return contract;
  throw new DecisionError('SELECTION_UNKNOWN', {
    en: `expected a contract that is on record, got "${id}"`,
    vi: `cần hợp đồng có trong sổ ghi, nhận được "${id}"`,
  });
}
