import { z } from 'zod';
import { Ordinal, Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { attachFiles } from '../../../ledger/decisions/attach-files.ts';
import type { Attachment } from '../../../ledger/files/attachments.ts';
import { expectUnchanged } from '../../statements/record-statement.ts';
import { bodyJson } from '../../statements/statement-register.ts';
import { openDecisionWriter } from '../open-decision-writer.ts';
import { buildObjection } from './object-to-statement.ts';
import { expectFiled, expectPeriod, type StatementAct, WhichStatement } from './statement-context.ts';

const NUMBERS = {
  en: 'expected numbers from 1 on, separated by commas',
  vi: 'cần các số từ 1 trở lên, cách nhau bằng dấu phẩy',
};
const names = z.array(z.string()).default([]);

/** What the contractor does not agree with; what names nothing is against all money lines. */
export const ObjectToDraft = WhichStatement.extend({
  why: Words.describe('why'),
  line: z
    .array(Ordinal.meta({ expected: NUMBERS }))
    .default([])
    .meta({ value: 'numbers', split: 'commas' })
    .describe('money lines, by their numbers in the draft; repeatable'),
  outage: names
    .meta({ value: 'refs', split: 'commas' })
    .describe('outages by the row in which they began, such as 48211; repeatable'),
  entity: names
    .meta({ value: 'ids', split: 'commas' })
    .describe('devices and links by their ids; device: or link: before it where both have it; repeatable'),
});

export interface ObjectedResult {
  readonly id: string;
  readonly number: number;
  /** Row of the ledger. */
  readonly row: number;
  readonly objection: ReturnType<typeof buildObjection>;
  readonly files: readonly Attachment[];
}

/** Puts an objection on record, while the draft lies open. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED, LEDGER_ATTACHMENT */
export function objectToDraft(
  { statements, author, by, files: papers = [] }: StatementAct & { readonly by: string },
  input: z.input<typeof ObjectToDraft>,
): ObjectedResult {
  const { contract, why, line, outage, entity, ...wish } = parseInput(ObjectToDraft, input);
  const period = expectPeriod(statements, contract, wish.period);
  statements.expectContract(contract);
  const life = statements.life(contract, period);
  const draft = statements.documentOf(expectFiled(life));
  const party = by.startsWith('contractor:') ? by : `contractor:${by}`;
  const asked = { lines: line, outages: outage, entities: entity, by: party, why };
  const objection = buildObjection(life, draft, asked, statements.nowMs);
  using writer = openDecisionWriter(statements, author);
  const files = attachFiles(statements.store.path, papers);
  const step = { id: life.id, action: 'objected', body: bodyJson({ ...objection, files }) };
  const { seq } = writer.append('statement', step, expectUnchanged(life));
  return { id: life.id, number: life.objections.length + 1, row: seq, objection, files };
}
