import { Command, InvalidArgumentError } from 'commander';
import type { ContractSettlement } from '../../settlement/contract-settlement.ts';
import { type RecordDossier, readDossier } from '../../settlement/dossier/read-dossier.ts';
import { readHistory } from '../../settlement/history.ts';
import { listFiled } from '../../settlement/statement-register.ts';
import type { StatementDocument } from '../../settlement/statement-schema.ts';
import { findRecordProblems } from '../../settlement/verify-record.ts';
import { type StatementVerification, verifyStatement } from '../../settlement/verify-statement.ts';
import { witnessNote } from '../checkpoint/witness-note.ts';
import type { Context } from '../context.ts';
import { languageOf } from '../language-of.ts';
import { VERSION } from '../version.ts';
import { type Office, withOffice } from './office.ts';
import { addCommonOptions, type CommonOptions } from './options.ts';
import { readStatementFile } from './read-statement-file.ts';
import { renderVerification } from './render-verification.ts';
import { createWords } from './words.ts';

interface Options extends CommonOptions {
  readonly fingerprint?: string;
  readonly offline?: boolean;
}

/** `camwatch statement verify`: green, or red with what differs; without the ledger never green. */
export function buildVerifyCommand(context: Context): Command {
  const { terminal, env, stop, reportProblem } = context;
  return addCommonOptions(new Command('verify'))
    .description(
      'Verify the file of a statement: its bytes, its signature, its place in the ledger, its figures.',
    )
    .argument('<file>', 'the file')
    .option('--fingerprint <digits>', 'of the key that was named to you by another way', parseFingerprint)
    .option('--offline', 'only what the file itself tells, without a ledger')
    .addHelpText(
      'after',
      `
The ledger itself is checked as "camwatch ledger verify" does it, and figures are computed again from it as it stood when the statement
was made. Exit code 0 where nothing differs, 1 where anything does. With --offline nothing is green: what is not red is "not proven",
with exit code 0. Rows before the last seal that no figure rests on are checked by "camwatch ledger verify --full". By hand:
docs/statements.md.

Examples:
  camwatch statement verify october.json
  camwatch statement verify october.json --fingerprint 9f2c…e1 --json
  camwatch statement verify october.json --offline`,
    )
    .action(async (file: string, options: Options) => {
      const text = readStatementFile(file);
      const common = {
        text,
        version: VERSION,
        ...(options.fingerprint === undefined ? {} : { fingerprint: options.fingerprint }),
      };
      if (options.offline) {
        const words = createWords(options.lang ?? languageOf(env), 'UTC', terminal.style);
        report(verifyStatement(common), words);
        return;
      }
      await withOffice(options, context, async (office) => {
        const { path, reader, settle, words, language } = office;
        const problems = await findRecordProblems(path, { signal: stop });
        const verification = verifyStatement({
          ...common,
          ledger: {
            rows: reader.decisions('statement'),
            settle: ({ contract, period, asOfMs, recordedBeforeMs }) =>
              settle({ contractId: contract.id, period, asOfMs, recordedBeforeMs }),
            dossier: (document, settlement) => dossierAgain(office, document, settlement),
            changedRows: reader.changedRows,
            problems,
          },
        });
        const note = await witnessNote(path, options, language);
        report({ ...verification, notes: [...verification.notes, note] }, words);
      });

      function report(verification: StatementVerification, words: ReturnType<typeof createWords>): void {
        const { document: _, ...rest } = verification;
        if (options.json) terminal.printJson({ file, ...rest });
        else terminal.print(renderVerification(file, verification, words));
        if (!verification.isGood) reportProblem();
      }
    });
}

/** By the history as of the instant of the document; of a restatement since the one that it names. */
function dossierAgain(
  { reader, life, documentOf }: Office,
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

function parseFingerprint(text: string): string {
  const digits = text.replaceAll(/[\s:]/g, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  throw new InvalidArgumentError('expected 64 hexadecimal digits');
}
