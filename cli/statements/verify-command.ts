import { hash } from 'node:crypto';
import { z } from 'zod';
import { verifyOnRecord } from '../../contracts/actions/statements/verify-on-record.ts';
import { readStatementBytes } from '../../contracts/statements/read-statement-file.ts';
import { findSignedPart } from '../../contracts/statements/signed-part.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { readLife } from '../../contracts/statements/statement-register.ts';
import type { StatementVerification } from '../../contracts/verification/statement-verification.ts';
import { verifyStatement } from '../../contracts/verification/verify-statement.ts';
import { must } from '../../core/input/parse-input.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { VERSION } from '../../core/version.ts';
import type { SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import { pdfEnds } from '../../documents/check/signed-pdf/pdf-ends.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { loadAuthorities } from '../../reports/actions/load-authorities.ts';
import { findSealedOf, isDocument } from '../../reports/statement/sealed-of-file.ts';
import { handedOutTexts } from '../../reports/statement/words/handed-out-texts.ts';
import { createWords, type Words } from '../../reports/statement/words/words.ts';
import { renderSigners } from '../../reports/words/render-signers.ts';
import { witnessNote } from '../checkpoint/witness-note.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { renderHandedOut } from './render-handed-out.ts';
import { renderVerification } from './render-verification.ts';
import { type StatementScope, withStatementScope } from './statement-scope.ts';
import { renderProof, verifyProofFile } from './verify-proof-file.ts';

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
  trust: z
    .array(z.string())
    .default([])
    .meta({ value: 'file' })
    .describe('certificates of authorities (PEM) that signers of a PDF are held to; repeatable'),
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
record says so. A PDF that was signed is the file that was handed out with signatures behind it and nothing else: each is checked, and its
signer named. Exit code 0 where nothing differs, 1 where anything does, and for a document that is not on record. With --offline nothing is green: what is not red is "not proven",
with exit code 0. Rows before the last seal that no figure rests on are checked by "camwatch ledger verify --full". By hand:
docs/statements.md.

Examples:
  camwatch statement verify october.json
  camwatch statement verify october.pdf
  camwatch statement verify signed.pdf --trust root-ca.pem
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
    const signed = await checkSigned(statements, content, options.trust);
    const known = signed ? content.subarray(0, signed.length) : content;
    const text = isDocument(file, known) ? findSealedOf(statements, file, known) : known.toString('utf8');
    if (text === undefined) return tellUnknown(file, content, cli);
    const request = { text, fileSha256: hash('sha256', known, 'hex'), ...named };
    const verification = await verifyOnRecord(statements, request, cli.stop);
    const note = await witnessNote(store.place, omitUndefined(options), language);
    const { document, handedOut = [] } = verification;
    const life = document && readLife(statements.reader.decisions('statement'), document.id);
    const told = tell(
      file,
      {
        ...verification,
        ...(signed && signed.problems.length > 0 && { verdict: 'bad' as const, isGood: false }),
        notes: [...verification.notes, note],
      },
      { words, language, handedOut: life ? renderHandedOut(handedOut, life, { words, language }) : [] },
    );
    return signed ? withSigners(told, signed, { language, style: cli.terminal.style }) : told;
  });
}

/** Of a PDF that was signed: what stands behind the file that was handed out. */
type Signed = SignedPdfCheck & { readonly length: number };

async function checkSigned(
  { reader }: Pick<StatementScope, 'reader'>,
  content: Buffer,
  trust: readonly string[],
): Promise<Signed | undefined> {
  const ends = content.toString('latin1', 0, 4) === '%PDF' ? pdfEnds(content) : [];
  const part = findSignedPart(reader.decisions('statement'), content, ends);
  if (!part) return undefined;
  const { checkSignedPdf } = await import('../../documents/check/signed-pdf/check-signed-pdf.ts');
  const authorities = loadAuthorities(trust);
  const check = await checkSignedPdf(content, part.length, { authorities, nowMs: Date.now() });
  return { ...check, length: part.length };
}

function withSigners(
  told: Told,
  signed: Signed,
  { language, style }: { readonly language: Language; readonly style: Context['terminal']['style'] },
): Told {
  const { signers, problems, toRead } = signed;
  const isGood = problems.length === 0;
  const outcome = { en: isGood ? 'good' : 'BAD', vi: isGood ? 'đúng' : 'SAI' }[language];
  const title = { en: 'signatures in the PDF', vi: 'chữ ký số trong tệp PDF' }[language];
  return {
    isGood: told.isGood,
    json: { ...Object(told.json), signed: { signers, problems, toRead } },
    lines: [
      ...told.lines,
      `  ${title}: ${style(isGood ? 'green' : 'red', outcome)}`,
      ...[...renderSigners(signed, language), ...problems.map(showUntrusted), ...toRead].map(
        (line) => `    ${line}`,
      ),
    ],
  };
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
