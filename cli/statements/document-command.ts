import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import { expectFiled, expectPeriod } from '../../contracts/actions/statements/statement-context.ts';
import { handOut, type NewFile, recordWhereWritable } from '../../contracts/statements/hand-out.ts';
import { type OutgoingFile, recordHandedOut } from '../../contracts/statements/handed-out.ts';
import { readStatementFile } from '../../contracts/statements/read-statement-file.ts';
import { systemSaid, THERE_ALREADY, unwritable } from '../../contracts/statements/record-statement.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { listFiled } from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { openStatement } from '../../contracts/statements/statement-seal.ts';
import { CamwatchError } from '../../core/errors.ts';
import type { Language } from '../../core/language/language.ts';
import { VERSION } from '../../core/version.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { buildStatementDocument } from '../../reports/statement/build-statement-document.ts';
import type { StatementInput } from '../../reports/statement/statement-input.ts';
import { createDocumentWords } from '../../reports/statement/words/document-words.ts';
import { addHandOutOptions, type HandOutOptions, tellUnrecorded } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { authorOf } from '../shell/shared-options.ts';
import { namesOfStatement } from './names-on-record.ts';
import { expectPlace, type Office, outPath, withOffice } from './office.ts';
import { addCommonOptions, type CommonOptions } from './options.ts';
import { filedBy, objectedSince } from './show-command.ts';

const FORMATS = ['docx', 'xlsx', 'pdf'] as const;
type Format = (typeof FORMATS)[number];

interface Options extends CommonOptions, HandOutOptions {
  readonly contract?: string;
  readonly period?: string;
  readonly hash?: string;
  readonly format: readonly Format[];
  readonly out?: string;
  readonly force?: boolean;
}

