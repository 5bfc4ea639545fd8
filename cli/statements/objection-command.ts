import { z } from 'zod';
import {
  expectFiled,
  expectPeriod,
  WhichStatement,
} from '../../contracts/actions/statements/statement-context.ts';
import { objectionEntries } from '../../contracts/dossier/objection-entries.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { listFiled, type StatementLife } from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { namesOfStatement } from '../../reports/statement/names-on-record.ts';
import { buildObjectionPaper, type ObjectionPaper } from '../../reports/statement/papers/objection-paper.ts';
import { createDocumentWords } from '../../reports/statement/words/document-words.ts';
import { PAPER, writePaper } from '../print/write-paper.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { openStatementScope, type StatementScope } from './statement-scope.ts';

/** `camwatch statement objection`: the paper of an objection, for both parties to sign. */
export const buildObjectionCommand = defineCommand({
  name: 'objection',
  description:
    'Write an objection as minutes to sign (DOCX, PDF): who objected, when, to what and why, and what became of it.',
  arguments: ['number'],
  options: {
    ...{ ...WhichStatement.shape, ...PLACE, ...TOLD, ...PAPER },
    number: z.string().describe('of the objection, as camwatch statement show gives it'),
  },
  help: `
The lines in dispute are those of the statement as it is now: the draft, what was issued, or the last restatement.
Without --lang it is in Vietnamese; --lang en writes a translation for reference, whose name ends in -en.

Examples:
  camwatch statement objection 1 --contract c-1 --period 2026-10
  camwatch statement objection 2 --contract c-1 --period 2026-10 --format docx,pdf --out /srv/statements`,
  open: openStatementScope,
  run: async ({ statements }, { contract, period, number, lang: language = 'vi', ...paper }) => {
    statements.expectContract(contract);
    const life = statements.life(contract, expectPeriod(statements, contract, period));
    const filed = expectFiled(life);
    const document = statements.documentOf(filed);
    const minutes = buildObjectionPaper({
      ...objectionOf(life, document, number, statements),
      ...{ document, sha256: filed.sha256, names: namesOfStatement(statements, document) },
      words: createDocumentWords(document.period.timeZone, language),
    });
    const name = `${contract}-${document.period.label}-objection-${number}`;
    const files = await writePaper(minutes, { ...paper, name, language });
    return { id: life.id, objection: Number(number), files };
  },
  json: (written) => written,
  render: ({ files }) => files,
});

/** @throws STATEMENT_UNKNOWN where the statement has no such objection. */
function objectionOf(
  life: StatementLife,
  { figures, dossier }: StatementDocument,
  number: string,
  { documentOf }: Pick<StatementScope, 'documentOf'>,
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
