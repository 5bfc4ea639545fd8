import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { handOutStatement } from '../../contracts/actions/statements/hand-out-statement.ts';
import {
  expectFiled,
  expectPeriod,
  WhichStatement,
} from '../../contracts/actions/statements/statement-context.ts';
import { handOut, type NewFile, recordWhereWritable } from '../../contracts/statements/hand-out.ts';
import type { OutgoingFile } from '../../contracts/statements/handed-out.ts';
import { readStatementFile } from '../../contracts/statements/read-statement-file.ts';
import { systemSaid, THERE_ALREADY, unwritable } from '../../contracts/statements/record-statement.ts';
import { objectedSince } from '../../contracts/statements/statement-disputes.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { filedBy } from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { openStatement } from '../../contracts/statements/statement-seal.ts';
import { CamwatchError } from '../../core/errors.ts';
import { formatsOf, HandedTo } from '../../core/input/fields.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { namesOfStatement } from '../../reports/statement/names-on-record.ts';
import {
  documentFileName,
  renderStatementFile,
  STATEMENT_FORMATS,
  type StatementFormat,
} from '../../reports/statement/render-statement-file.ts';
import type { StatementInput } from '../../reports/statement/statement-input.ts';
import { createDocumentWords } from '../../reports/statement/words/document-words.ts';
import { tellUnrecorded } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';
import { SEAL } from './options.ts';
import { expectPlace, type StatementScope, withStatementScope } from './statement-scope.ts';

const { contract, period } = WhichStatement.shape;
const OPTIONS = {
  ...{ ...PLACE, ...TOLD, author: SEAL.author, to: HandedTo },
  ...{ contract: contract.optional(), period: period.optional() },
  hash: z
    .string()
    .optional()
    .meta({ value: 'start' })
    .describe('of the contract and period the one whose hash begins so'),
  format: formatsOf(STATEMENT_FORMATS)
    .prefault(['docx'])
    .describe(`of ${STATEMENT_FORMATS.join(', ')}, separated by commas`),
  out: SEAL.out,
  force: z.boolean().default(false).describe('write over files that are there'),
  file: z
    .string()
    .optional()
    .describe('the sealed file; or --contract and --period, of a statement that is on record'),
};
type Options = z.output<z.ZodObject<typeof OPTIONS>>;

/** `camwatch statement document`: a sealed statement for people to read, check and sign. */
export const buildDocumentCommand = defineCommand({
  name: 'document',
  description:
    'Write a statement as a document to sign (DOCX, PDF) and as a workbook (XLSX), in Vietnamese or translated.',
  arguments: ['file'],
  options: OPTIONS,
  help: `
Each document has the hash of the sealed file and the fingerprint of its key, and says how they are checked: what counts is the sealed
file. Of a statement that is on record each file is put on record by its hash, so that "verify" finds it again. The same statement gives
the same bytes. Names of the parties, of devices and of lines come from the ledger; without one their ids stand
there alone, and so for what is at a secret site.
A draft that is on record has the objections that came since.
Without --lang they are in Vietnamese; --lang en writes a translation for reference, whose names end in -en: the Vietnamese is signed.

Examples:
  camwatch statement document october.json --format docx,xlsx,pdf --out /srv/statements
  camwatch statement document --contract bao-tri-camera-noi-thanh --period 2026-10
  camwatch statement document october.json --format docx,pdf --lang en
  camwatch statement document --contract c-1 --period 2026-10 --hash 9f2c --format pdf --out october.pdf`,
  check: ({ file, contract, period }) =>
    (file === undefined) === (contract === undefined || period === undefined)
      ? {
          en: 'expected the sealed file, or --contract and --period',
          vi: 'cần tệp đã niêm phong, hoặc --contract và --period',
        }
      : undefined,
  open: openNothing,
  run: ({ cli }, { file, contract = '', period = '', ...options }) => {
    expectPlace(options.out, ENDING.test(options.out ?? '') ? 'file' : 'folder');
    return file === undefined ? ofRecord({ contract, period }, options, cli) : ofFile(file, options, cli);
  },
  json: (written) => written,
  render: ({ files }) => files,
});

interface Written {
  readonly id: string;
  readonly sha256: string;
  readonly files: readonly string[];
}

type Asked = Omit<Options, 'file' | 'contract' | 'period'>;

