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
import { type PrintedCheck, told } from './check-printed.ts';
import { compareIssued } from './compare-issued.ts';
import { createFiguresBuilders } from './figures-builders.ts';
import { judgePrinted } from './judge-printed.ts';
import { knownKeys } from './known-keys.ts';
import { loadAuthorities, Trust } from './load-authorities.ts';
import { formatOf, namedFigures } from './named-figures.ts';
import {
  checkOnRecord,
  findIssued,
  findNamedFigures,
  findOnRecord,
  findSigned,
  type OnRecord,
} from './on-record.ts';
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
  readonly printed?: PrintedCheck | undefined;
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
  const printed =
    sealed && !isFigures(file)
      ? await verifyPrinted({ wish, content, sealed, onRecord }, context)
      : undefined;
  const isChanged = onRecord?.isChanged ?? false;
  const isGood = figures.isGood && printed?.isGood !== false && !isChanged;
  const signedOf = context.record && findSigned(context.record.store, content)?.handedOut;
  return { isGood, sealedPath, figures, printed, handedOut: onRecord?.handedOut, signedOf, isChanged };
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
}

async function verifyPrinted(source: PrintedSource, { record }: VerifyContext): Promise<PrintedCheck> {
  const { wish, content, sealed, onRecord } = source;
  const { file, original } = wish;
  const known = onRecord?.handedOut ?? [];
  const written = known.filter(({ issued }) => !issued);
  if (written.length > 0) return checkOnRecord(written, sealed);
  const last = known.findLast(({ issued }) => issued)?.issued;
  if (last && last.figures !== 'equal') return asIssued(last);
  const authorities = loadAuthorities(wish.trust);
  const check = await judgePrinted({ file, content, sealed, original, store: record?.store, authorities });
  return last || check.signed ? check : await withIssued(check, source, record?.store);
}

/** As it was found when it was put on record: it is the same file. */
const asIssued = ({ figures, equal, problems, toRead }: Issued): PrintedCheck => ({
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

/** Once a report was issued, another file of it must say the same. */
async function withIssued(
  check: PrintedCheck,
  { wish: { file }, content, sealed }: PrintedSource,
  store: RecordStore | undefined,
): Promise<PrintedCheck> {
  const format = formatOf(file);
  const [last] = store && format ? findIssued(store, sealed.sha256, format) : [];
  if (!last) return check;
  const { row, content: issued } = last;
  const differences = await compareIssued({ file, bytes: content, issued, document: sealed.document });
  const named = `khác bản đã phát hành / not as it was issued (${row.file.name}, dòng / row ${row.seq})`;
  return {
    ...check,
    isGood: check.isGood && differences.length === 0,
    problems: [...check.problems, ...told(differences.map((text) => `${named}: ${text}`))],
    toRead: [],
  };
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
