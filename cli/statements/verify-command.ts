import { hash } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { verifyOnRecord } from '../../contracts/actions/statements/verify-on-record.ts';
import { readStatementBytes } from '../../contracts/statements/read-statement-file.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { readLife } from '../../contracts/statements/statement-register.ts';
import type { StatementVerification } from '../../contracts/verification/statement-verification.ts';
import { verifyStatement } from '../../contracts/verification/verify-statement.ts';
import { VERSION } from '../../core/version.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { createWords } from '../../reports/statement/words/words.ts';
import { witnessNote } from '../checkpoint/witness-note.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { type Office, withOffice } from './office.ts';
import { addCommonOptions, type CommonOptions } from './options.ts';
import { renderHandedOut } from './render-handed-out.ts';
import { renderVerification } from './render-verification.ts';
import { findSealedOf, isDocument } from './verify-file.ts';
import { verifyProofFile } from './verify-proof-file.ts';
import { handedOutTexts } from './words/handed-out-texts.ts';

interface Options extends CommonOptions {
  readonly fingerprint?: string;
  readonly offline?: boolean;
  readonly proof?: string;
}

/** `camwatch statement verify`: green, or red with what differs; without the ledger never green. */
export function buildVerifyCommand(context: Context): Command {
  const { terminal, env, stop, reportProblem } = context;
  const command = addCommonOptions(new Command('verify'));
  return command
    .description(
      'Verify a file of a statement (JSON, DOCX, PDF, XLSX): its bytes, its signature, its place in the ledger, its figures.',
    )
    .argument('[file]', 'the sealed file, or a document that was handed out')
    .option(
      '--proof <file>',
      'a proof of one line or outage, by itself or with the sealed file: no ledger is asked',
    )
    .option('--fingerprint <digits>', 'of the key that was named to you by another way', parseFingerprint)
    .option('--offline', 'only what the file itself tells, without a ledger')
    .addHelpText(
      'after',
      `
The ledger itself is checked as "camwatch ledger verify" does it, and figures are computed again from it as it stood when the statement
was made. A document (DOCX, PDF, XLSX) is looked up by its hash, and with it the statement that it was made of; one that is not on
record says so. Exit code 0 where nothing differs, 1 where anything does, and for a document that is not on record. With --offline nothing is green: what is not red is "not proven",
with exit code 0. Rows before the last seal that no figure rests on are checked by "camwatch ledger verify --full". By hand:
docs/statements.md.

Examples:
  camwatch statement verify october.json
  camwatch statement verify october.pdf
  camwatch statement verify october.json --fingerprint 9f2c…e1 --json
  camwatch statement verify october.json --offline
  camwatch statement verify --proof line-3.json october.json --fingerprint 9f2c…e1`,
    )
    .action(async (named: string | undefined, options: Options) => {
      if (options.proof !== undefined) {
        const isGood = verifyProofFile({ ...options, proof: options.proof, file: named }, context);
        if (!isGood) reportProblem();
        return;
      }
      const file = named ?? command.error('error: expected a file, or --proof');
      const content = readStatementBytes(file);
      const fingerprint = options.fingerprint === undefined ? {} : { fingerprint: options.fingerprint };
      if (options.offline) {
        if (isDocument(file, content))
          throw new StatementError('STATEMENT_FILE', {
            en: `${file}: expected the sealed file (JSON) with --offline, got a document, which is looked up in the ledger`,
            vi: `${file}: với --offline cần tệp đã niêm phong (JSON), nhận được văn bản, phải tra trong sổ ghi`,
          });
        const language = options.lang ?? languageOf(env);
        const words = createWords(language, 'UTC', terminal.style);
        const text = content.toString('utf8');
        report(verifyStatement({ version: VERSION, ...fingerprint, text }), { words, language });
        return;
      }
      await withOffice(options, context, async (office) => {
        const { store, language } = office;
        const text = isDocument(file, content)
          ? findSealedOf(office, file, content)
          : content.toString('utf8');
        if (text === undefined) {
          reportUnknown(office);
          return;
        }
        const request = { text, fileSha256: hash('sha256', content, 'hex'), ...fingerprint };
        const verification = await verifyOnRecord(office, request, stop);
        const note = await witnessNote(store.path, options, language);
        report({ ...verification, notes: [...verification.notes, note] }, office);
      });

      function report(
        verification: StatementVerification,
        { words, language, reader }: Pick<Office, 'words' | 'language'> & Partial<Pick<Office, 'reader'>>,
      ): void {
        const { document, handedOut = [], ...rest } = verification;
        if (options.json) terminal.printJson({ file, ...rest, handedOut });
        else {
          const life = document && readLife(reader?.decisions('statement') ?? [], document.id);
          const lines = life ? renderHandedOut(handedOut, life, { words, language }) : [];
          terminal.print(
            [
              renderVerification(file, verification, words),
              ...lines.map((line) => `  ${handedOutTexts(language).title}: ${line}`),
            ].join('\n'),
          );
        }
        if (!verification.isGood) reportProblem();
      }

      function reportUnknown({ language }: Pick<Office, 'language'>): void {
        const { notOnRecord, whyNot } = handedOutTexts(language);
        const sha256 = hash('sha256', content, 'hex');
        if (options.json) terminal.printJson({ file, verdict: 'not-on-record', isGood: false, sha256 });
        else
          terminal.print(
            [
              `${showUntrusted(file)}: ${terminal.style('red', notOnRecord)}`,
              `  ${whyNot}`,
              `  SHA-256 ${sha256}`,
            ].join('\n'),
          );
        reportProblem();
      }
    });
}

function parseFingerprint(text: string): string {
  const digits = text.replaceAll(/[\s:]/g, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  throw new InvalidArgumentError('expected 64 hexadecimal digits');
}
