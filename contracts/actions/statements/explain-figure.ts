import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import { findEntity } from '../../../ledger/history/find-entity.ts';
import { type Explanation, explainEntity } from '../../statements/explain.ts';
import { expectPeriod, type StatementContext, WhichStatement } from './statement-context.ts';

/** Of which device or link the figure is. */
export const ExplainFigure = WhichStatement.extend({
  name: z
    .string()
    .meta({ value: 'device|link' })
    .describe('an id such as cam-1; device:ID or link:ID where both have the same'),
});

/** Why a figure is what it is, second by second: as of the instant of its statement, so that figures are comparable. @throws INPUT_INVALID, STATEMENT_UNKNOWN */
export function explainFigure(
  statements: StatementContext,
  input: z.input<typeof ExplainFigure>,
): Explanation {
  const { contract, name, ...asked } = parseInput(ExplainFigure, input);
  const { settle, life, documentOf, nowMs, reader } = statements;
  statements.expectContract(contract);
  const { entity } = findEntity(reader, name);
  const period = expectPeriod(statements, contract, asked.period);
  const { latest } = life(contract, period);
  const asOfMs = latest ? documentOf(latest).asOfMs : nowMs;
  const recorded = { recordedBeforeMs: nowMs, hangsOn: 'worked-out' } as const;
  return explainEntity(settle({ contractId: contract, period, asOfMs, ...recorded }), entity);
}
