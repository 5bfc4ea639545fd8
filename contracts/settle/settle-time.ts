import type { Entity } from '../../core/domain/state.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { contractInForce } from './contract-parts.ts';
import type { SettlementPart, SettlementRequest } from './contract-settlement.ts';
import { coveredEntities } from './covered-entities.ts';
import { elapsedOf } from './settle-contract.ts';
import { contextOfPart, periodOfPart } from './settle-contract-part.ts';
import { settlePart } from './settle-part.ts';
import { readTimeSources } from './settlement-sources.ts';

/** The settled time of some entities in a part of a period, of which nothing is added up. */
export type SettledTime = Pick<SettlementPart, 'interval' | 'terms' | 'entities'>;

/**
 * Divides the time of entities of a contract as its settlement does, some of them alone: `history` may lack all others that
 * they do not hang on. Lines that stand in for one another are to be asked for together.
 *
 * @throws SETTLEMENT_CONTRACT, SETTLEMENT_PERIOD, SETTLEMENT_TERMS.
 */
export function settleTime(
  reader: LedgerReader,
  history: InventoryHistory,
  request: SettlementRequest & { readonly only: ReadonlySet<Entity> },
): readonly SettledTime[] {
  const interval = elapsedOf(request);
  const contract = contractInForce(history, request, interval);
  const { inForce } = contract;
  const known = coveredEntities(history, request.contractId, { inForce, interval });
  const covered = known.filter(({ entity }) => request.only.has(entity));
  const sources = readTimeSources(reader, history, { request, interval, contract, covered });
  const names = new Set(known.map(({ entity }) => entity));
  const isCovered = (entity: Entity) => names.has(entity);
  return contract.parts.map((part) => {
    const { context } = contextOfPart(part, { history, request, covered, sources, isCovered });
    const { terms } = part;
    return { interval: periodOfPart(part, contract, request.period), terms, entities: settlePart(context) };
  });
}
