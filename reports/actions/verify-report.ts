import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { HandedOut } from '../../contracts/statements/handed-out.ts';
import { findRecordProblems } from '../../contracts/verification/verify-record.ts';
import { readRegularFile } from '../../core/host/read-regular-file.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { VERSION } from '../../core/version.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FiguresFile, openFigures } from '../figures/seal-figures.ts';
import { type FiguresVerification, verifyFigures } from '../figures/verify-figures.ts';
import { checkPrinted, type PrintedCheck } from './check-printed.ts';
import { createFiguresBuilders } from './figures-builders.ts';
import { knownKeys } from './known-keys.ts';
import { formatOf, namedFigures } from './named-figures.ts';
import { checkOnRecord, findNamedFigures, findOnRecord, findOriginals, type OnRecord } from './on-record.ts';
import { unsealPlanDefinition } from './plan-definition.ts';
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
  const content = readBytes(file);
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
  return { isGood, sealedPath, figures, printed, handedOut: onRecord?.handedOut, isChanged };
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
  const named = figures === undefined && record ? namedFigures(file, content) : undefined;
  const kept = named !== undefined && record ? findNamedFigures(record.store, named) : undefined;
  if (kept) return kept;
  const path = figures ?? findBeside(file);
  return { path, text: readText(path) };
}

interface PrintedSource extends SealedSource {
  readonly wish: Wish;
  readonly sealed: FiguresFile;
}

async function verifyPrinted(source: PrintedSource, context: VerifyContext): Promise<PrintedCheck> {
  const { wish, content, sealed, onRecord } = source;
  if (onRecord && onRecord.handedOut.length > 0) return checkOnRecord(onRecord.handedOut, sealed);
  const { file } = wish;
  const checks: PrintedCheck[] = [];
  for (const original of originalsOf(source, context)) {
    const check = await checkPrinted({ file, bytes: content, figures: sealed, original });
    if (check.isGood) return check;
    checks.push(check);
  }
  // Where several were handed out, the one that it was made from is the one that it differs from least.
  const [closest] = checks.toSorted((a, b) => a.problems.length - b.problems.length);
  return closest ?? (await checkPrinted({ file, bytes: content, figures: sealed }));
}

/** The one that is named, else those that are kept. @throws REPORT_FILE where the ledger knows the named one as none of these figures. */
function originalsOf({ wish, sealed }: PrintedSource, { record }: VerifyContext): readonly Buffer[] {
  const { file, original } = wish;
  const format = formatOf(file);
  if (original === undefined)
    return record && format ? findOriginals(record.store, sealed.sha256, format) : [];
  const content = readBytes(original);
  const known = record && findOnRecord(record.store, content);
  if (known && !known.handedOut.some(({ of }) => of === sealed.sha256))
    throw new ReportError(
      'REPORT_FILE',
      `${original}: expected a document that was handed out of the figures ${sealed.sha256}, got one that the ledger does not know as that`,
    );
  return [content];
}

/** Of a document, whatever is in it. */
const MOST_BYTES = 100_000_000;

function readBytes(file: string): Buffer {
  try {
    return readRegularFile(file, MOST_BYTES);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new ReportError('REPORT_FILE', `${file}: expected a file that can be read, got: ${got}`, {
      cause: error,
    });
  }
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
