import { readFileSync } from 'node:fs';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { readDossier } from '#contracts/dossier/read-dossier.ts';
import type { ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import { readFiled } from '#contracts/statements/record-statement.ts';
import { buildFigures } from '#contracts/statements/statement-figures.ts';
import { type Filed, listFiled, readLives } from '#contracts/statements/statement-register.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { findRecordProblems } from '#contracts/verification/verify-record.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { readHistory } from '#ledger/history/history.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { unpackOldLedger } from './old-ledger.ts';
import { TIME_ZONE } from './settled-city.ts';

/** A ledger of an older version with the statements that were sealed over it; what happened in it: test/fixtures/ledgers/README.md. */
export function openSealedStatements(name: string) {
  const old = unpackOldLedger(name);
  // As the first start of this version leaves it: indexes alone are new, and no row.
  openStore(old.path, { nowMs: Date.now }).close();
  const reader = openLedgerReader(old.path);
  const problems = findRecordProblems(recordStore(old.path));
  const filed = readLives(reader.decisions('statement')).flatMap(listFiled);
  const settle = ({ contract, period, asOfMs, recordedBeforeMs, hangsOn }: StatementDocument) =>
    settleOnRecord(
      reader,
      {
        ...{ contractId: contract.id, period, asOfMs, recordedBeforeMs, timeZone: TIME_ZONE },
        ...(hangsOn && { hangsOn: 'worked-out' }),
      },
      { readFiled: (filed) => readFiled(old.path, filed) },
    );
  const dossier = (
    { contract, recordedBeforeMs, replaces, software }: StatementDocument,
    settlement: ContractSettlement,
  ) => {
    const history = readHistory(reader, { recordedBeforeMs, contractId: contract.id });
    const before = filed.find(({ sha256 }) => sha256 === replaces?.sha256);
    return readDossier(reader, history, settlement, {
      version: software.version,
      ...(before && { before: readFiled(old.path, before) }),
    });
  };
  const textOf = ({ files }: Filed) => readFileSync(`${old.path}.files/${files[0]?.sha256}`, 'utf8');
  return {
    path: old.path,
    statements: filed.map((one) => ({
      filed: one,
      title: `${one.contract} ${one.period.label} ${one.action}`,
    })),
    textOf,
    /** What is wrong with it, and its figures as they are sealed and as they are settled now. */
    verify: async (one: Filed) => {
      const document = readFiled(old.path, one);
      const { verdict, checks, differences } = verifyStatement({
        text: textOf(one),
        version: document.software.version,
        ledger: {
          rows: reader.decisions('statement'),
          settle,
          dossier,
          changedRows: reader.changedRows,
          problems: await problems,
        },
      });
      return {
        ...{ verdict, differences, problems: checks.flatMap((check) => check.problems) },
        sealed: canonicalJson(document.figures),
        settled: canonicalJson(buildFigures(settle(document))),
      };
    },
    close: () => {
      reader.close();
      old.remove();
    },
  };
}
