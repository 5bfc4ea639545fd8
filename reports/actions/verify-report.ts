import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { HandedOut, Issued } from '../../contracts/statements/handed-out.ts';
import { findRecordProblems } from '../../contracts/verification/verify-record.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { VERSION } from '../../core/version.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FiguresFile, openFigures } from '../figures/seal-figures.ts';
import { type FiguresVerification, verifyFigures } from '../figures/verify-figures.ts';
import { checkOnRecord } from './check-on-record.ts';
import { told } from './check-printed.ts';
import { compareIssued } from './compare-issued.ts';
import { createFiguresBuilders } from './figures-builders.ts';
import { findInForce, type IssuedOnRecord, listIssued } from './issued-files.ts';
import { type JudgedCheck, judgePrinted } from './judge-printed.ts';
import { knownKeys } from './known-keys.ts';
import { loadAuthorities, Trust } from './load-authorities.ts';
import { formatOf, namedFigures } from './named-figures.ts';
import { findNamedFigures, findOnRecord, findSigned, type OnRecord } from './on-record.ts';
import { unsealPlanDefinition } from './plan-definition.ts';
import { readReportFile } from './read-report-file.ts';
import { ReportError } from './report-error.ts';
import { readText } from './write-report.ts';

/** A document of a report, or sealed figures, and what it is to be compared with. */
export const VerifyReport = z.object({
  file: z.string().describe('the document, or the sealed figures'),
  /** Else they are looked for on record as well. */
  figures: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('the sealed figures of a document (default: those on record that it names, else beside it)'),
  original: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('the document as it was handed out (default: the one kept beside the ledger)'),
  trust: Trust,
  fingerprint: z
    .string()
    .optional()
    .meta({ value: 'digits' })
    .describe('of the key that was named to you by another way; then no other counts'),
});
type Wish = z.output<typeof VerifyReport>;

/** What a report is verified by. */
export interface VerifyContext {
  /** Absent: only what the files themselves tell. */
  readonly record?: {
    readonly store: RecordStore;
    /** Where the key of the office lies; whoever may not read it goes without. */
    readonly keyFile: string;
  };
  readonly stop: AbortSignal;
}

export interface VerifiedReport {
  readonly isGood: boolean;
  readonly sealedPath: string;
  readonly figures: FiguresVerification;
  /** Absent where the file is the sealed figures themselves. */
  readonly printed?: JudgedCheck | undefined;
  /** Every file that was issued of the report; absent: no ledger was asked. */
  readonly issues?: readonly IssuedOnRecord[] | undefined;
  /** The file has the format of one that was issued and nothing stands in place of, and is none of these. */
  readonly isOtherThanIssued: boolean;
  /** Absent: no ledger was asked. */
  readonly handedOut?: readonly HandedOut[] | undefined;
  /** Of a PDF that was signed: what it was before. */
  readonly signedOf?: readonly HandedOut[] | undefined;
  /** A row that hands it out is not what was hashed. */
  readonly isChanged: boolean;
}

/**
 * Verifies the figures of a document against its sealed data, and these against the ledger. A file that was handed out is
 * found again by its hash, and nothing is rendered anew for it. @throws INPUT_INVALID, REPORT_FILE
 */
export async function verifyReport(
  context: VerifyContext,
  input: z.input<typeof VerifyReport>,
): Promise<VerifiedReport> {
  const wish = parseInput(VerifyReport, input);
  const { file } = wish;
  const content = readReportFile(file);
  const onRecord = context.record && findOnRecord(context.record.store, content);
  const { path: sealedPath, text } = sealedOf(wish, { content, onRecord }, context);
  const { sealed } = openFigures(text);
  if (!sealed && !isFigures(file))
    throw new ReportError('REPORT_FILE', `${sealedPath}: expected sealed figures, got something else`);
  const figures = await verifySealed(text, wish, context);
  const { record } = context;
  const issues = record && sealed && listIssued(record.store, sealed.document.id);
  const source = sealed && { wish, content, sealed, onRecord, issues };
  const printed = source && !isFigures(file) ? await verifyPrinted(source, context) : undefined;
  const isChanged = onRecord?.isChanged ?? false;
  const isGood = figures.isGood && printed?.isGood !== false && !isChanged;
  const signedOf = context.record && findSigned(context.record.store, content)?.handedOut;
  const known = { handedOut: onRecord?.handedOut, signedOf, issues };
  return {
    ...{ isGood, sealedPath, figures, printed, ...known, isChanged },
    isOtherThanIssued: isOtherThan(issues ?? [], file, content),
  };
}

