import type { z } from 'zod';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { buildRestatement } from '../../statements/build-statement.ts';
import { type SealAct, type Sealed, sealAndFile } from './seal-and-file.ts';
import { expectFiled, expectPeriod, factsOf, WhichStatement } from './statement-context.ts';

/** What was issued, and why its figures are others now. */
export const RestateStatement = WhichStatement.extend({
  reason: Words.meta({ value: 'why' }).describe('why, as it is to stand in the restatement'),
});

/** Corrects what was issued. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED, STATEMENT_KEY, STATEMENT_FILE */
export async function restateStatement(
  act: SealAct,
  input: z.input<typeof RestateStatement>,
): Promise<Sealed> {
  const { contract, reason, ...wish } = parseInput(RestateStatement, input);
  const { statements } = act;
  const period = expectPeriod(statements, contract, wish.period);
  statements.expectContract(contract);
  const before = statements.documentOf(expectFiled(statements.life(contract, period)));
  const key = await act.key();
  const facts = factsOf(statements, contract, period, { key, asOfMs: before.asOfMs, before });
  const document = buildRestatement(facts, before, reason);
  return sealAndFile(act, { document, life: facts.life, key });
}
