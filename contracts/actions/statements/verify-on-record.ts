import { VERSION } from '../../../core/version.ts';
import { readHistory } from '../../../ledger/history/history.ts';
import { type RecordDossier, readDossier } from '../../dossier/read-dossier.ts';
import type { ContractSettlement } from '../../settle/contract-settlement.ts';
import { listFiled } from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import type { StatementVerification } from '../../verification/statement-verification.ts';
import { findRecordProblems } from '../../verification/verify-record.ts';
import { verifyStatement } from '../../verification/verify-statement.ts';
import type { StatementContext } from './statement-context.ts';

/** A sealed file that somebody has. */
export interface VerifyRequest {
  readonly text: string;
  /** Of the file as it was handed over, which may be a document made of it. */
  readonly fileSha256: string;
  /** Of the key that was named to them by another way. */
  readonly fingerprint?: string;
}

/** Verifies a sealed file against the record: bytes, signature, place, and every figure computed again; the record itself as well. */
export async function verifyOnRecord(
  statements: StatementContext,
  request: VerifyRequest,
  signal: AbortSignal,
): Promise<StatementVerification> {
  const { store, reader, settle } = statements;
  const problems = await findRecordProblems(store, { signal });
  return verifyStatement({
    ...{ ...request, version: VERSION },
    ledger: {
      rows: reader.decisions('statement'),
      settle: ({ contract, period, asOfMs, recordedBeforeMs, hangsOn }) =>
        settle({
          ...{ contractId: contract.id, period, asOfMs, recordedBeforeMs },
          ...(hangsOn && { hangsOn: 'worked-out' }),
        }),
      dossier: (document, settlement) => dossierAgain(statements, document, settlement),
      changedRows: reader.changedRows,
      problems,
    },
  });
}

/** By the history as of the instant of the document; of a restatement since the one that it names. */
function dossierAgain(
  { reader, life, documentOf }: StatementContext,
  { contract, period, recordedBeforeMs, replaces, software }: StatementDocument,
  settlement: ContractSettlement,
): RecordDossier | undefined {
  const history = readHistory(reader, { recordedBeforeMs, contractId: contract.id });
  const filed =
    replaces && listFiled(life(contract.id, period)).find(({ sha256 }) => sha256 === replaces.sha256);
  return readDossier(reader, history, settlement, {
    version: software.version,
    ...(filed && { before: documentOf(filed) }),
  });
}
