import type { InventoryHistory } from '../../../ledger/history/history.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { DecisionFinding } from '../../findings/decision-finding.ts';
import { listDecisionFindings } from '../../findings/decision-findings.ts';
import type { ContractSettlement } from '../../settle/contract-settlement.ts';

/**
 * What is worth a look before the figures of a settlement are agreed on: findings that touch its devices and links in its
 * period, as they were on record when it was asked for. They change no figure.
 */
export function listStatementFindings(
  reader: LedgerReader,
  history: InventoryHistory,
  { parts, period, asOfMs, recordedBeforeMs }: ContractSettlement,
): readonly DecisionFinding[] {
  const entities = new Set(parts.flatMap((part) => part.entities.map(({ entity }) => entity)));
  if (entities.size === 0) return [];
  return listDecisionFindings(reader, history, {
    fromMs: period.fromMs,
    toMs: Math.min(period.toMs, asOfMs),
    entities,
    ...(recordedBeforeMs === undefined ? {} : { recordedBeforeMs }),
  });
}
