import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { verifyOnRecord } from '../../../contracts/actions/statements/verify-on-record.ts';
import { findHandedOut, type HandedOut } from '../../../contracts/statements/handed-out.ts';
import { findSignedPart } from '../../../contracts/statements/signed-part.ts';
import { listFiled, readLife, type StatementLife } from '../../../contracts/statements/statement-register.ts';
import { isShallow } from '../../../core/text/parse-json.ts';
import type { PdfSigner } from '../../../documents/check/signed-pdf/check-signed-pdf.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import { findSealedOf, isDocument } from '../../../reports/statement/sealed-of-file.ts';
import { type StatementAsked, statementsOf } from '../expect-statement.ts';
import { mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { type StatementVerified, toldOf, withinTime } from './verify.ts';

interface SentFile {
  /** As whoever sent it called it: for people, and never a path. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly fingerprint?: string | undefined;
}

/** What is known of a file that somebody has; nothing of it is kept. */
export interface FileVerified {
  readonly name: string;
  readonly sha256: string;
  /** Of what: of nothing that whoever asks may read; of a report, which is verified where reports are; or of a statement. */
  readonly of: 'unknown' | 'report' | 'statement';
  readonly statement?: StatementAsked;
  /** Absent where it took longer than a page waits. */
  readonly found?: StatementVerified;
  /** Where it was handed out. */
  readonly handedOut: readonly HandedOut[];
  /** Of a PDF that was signed after it was handed out. */
  readonly signed?: {
    readonly signers: readonly Pick<PdfSigner, 'subject' | 'issuer' | 'signedMs'>[];
    readonly isGood: boolean;
  };
}

/** Verifies a file of a statement (JSON, DOCX, PDF, XLSX) as `camwatch statement verify` does it; another's is not known. */
export async function verifyFileFor(
  context: PaperContext,
  { name, content, fingerprint }: SentFile,
): Promise<FileVerified> {
  const { reader, store, who } = context;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const sha256 = hash('sha256', bytes, 'hex');
  const file = { name: basename(name.replaceAll('\\', '/')), sha256 };
  const rows = [...reader.decisions('statement')];
  const signed = await checkSigned(rows, bytes, context);
  const known = signed ? bytes.subarray(0, signed.length) : bytes;
  const knownSha256 = hash('sha256', known, 'hex');
  const handedOut = findHandedOut(rows, knownSha256);
  if (handedOut.some(({ id }) => id.startsWith('report:')))
    return { ...file, of: who.scope === 'city' ? 'report' : 'unknown', handedOut: [] };
  const text = isDocument(file.name, known)
    ? findSealedOf({ store, reader }, file.name, known)
    : known.toString('utf8');
  const statement = text === undefined ? undefined : statementOf(text, rows);
  if (text === undefined || !statement || !mayReadContract(context, statement.contract, statement.endsMs - 1))
    return { ...file, of: 'unknown', handedOut: [] };
  const { contract, period } = statement;
  const request = { text, fileSha256: knownSha256, ...(fingerprint !== undefined && { fingerprint }) };
  const found = await withinTime((signal) =>
    verifyOnRecord(statementsOf(context, contract), request, signal),
  );
  return {
    ...file,
    ...{ of: 'statement', statement: { contract, period }, handedOut },
    ...(found && { found: toldOf(context, found, sha256) }),
    ...(signed && { signed: signed.told }),
  };
}

/** Of which statement a sealed file says that it is: only one that is on record. */
function statementOf(text: string, rows: readonly Decision[]) {
  const id = idOf(text);
  const life: StatementLife | undefined = id === undefined ? undefined : readLife(rows, id);
  const [first] = life ? listFiled(life) : [];
  return first && { contract: first.contract, period: first.period.label, endsMs: first.period.toMs };
}

function idOf(text: string): string | undefined {
  if (!isShallow(text)) return undefined;
  try {
    const id = memberOf(memberOf(JSON.parse(text), 'document'), 'id');
    return typeof id === 'string' ? id : undefined;
  } catch {
    // No sealed file.
    return undefined;
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

async function checkSigned(rows: readonly Decision[], bytes: Buffer, { nowMs }: PaperContext) {
  if (bytes.toString('latin1', 0, 4) !== '%PDF') return undefined;
  const { pdfEnds } = await import('../../../documents/check/signed-pdf/pdf-ends.ts');
  const part = findSignedPart(rows, bytes, pdfEnds(bytes));
  if (!part) return undefined;
  const { checkSignedPdf } = await import('../../../documents/check/signed-pdf/check-signed-pdf.ts');
  const { signers, problems } = await checkSignedPdf(bytes, part.length, { authorities: [], nowMs });
  const told = signers.map(({ subject, issuer, signedMs }) => ({
    ...{ subject, issuer },
    ...(signedMs !== undefined && { signedMs }),
  }));
  return { length: part.length, told: { signers: told, isGood: problems.length === 0 } };
}
