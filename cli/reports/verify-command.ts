import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Command } from 'commander';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { findRecordProblems } from '../../contracts/verification/verify-record.ts';
import { readRegularFile } from '../../core/host/read-regular-file.ts';
import { VERSION } from '../../core/version.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import { checkPrinted, type PrintedCheck } from '../../reports/actions/check-printed.ts';
import { createFiguresBuilders } from '../../reports/actions/figures-builders.ts';
import { knownKeys } from '../../reports/actions/known-keys.ts';
import { checkOnRecord, findOnRecord, type OnRecord } from '../../reports/actions/on-record.ts';
import { unsealPlanDefinition } from '../../reports/actions/plan-definition.ts';
import { ReportError } from '../../reports/actions/report-error.ts';
import { readText } from '../../reports/actions/write-report.ts';
import { isMissing } from '../../reports/figures/document/figure-parts.ts';
import { openFigures } from '../../reports/figures/seal-figures.ts';
import { type FiguresVerification, verifyFigures } from '../../reports/figures/verify-figures.ts';
import { witnessNote } from '../checkpoint/witness-note.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { renderVerification } from './render-verification.ts';

interface Options extends PlaceOptions {
  readonly figures?: string;
  readonly fingerprint?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** `camwatch report verify`: the figures in a document against its sealed data, and these against the ledger. */
export function buildVerifyCommand(context: Context): Command {
  const { terminal, env, stop, reportProblem } = context;
  return addPlaceOptions(new Command('verify'))
    .description(
      'Verify a report (DOCX, PDF, XLSX) against its sealed figures, and sealed figures (JSON) against the ledger.',
    )
    .argument('<file>', 'the document, or the sealed figures')
    .option('--figures <file>', 'the sealed figures of a document (default: looked for beside it)')
    .option('--fingerprint <digits>', 'of the key that was named to you by another way; then no other counts')
    .option('--offline', 'without a ledger: only what the files themselves tell')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
A file that was handed out is found again in the ledger by its hash, and that decides: nothing is rendered anew for it. Of any other it
is said that it is not on record, and it is compared word by word:
green (exit code 0) where every figure that is printed is the one that the sealed data give, and the ledger still gives these; red
(exit code 1) with the figure and its place where one differs. Words may be edited in Word; a sentence that was reworded is listed, since
its figures must be read by a person, and so is whatever was added or may cover a figure. A PDF must be the very file that the sealed
figures give.

The seal must be of a key that the ledger knows: one that signed a statement on record, or that of the settings (statements.key, or
of the user where --ledger is given). Where none is known, and with --offline, compare the fingerprint that is printed with the one named to you.

Examples:
  camwatch report verify reports-2025/bao-cao-city-2025.docx
  camwatch report verify signed.docx --figures reports-2025/bao-cao-city-2025.json
  camwatch report verify reports-2025/bao-cao-city-2025.json --offline --json`,
    )
    .action(async (file: string, options: Options) => {
      const isFigures = file.endsWith('.json');
      const content = readBytes(file);
      const onRecord = options.offline ? undefined : findOnRecord(await ledgerPath(options), content);
      const { path: sealedPath, text } = sealedOf(file, options, { content, onRecord });
      const figures = await verifySealed(text, options, { env, signal: stop });
      const printed = isFigures
        ? undefined
        : await verifyPrinted(file, content, { sealedPath, text, onRecord });
      const isChanged = onRecord?.isChanged ?? false;
      const isGood = figures.isGood && printed?.isGood !== false && !isChanged;
      const handedOut = onRecord?.handedOut;
      if (options.json) {
        const { document: _, ...rest } = figures;
        terminal.printJson({ file, sealed: sealedPath, isGood, figures: rest, printed, handedOut });
      } else {
        const verified = { file, sealedPath, figures, printed, handedOut, isChanged };
        terminal.print(renderVerification(verified, terminal.style));
      }
      if (!isGood) reportProblem();
    });
}

async function verifySealed(
  text: string,
  options: Options,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<FiguresVerification> {
  const sealed = openFigures(text).sealed;
  const plan = sealed?.document.sections.plan;
  const definition =
    plan === undefined || isMissing(plan) ? undefined : unsealPlanDefinition(plan.state.definition);
  const common = {
    text,
    version: VERSION,
    ...(options.fingerprint !== undefined && { fingerprint: options.fingerprint }),
  };
  if (options.offline) return verifyFigures({ ...common, builders: {} });
  const ledger = await ledgerPath(options);
  const ledgerProblems = await findRecordProblems(ledger, { signal });
  const reader = openLedgerReader(ledger);
  try {
    const verification = verifyFigures({
      ...common,
      reader,
      ledgerProblems,
      knownKeys: await knownKeys(reader, options, env),
      builders: createFiguresBuilders(ledger, definition),
    });
    const note = await witnessNote(ledger, options);
    return { ...verification, notes: [...verification.notes, note] };
  } finally {
    reader.close();
  }
}

interface SealedSource {
  readonly content: Buffer;
  readonly onRecord: OnRecord | undefined;
}

/** Those that are named, else those that the ledger keeps of a document that was handed out, else those beside it. */
function sealedOf(
  file: string,
  { figures }: Options,
  { content, onRecord }: SealedSource,
): { readonly path: string; readonly text: string } {
  if (file.endsWith('.json')) return { path: file, text: content.toString('utf8') };
  if (figures === undefined && onRecord?.sealed) return onRecord.sealed;
  const path = figures ?? findBeside(file);
  return { path, text: readText(path) };
}

async function verifyPrinted(
  file: string,
  content: Buffer,
  {
    sealedPath,
    text,
    onRecord,
  }: { readonly sealedPath: string; readonly text: string; readonly onRecord: OnRecord | undefined },
): Promise<PrintedCheck> {
  const { sealed } = openFigures(text);
  if (!sealed)
    throw new ReportError('REPORT_FILE', `${sealedPath}: expected sealed figures, got something else`);
  return onRecord && onRecord.handedOut.length > 0
    ? checkOnRecord(onRecord.handedOut, sealed)
    : await checkPrinted(file, content, sealed);
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
