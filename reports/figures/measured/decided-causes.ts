import type { DecidedCause } from '../../../availability/attribution/cause.ts';
import { acceptedClaims } from '../../../contracts/settle/accepted.ts';
import { contractExcuses } from '../../../contracts/settle/contract-excuses.ts';
import type { Entity } from '../../../core/domain/state.ts';
import { foldClaims } from '../../../ledger/decisions/claims.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';

/** What accepted claims of all contracts decided of the causes of outages. */
export function readDecidedCauses(
  reader: LedgerReader,
  recordedBeforeMs: number,
): (entity: Entity) => readonly DecidedCause[] {
  const claims = foldClaims(reader.decisions('claim', { recordedBeforeMs }));
  const contracts = new Set([...claims.values()].map(({ contract }) => contract));
  const excuses = [...contracts].sort().map((contract) =>
    contractExcuses({
      claims: acceptedClaims(claims.values(), contract),
      maintenance: [],
      // A claim that was accepted names its devices.
      isCovered: () => false,
    }),
  );
  return (entity) => excuses.flatMap(({ decidedOf }) => decidedOf(entity, 1));
}