function isOtherThan(issues: readonly IssuedOnRecord[], file: string, content: Buffer): boolean {
  const inForce = issues.filter(({ row, replacedBy }) => !replacedBy && row.file.format === formatOf(file));
  const sha256 = hash('sha256', content, 'hex');
  return inForce.length > 0 && inForce.every(({ row }) => row.file.sha256 !== sha256);
}

const isFigures = (file: string): boolean => file.endsWith('.json');

async function verifySealed(
  text: string,
  { fingerprint }: Wish,
  { record, stop }: VerifyContext,
): Promise<FiguresVerification> {
  const sealed = openFigures(text).sealed;
  const plan = sealed?.document.sections.plan;
  const definition =
    plan === undefined || isMissing(plan) ? undefined : unsealPlanDefinition(plan.state.definition);
  const common = { text, version: VERSION, ...(fingerprint !== undefined && { fingerprint }) };
  if (!record) return verifyFigures({ ...common, builders: {} });
  const { store, keyFile } = record;
  const ledgerProblems = await findRecordProblems(store, { signal: stop });
  using reader = store.openReader();
  return verifyFigures({
    ...common,
    reader,
    ledgerProblems,
    knownKeys: knownKeys(reader, keyFile),
    builders: createFiguresBuilders(store.path, definition),
  });
}

interface SealedSource {
  readonly content: Buffer;
  readonly onRecord: OnRecord | undefined;
}

/** Those that are named, else those that the ledger keeps: of a document that was handed out, or that names them; else those beside it. */
function sealedOf(
  { file, figures }: Wish,
  { content, onRecord }: SealedSource,
  { record }: VerifyContext,
): { readonly path: string; readonly text: string } {
  if (isFigures(file)) return { path: file, text: content.toString('utf8') };
  if (figures === undefined && onRecord?.sealed) return onRecord.sealed;
  const signed = figures === undefined && record ? findSigned(record.store, content) : undefined;
  const named =
    signed?.handedOut[0]?.of ?? (figures === undefined && record ? namedFigures(file, content) : undefined);
  const kept = named !== undefined && record ? findNamedFigures(record.store, named) : undefined;
  if (kept) return kept;
  const path = figures ?? findBeside(file);
  return { path, text: readText(path) };
}

interface PrintedSource extends SealedSource {
  readonly wish: Wish;
  readonly sealed: FiguresFile;
  readonly issues: readonly IssuedOnRecord[] | undefined;
}

async function verifyPrinted(source: PrintedSource, { record }: VerifyContext): Promise<JudgedCheck> {
  const { wish, content, sealed, onRecord } = source;
  const { file, original } = wish;
  const known = onRecord?.handedOut ?? [];
  const written = known.filter(({ issued }) => !issued);
  const later = replacementOf(source);
  if (written.length > 0) return withReplacement(await checkOnRecord(written, sealed), later);
  const last = known.findLast(({ issued }) => issued)?.issued;
  if (last && last.figures !== 'equal') return withReplacement(asIssued(last), later);
  const authorities = loadAuthorities(wish.trust);
  const check = await judgePrinted({ file, content, sealed, original, store: record?.store, authorities });
  return last ? withReplacement(check, later) : await withIssued(check, source, record?.store);
}