/** `camwatch statement document`: a sealed statement for people to read, check and sign. */
export function buildDocumentCommand(context: Context): Command {
  const { terminal } = context;
  const command = addHandOutOptions(addCommonOptions(new Command('document')))
    .description(
      'Write a statement as a document to sign (DOCX, PDF) and as a workbook (XLSX), in Vietnamese or translated.',
    )
    .argument('[file]', 'the sealed file; or --contract and --period, of a statement that is on record')
    .option('--contract <id>', 'id of the contract')
    .option('--period <period>', 'period such as 2026-10, 2026-Q4 or 2026')
    .option('--hash <start>', 'of the contract and period the one whose hash begins so')
    .option('--format <formats>', `of ${FORMATS.join(', ')}, separated by commas`, parseFormats, ['docx'])
    .option('--out <file>', 'file to write, or a folder that exists (default: the current folder)')
    .option('--force', 'write over files that are there');
  return command
    .addHelpText(
      'after',
      `
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
    )
    .action(async (file: string | undefined, options: Options) => {
      const { contract, period, lang } = options;
      if ((file === undefined) === (contract === undefined || period === undefined))
        command.error('error: expected the sealed file, or --contract and --period');
      expectPlace(options.out, ENDING.test(options.out ?? '') ? 'file' : 'folder');
      if (file === undefined) await ofRecord(contract ?? '', period ?? '');
      else await ofFile(file);

      async function ofRecord(contractId: string, periodText: string): Promise<void> {
        await withOffice({ ...options, contract: contractId }, context, async (office) => {
          office.expectContract(contractId);
          const life = office.life(contractId, expectPeriod(office, contractId, periodText));
          const filed = options.hash === undefined ? expectFiled(life) : filedBy(life, options.hash);
          const document = office.documentOf(filed);
          const since = objectedSince(document, life);
          await write(
            inputOf(document, {
              sha256: filed.sha256,
              names: namesOfStatement(office, document),
              since,
              lang,
            }),
            office,
          );
        });
      }

      async function ofFile(path: string): Promise<void> {
        const { statement, problems } = openStatement(readStatementFile(path));
        if (!statement || problems.length > 0)
          throw new StatementError('STATEMENT_FILE', {
            en: `${path}: expected a sealed statement as it was written, got: ${showUntrusted(problems.join('; '))}`,
            vi: `${path}: cần bảng đối soát đã niêm phong, còn nguyên vẹn, nhận được: ${showUntrusted(problems.join('; '))}`,
          });
        const { document, sha256 } = statement;
        let isRead = false;
        try {
          await withOffice({ ...options, contract: document.contract.id }, context, async (office) => {
            const input = inputOf(document, { sha256, names: namesOfStatement(office, document), lang });
            isRead = true;
            await write(input, office);
          });
        } catch (error) {
          // A contractor has the file and no ledger: ids are enough to check it.
          if (!(error instanceof CamwatchError) || options.ledger !== undefined || isRead) throw error;
          terminal.printError(
            `camwatch: no names of parties and devices, their ids instead: ${error.message}`,
          );
          await write(inputOf(document, { sha256, names: {}, lang }));
        }
      }

      async function write(input: StatementInput, office?: Office): Promise<void> {
        const written = await writeAll(input, options, {
          terminal,
          record: (files) => {
            if (office) recordFiles(office, input, files);
          },
        });
        if (options.json) terminal.printJson({ id: input.document.id, sha256: input.sha256, files: written });
        else terminal.print(written.join('\n'));
      }

      /** Of a statement of this ledger alone: what others sealed is theirs to hand out. */
      function recordFiles(
        office: Office,
        { document, sha256 }: StatementInput,
        files: readonly OutgoingFile[],
      ): void {
        const life = office.life(document.contract.id, document.period);
        if (!listFiled(life).some((filed) => filed.sha256 === sha256)) return;
        const unrecorded = recordWhereWritable(office.store, () => {
          using pen = openDecisionWriter(office, authorOf(options));
          recordHandedOut(pen, {
            ...{ id: document.id, of: sha256, version: VERSION, files },
            ...(options.to !== undefined && { to: options.to }),
          });
        });
        tellUnrecorded(unrecorded, terminal);
      }
    });
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
  { format, out, force, lang }: Options,
  {
    terminal,
    record,
  }: Pick<Context, 'terminal'> & { readonly record: (files: readonly OutgoingFile[]) => void },
): Promise<readonly string[]> {
  const planned = format.map((each) => ({ each, path: pathOf(each) }));
  for (const { path } of planned) {
    if (!force && existsSync(path)) throw unwritable(path, THERE_ALREADY);
  }
  const files: NewFile[] = [];
  for (const [index, { each, path }] of planned.entries()) {
    terminal.progress('document', index, planned.length);
    files.push({ path, format: each, bytes: await RENDERERS[each](input) });
  }
  terminal.clearProgress();
  handOut(files, {
    record,
    unwritable: (path, error) => unwritable(path, systemSaid(error), error),
  });
  return planned.map(({ path }) => path);

  /** A file name has the ending of its format; one that names another is the beginning of several. */
  function pathOf(each: Format): string {
    if (out !== undefined && !isFolder(out)) return `${out.replace(ENDING, '')}.${each}`;
    const name = basename(outPath(undefined, input.document)).replace(/\.json$/, '');
    // The document that is signed has the name that it always had; a translation stands beside it.
    const language = lang === undefined || lang === 'vi' ? '' : `-${lang}`;
    return join(out ?? '.', `${name}${language}.${each}`);
  }
}

const ENDING = /\.(docx|xlsx|pdf)$/;

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** Loaded when they are needed: no other command should wait for their libraries. */
const RENDERERS: Readonly<Record<Format, (input: StatementInput) => Promise<Uint8Array>>> = {
  docx: async (input) => {
    const { renderDocx } = await import('../../documents/docx/render-docx.ts');
    return renderDocx(buildStatementDocument(input));
  },
  xlsx: async (input) => {
    const { renderStatementXlsx } = await import('../../reports/statement/sheets/render-statement-xlsx.ts');
    return renderStatementXlsx(input);
  },
  pdf: async (input) => {
    const { renderPdf } = await import('../../documents/pdf/render-pdf.ts');
    return renderPdf(buildStatementDocument(input));
  },
};

function parseFormats(text: string): readonly Format[] {
  const named = text.split(',').map((name) => name.trim().toLowerCase());
  const known = FORMATS.filter((format) => named.includes(format));
  if (known.length === new Set(named).size) return known;
  throw new InvalidArgumentError(`expected some of ${FORMATS.join(', ')}, separated by commas`);
}
