import type { z } from 'zod';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { buildRestatement } from '../../statements/build-statement.ts';
import type { Signer } from '../../statements/statement-key.ts';
import { type SealAct, type Sealed, type SealPlan, sealAndFile } from './seal-and-file.ts';
import {
  expectFiled,
  expectPeriod,
  factsOf,
  type StatementContext,
  WhichStatement,
} from './statement-context.ts';

/** What was issued, and why its figures are others now. */
export const RestateStatement = WhichStatement.extend({
  reason: Words.meta({ value: 'why' }).describe('why, as it is to stand in the restatement'),
});

/** Corrects what was issued. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED, STATEMENT_KEY, STATEMENT_FILE */
export async function restateStatement(
  act: SealAct,
  input: z.input<typeof RestateStatement>,
): Promise<Sealed> {
  const wish = parseInput(RestateStatement, input);
  expectBefore(act.statements, wish);
  const key = await act.key();
  return sealAndFile(act, planRestatement(act.statements, wish, key.signer), key);
}

/** What a restatement would seal; nothing is written. @throws STATEMENT_UNKNOWN, STATEMENT_REFUSED */
export function planRestatement(
  statements: StatementContext,
  { reason, ...wish }: z.output<typeof RestateStatement>,
  signer: Signer,
): SealPlan {
  const { before, period } = expectBefore(statements, wish);
  const facts = factsOf(statements, wish.contract, period, { signer, asOfMs: before.asOfMs, before });
  return { document: buildRestatement(facts, before, reason), life: facts.life };
}

function expectBefore(statements: StatementContext, wish: z.output<typeof WhichStatement>) {
  const period = expectPeriod(statements, wish.contract, wish.period);
  statements.expectContract(wish.contract);
  return { period, before: statements.documentOf(expectFiled(statements.life(wish.contract, period))) };
}
