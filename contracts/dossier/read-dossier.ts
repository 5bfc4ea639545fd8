import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import type { StatementDocument } from '../statements/statement-schema.ts';
import { answeringParties } from './answering-parties.ts';
import { clientSide } from './client-side.ts';
import type { Dossier } from './dossier-schema.ts';
import { recordedSince } from './recorded-since.ts';

/** What a dossier has besides objections, which follow from the life of the statement. */
export type RecordDossier = Omit<Dossier, 'objections'>;

export interface DossierOptions {
  /** Of the program that makes the statement. */
  readonly version: string;
  /** What a restatement takes the place of. */
  readonly before?: Pick<StatementDocument, 'recordedBeforeMs' | 'software'>;
}

/** The dossier of a settlement, by the record as it was settled from. The history must have been read as of the same instant. */
export function readDossier(
  reader: LedgerReader,
  history: InventoryHistory,
  settlement: ContractSettlement,
  { version, before }: DossierOptions,
): RecordDossier | undefined {
  const { contractId, parts, decisions, recordedBeforeMs } = settlement;
  if (!decisions || recordedBeforeMs === undefined) return undefined;
  return reader.snapshot(() => ({
    client: clientSide(history, settlement),
    ...decisions,
    answering: answeringParties(history, contractId, parts),
    ...(before && {
      since: {
        recordedBeforeMs: before.recordedBeforeMs,
        changes: recordedSince(reader, history, {
          settlement,
          decisions,
          before: { recordedBeforeMs: before.recordedBeforeMs, version: before.software.version },
          recordedBeforeMs,
          version,
        }),
      },
    }),
  }));
}