/** Absent where nothing was issued in place of the file, or it was issued once more. */
function replacementOf({ issues = [], onRecord }: PrintedSource): IssuedOnRecord['replacedBy'] {
  const rows = new Set(onRecord?.handedOut.map(({ seq }) => seq));
  const own = issues.filter(({ row }) => rows.has(row.seq));
  return own.some(({ replacedBy }) => !replacedBy) ? undefined : own.at(-1)?.replacedBy;
}

function withReplacement(check: JudgedCheck, later: IssuedOnRecord['replacedBy']): JudgedCheck {
  if (!later) return check;
  const text = `đã được thay bằng tệp khác / another file was issued in its place: ${later.file.name}, ${later.issued.replaces?.reason ?? ''} (dòng / row ${later.seq})`;
  return { ...check, isGood: false, problems: [...told([text]), ...check.problems] };
}

/** As it was found when it was put on record: it is the same file. */
const asIssued = ({ figures, equal, problems, toRead }: Issued): JudgedCheck => ({
  isGood: figures !== 'differ',
  equal,
  problems: figures === 'differ' ? problems : [],
  toRead: [
    ...(figures === 'not-comparable'
      ? ['số liệu trong tệp không đối chiếu được / the figures in it cannot be compared', ...problems]
      : []),
    ...(toRead > 0 ? [`${toRead} chỗ khi ghi nhận / places when it was put on record`] : []),
  ],
});

/** Once a report was issued, another file of it must say the same as one of those that stand. */
async function withIssued(
  check: JudgedCheck,
  { wish: { file }, content, sealed, issues = [] }: PrintedSource,
  store: RecordStore | undefined,
): Promise<JudgedCheck> {
  const format = formatOf(file);
  const inForce = store && format ? findInForce(store, issues, { of: sealed.sha256, format }) : [];
  const found: (readonly string[])[] = [];
  for (const { row, content: issued } of inForce) {
    if (check.signed && startsWith(content, issued)) return signedAgain(check, row);
    const differences = await compareIssued({ file, bytes: content, issued, document: sealed.document });
    if (differences.length === 0) return { ...check, toRead: [] };
    const what = check.signed ? OTHER_SIGNATURE : 'khác bản đã phát hành / not as it was issued';
    found.push(differences.map((text) => `${what} (${row.file.name}, dòng / row ${row.seq}): ${text}`));
  }
  const [closest] = found.toSorted((one, other) => one.length - other.length);
  if (!closest) return check;
  return { ...check, isGood: false, problems: [...check.problems, ...told(closest)], toRead: [] };
}

const OTHER_SIGNATURE =
  'chữ ký không phải chữ ký của bản đã phát hành / another signature than that of the file that was issued';

const startsWith = (content: Buffer, start: Buffer): boolean =>
  content.subarray(0, start.length).equals(start);

/** What was issued, and signatures behind it that are not on record. */
function signedAgain(check: JudgedCheck, { file, seq }: HandedOut): JudgedCheck {
  const text = `chữ ký thêm sau bản đã phát hành, không có trong sổ ghi / signatures behind the file that was issued, which are not on record (${file.name}, dòng / row ${seq})`;
  return { ...check, toRead: [...check.toRead, ...told([text])] };
}

/** The sealed figures with the name of the document, else the only ones in its folder. @throws REPORT_FILE */
function findBeside(file: string): string {
  const folder = dirname(file);
  const same = basename(file).replace(/\.[a-z]+$/, '.json');
  const names = listFolder(folder).filter((name) => /^bao-cao-.*\.json$/.test(name) || name === same);
  const [only] = names;
  if (names.includes(same)) return join(folder, same);
  if (only !== undefined && names.length === 1) return join(folder, only);
  throw new ReportError(
    'REPORT_FILE',
    `${file}: expected its sealed figures beside it (${same}), found ${names.length === 0 ? 'none' : names.join(', ')}; name them with --figures`,
  );
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new ReportError('REPORT_FILE', `${folder}: expected a folder that can be read, got: ${got}`, {
      cause: error,
    });
  }
}