const ofRecord = (
  { contract, period }: z.output<typeof WhichStatement>,
  options: Asked,
  cli: Context,
): Promise<Written> =>
  withStatementScope(omitUndefined({ ...options, contract }), cli, (statements) => {
    statements.expectContract(contract);
    const life = statements.life(contract, expectPeriod(statements, contract, period));
    const filed = options.hash === undefined ? expectFiled(life) : filedBy(life, options.hash);
    const document = statements.documentOf(filed);
    const { sha256 } = filed;
    const [names, since] = [namesOfStatement(statements, document), objectedSince(document, life)];
    return write(inputOf(document, { sha256, names, since, lang: options.lang }), options, {
      cli,
      statements,
    });
  });

async function ofFile(path: string, options: Asked, cli: Context): Promise<Written> {
  const { statement, problems } = openStatement(readStatementFile(path));
  if (!statement || problems.length > 0)
    throw new StatementError('STATEMENT_FILE', {
      en: `${path}: expected a sealed statement as it was written, got: ${showUntrusted(problems.join('; '))}`,
      vi: `${path}: cần bảng đối soát đã niêm phong, còn nguyên vẹn, nhận được: ${showUntrusted(problems.join('; '))}`,
    });
  const { document, sha256 } = statement;
  const { lang, ledger } = options;
  const about = omitUndefined({ ...options, contract: document.contract.id });
  let isRead = false;
  try {
    return await withStatementScope(about, cli, (statements) => {
      const input = inputOf(document, { sha256, names: namesOfStatement(statements, document), lang });
      isRead = true;
      return write(input, options, { cli, statements });
    });
  } catch (error) {
    // A contractor has the file and no ledger: ids are enough to check it.
    if (!(error instanceof CamwatchError) || ledger !== undefined || isRead) throw error;
    cli.terminal.printError(`camwatch: no names of parties and devices, their ids instead: ${error.message}`);
    return await write(inputOf(document, { sha256, names: {}, lang }), options, { cli });
  }
}

async function write(
  input: StatementInput,
  options: Asked,
  { cli: { terminal }, statements }: { readonly cli: Context; readonly statements?: StatementScope },
): Promise<Written> {
  const files = await writeAll(input, options, {
    terminal,
    record: (outgoing) => {
      if (statements) tellUnrecorded(recordFiles(statements, input, { outgoing, options }), terminal);
    },
  });
  return { id: input.document.id, sha256: input.sha256, files };
}

function recordFiles(
  statements: StatementScope,
  { document: { id }, sha256: of }: StatementInput,
  { outgoing: files, options }: { readonly outgoing: readonly OutgoingFile[]; readonly options: Asked },
): ReturnType<typeof recordWhereWritable> {
  const author = authorOf(options);
  return recordWhereWritable(statements.store, () =>
    handOutStatement({ record: statements, author }, { ...omitUndefined({ to: options.to }), id, of, files }),
  );
}

const inputOf = (
  document: StatementDocument,
  {
    since,
    lang,
    ...rest
  }: Pick<StatementInput, 'sha256' | 'names'> & {
    readonly since?: StatementInput['since'] | undefined;
    readonly lang: Language | undefined;
  },
): StatementInput => ({
  document,
  ...rest,
  words: createDocumentWords(document.period.timeZone, lang),
  ...(since && { since }),
});

async function writeAll(
  input: StatementInput,
  { format, out, force, lang }: Asked,
  {
    terminal,
    record,
  }: Pick<Context, 'terminal'> & { readonly record: (files: readonly OutgoingFile[]) => void },
): Promise<readonly string[]> {
  const wanted = STATEMENT_FORMATS.filter((each) => format.includes(each));
  const planned = wanted.map((each) => ({ each, path: pathOf(each) }));
  for (const { path } of planned) {
    if (!force && existsSync(path)) throw unwritable(path, THERE_ALREADY);
  }
  const files: NewFile[] = [];
  for (const [index, { each, path }] of planned.entries()) {
    terminal.progress('document', index, planned.length);
    files.push({ path, format: each, bytes: await renderStatementFile(each, input) });
  }
  terminal.clearProgress();
  handOut(files, {
    record,
    unwritable: (path, error) => unwritable(path, systemSaid(error), error),
  });
  return planned.map(({ path }) => path);

  /** A file name has the ending of its format; one that names another is the beginning of several. */
  function pathOf(each: StatementFormat): string {
    if (out !== undefined && !isFolder(out)) return `${out.replace(ENDING, '')}.${each}`;
    return join(out ?? '.', documentFileName(input.document, each, lang));
  }
}

const ENDING = /\.(docx|xlsx|pdf)$/;

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
