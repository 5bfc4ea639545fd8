import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import { readLives, type StatementLife } from '../../statements/statement-register.ts';
import { expectPeriod, type StatementContext } from './statement-context.ts';

/** Which statements. */
export const ListStatements = z.object({
  contract: z.string().optional().meta({ value: 'id' }).describe('only of this contract'),
  period: z.string().optional().describe('only of this period, such as 2026-10'),
});

/** The statements on record, and what was done with each. @throws INPUT_INVALID, STATEMENT_UNKNOWN */
export function listStatements(
  statements: StatementContext,
  input: z.input<typeof ListStatements>,
): readonly StatementLife[] {
  const asked = parseInput(ListStatements, input);
  return readLives(statements.reader.decisions('statement')).filter(({ id }) => {
    const [contract = '', ...period] = id.split(':');
    return (
      (asked.contract ?? contract) === contract &&
      (asked.period === undefined ||
        expectPeriod(statements, contract, asked.period).label === period.join(':'))
    );
  });
}
