import { Command } from 'commander';
import { expectFiled, expectPeriod } from '../../contracts/actions/statements/statement-context.ts';
import { objectionEntries } from '../../contracts/dossier/objection-entries.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { listFiled, type StatementLife } from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { buildObjectionPaper, type ObjectionPaper } from '../../reports/statement/papers/objection-paper.ts';
import { createDocumentWords } from '../../reports/statement/words/document-words.ts';
import { PAPER, type PaperFiles, writePaper } from '../print/write-paper.ts';
import type { Context } from '../shell/context.ts';
import { addMembers, listMembers } from '../shell/option-members.ts';
import { namesOfStatement } from './names-on-record.ts';
import { type Office, withOffice } from './office.ts';
import { addCommonOptions, addWhichOptions, type CommonOptions } from './options.ts';

interface Options extends CommonOptions, Pick<PaperFiles, 'format' | 'out' | 'force'> {
  readonly contract: string;
  readonly period: string;
}

/** `camwatch statement objection`: the paper of an objection, for both parties to sign. */
export function buildObjectionCommand(context: Context): Command {
  const { terminal } = context;
  const command = new Command('objection').description(
    'Write an objection as minutes to sign (DOCX, PDF): who objected, when, to what and why, and what became of it.',
  );
  return addMembers(addCommonOptions(addWhichOptions(command)), listMembers(PAPER))
    .argument('<number>', 'of the objection, as camwatch statement show gives it')
    .addHelpText(
      'after',
      `
The lines in dispute are those of the statement as it is now: the draft, what was issued, or the last restatement.
Without --lang it is in Vietnamese; --lang en writes a translation for reference, whose name ends in -en.

Examples:
  camwatch statement objection 1 --contract c-1 --period 2026-10
  camwatch statement objection 2 --contract c-1 --period 2026-10 --format docx,pdf --out /srv/statements`,
    )
    .action(async (number: string, options: Options) => {
      const { lang: language = 'vi', format, out, force } = options;
      await withOffice(options, context, async (office) => {
        office.expectContract(options.contract);
        const life = office.life(options.contract, expectPeriod(office, options.contract, options.period));
        const filed = expectFiled(life);
        const document = office.documentOf(filed);
        const paper = buildObjectionPaper({
          ...objectionOf(life, document, number, office),
          document,
          sha256: filed.sha256,
          names: namesOfStatement(office, document),
          words: createDocumentWords(document.period.timeZone, language),
        });
        const name = `${options.contract}-${document.period.label}-objection-${number}`;
        const files = await writePaper(paper, { format, out, force, name, language });
        if (options.json) terminal.printJson({ id: life.id, objection: Number(number), files });
        else terminal.print(files.join('\n'));
      });
    });
}

/** @throws STATEMENT_UNKNOWN where the statement has no such objection. */
function objectionOf(
  life: StatementLife,
  { figures, dossier }: StatementDocument,
  number: string,
  { documentOf }: Pick<Office, 'documentOf'>,
): Pick<ObjectionPaper, 'objection' | 'entry' | 'row' | 'draft'> {
  const claims = dossier?.claims ?? [];
  const { length } = life.objections;
  const entry = objectionEntries(life, length, { figures, claims }).find((one) => `${one.number}` === number);
  const objection = life.objections.find((one) => one.number === entry?.number);
  const row = life.steps.find(({ seq }) => seq === entry?.seq);
  const draft = listFiled(life).findLast(({ action, seq }) => action === 'drafted' && seq < (row?.seq ?? 0));
  if (objection && entry && row && draft)
    return { objection, entry, row, draft: { ...draft, document: documentOf(draft) } };
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `${life.id}: expected the number of an objection, of which there are ${length}, got "${number}"`,
    vi: `${life.id}: cần số của một ý kiến (có ${length} ý kiến), nhận được "${number}"`,
  });
}
