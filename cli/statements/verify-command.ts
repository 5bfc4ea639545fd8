import { hash } from 'node:crypto';
import { z } from 'zod';
import { verifyOnRecord } from '../../contracts/actions/statements/verify-on-record.ts';
import { readStatementBytes } from '../../contracts/statements/read-statement-file.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { readLife } from '../../contracts/statements/statement-register.ts';
import type { StatementVerification } from '../../contracts/verification/statement-verification.ts';
import { verifyStatement } from '../../contracts/verification/verify-statement.ts';
import { must } from '../../core/input/parse-input.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { VERSION } from '../../core/version.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { createWords, type Words } from '../../reports/statement/words/words.ts';
import { witnessNote } from '../checkpoint/witness-note.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { renderHandedOut } from './render-handed-out.ts';
import { renderVerification } from './render-verification.ts';
import { withStatementScope } from './statement-scope.ts';
import { findSealedOf, isDocument } from './verify-file.ts';
import { renderProof, verifyProofFile } from './verify-proof-file.ts';
import { handedOutTexts } from './words/handed-out-texts.ts';

const OPTIONS = {
  ...{ ...PLACE, ...TOLD },
  proof: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('a proof of one line or outage, by itself or with the sealed file: no ledger is asked'),
  fingerprint: z
    .string()
    .transform((text) => text.replaceAll(/[\s:]/g, '').toLowerCase())
    .superRefine(
      must(
        (digits) => /^[0-9a-f]{64}$/.test(digits),
        'expected 64 hexadecimal digits',
        'cần 64 chữ số thập lục phân',
      ),
    )
    .optional()
    .meta({ value: 'digits' })
    .describe('of the key that was named to you by another way'),
  offline: z.boolean().default(false).describe('only what the file itself tells, without a ledger'),
  file: z.string().optional().describe('the sealed file, or a document that was handed out'),
};
type Options = z.output<z.ZodObject<typeof OPTIONS>>;

/** `camwatch statement verify`: green, or red with what differs; without the ledger never green. */
export const buildVerifyCommand = defineCommand({
  name: 'verify',
  description:
    'Verify a file of a statement (JSON, DOCX, PDF, XLSX): its bytes, its signature, its place in the ledger, its figures.',
  arguments: ['file'],
  options: OPTIONS,
  help: `
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
  check: ({ file, proof }) =>
    file === undefined && proof === undefined
      ? { en: 'expected a file, or --proof', vi: 'cần một tệp, hoặc --proof' }
      : undefined,
  open: openNothing,
  run: async ({ cli }, { proof, file = '', ...options }): Promise<Told> => {
    if (proof === undefined) return await verify(file, options, cli);
    const statement = file === '' ? undefined : file;
    const { document, ...rest } = verifyProofFile(proof, omitUndefined({ ...options, statement }));
    return {
      isGood: rest.isGood,
      json: { file: proof, ...rest },
      lines: renderProof(proof, omitUndefined({ ...rest, document }), cli),
    };
  },
  json: ({ json }) => json,
  render: ({ lines }) => lines,
  isProblem: ({ isGood }) => !isGood,
});

/** What was found, told while the ledger is open. */
interface Told {
  readonly isGood: boolean;
  readonly json: unknown;
  readonly lines: readonly string[];
}

type Asked = Omit<Options, 'file' | 'proof'>;

async function verify(file: string, options: Asked, cli: Context): Promise<Told> {
  const content = readStatementBytes(file);
  const { fingerprint } = omitUndefined(options);
  const named = fingerprint === undefined ? {} : { fingerprint };
  if (options.offline) {
    if (isDocument(file, content)) throw documentOffline(file);
    const words = createWords(cli.language, 'UTC', cli.terminal.style);
    const text = content.toString('utf8');
    const verification = verifyStatement({ version: VERSION, ...named, text });
    return tell(file, verification, { words, handedOut: [], language: cli.language });
  }
  return await withStatementScope(omitUndefined(options), cli, async (statements) => {
    const { store, language, words } = statements;
    const text = isDocument(file, content)
      ? findSealedOf(statements, file, content)
      : content.toString('utf8');
    if (text === undefined) return tellUnknown(file, content, cli);
    const request = { text, fileSha256: hash('sha256', content, 'hex'), ...named };
    const verification = await verifyOnRecord(statements, request, cli.stop);
    const note = await witnessNote(store.path, omitUndefined(options), language);
    const { document, handedOut = [] } = verification;
    const life = document && readLife(statements.reader.decisions('statement'), document.id);
    return tell(
      file,
      { ...verification, notes: [...verification.notes, note] },
      { words, language, handedOut: life ? renderHandedOut(handedOut, life, { words, language }) : [] },
    );
  });
}

function tell(
  file: string,
  verification: StatementVerification,
  {
    words,
    handedOut: lines,
    language,
  }: { readonly words: Words; readonly handedOut: readonly string[]; readonly language: Language },
): Told {
  const { document: _, handedOut = [], ...rest } = verification;
  const { title } = handedOutTexts(language);
  return {
    isGood: verification.isGood,
    json: { file, ...rest, handedOut },
    lines: [renderVerification(file, verification, words), ...lines.map((line) => `  ${title}: ${line}`)],
  };
}

function tellUnknown(file: string, content: Buffer, { language, terminal }: Context): Told {
  const { notOnRecord, whyNot } = handedOutTexts(language);
  const sha256 = hash('sha256', content, 'hex');
  return {
    isGood: false,
    json: { file, verdict: 'not-on-record', isGood: false, sha256 },
    lines: [
      `${showUntrusted(file)}: ${terminal.style('red', notOnRecord)}`,
      `  ${whyNot}`,
      `  SHA-256 ${sha256}`,
    ],
  };
}

const documentOffline = (file: string): StatementError =>
  new StatementError('STATEMENT_FILE', {
    en: `${file}: expected the sealed file (JSON) with --offline, got a document, which is looked up in the ledger`,
    vi: `${file}: với --offline cần tệp đã niêm phong (JSON), nhận được văn bản, phải tra trong sổ ghi`,
  });
