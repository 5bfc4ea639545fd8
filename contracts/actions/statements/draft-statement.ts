import type { z } from 'zod';
import { CamwatchError } from '../../../core/errors.ts';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { Said } from '../../../core/language/said.ts';
import type { Period } from '../../../core/time/periods.ts';
import { versionsIn } from '../../../core/time/versions.ts';
import { buildDraft, expectOver } from '../../statements/build-statement.ts';
import type { StatementKey } from '../../statements/statement-key.ts';
import { statementId } from '../../statements/statement-register.ts';
import { type SealAct, type Sealed, sealAndFile } from './seal-and-file.ts';
import {
  ALL_CONTRACTS,
  expectPeriod,
  factsOf,
  type StatementContext,
  WhichStatement,
} from './statement-context.ts';

/** A period that is over, of a contract or of all. */
export const DraftStatement = WhichStatement.extend({
  contract: WhichStatement.shape.contract.describe('id of the contract, or "all" of them'),
  replace: Words.optional()
    .meta({ value: 'why' })
    .describe('withdraw the draft that stands and make a new one'),
});

/** What became of one of several contracts. */
export type DraftOutcome = Sealed | { readonly id: string; readonly refused: Said };

/**
 * Drafts the statement of a contract, which may object from then on; of all of them what can be drafted, and says of each other
 * why not. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED, STATEMENT_KEY, STATEMENT_FILE
 */
export async function draftStatements(
  act: SealAct,
  input: z.input<typeof DraftStatement>,
  onDrafted: (doneCount: number, totalCount: number) => void = () => undefined,
): Promise<readonly DraftOutcome[]> {
  const wish = parseInput(DraftStatement, input);
  const { statements } = act;
  const period = expectPeriod(statements, wish.contract, wish.period);
  const isAll = wish.contract === ALL_CONTRACTS;
  if (!isAll) statements.expectContract(wish.contract);
  expectOver(statementId(wish.contract, period.label), period, statements.nowMs);
  const contracts = isAll ? contractsIn(statements, period) : [wish.contract];
  const key = await act.key();
  return contracts.map((contract, index) => {
    onDrafted(index, contracts.length);
    const draft = () => draftOne(act, { ...wish, contract }, key);
    return isAll ? orRefused(statementId(contract, period.label), draft) : draft();
  });
}

function orRefused(id: string, draft: () => Sealed): DraftOutcome {
  try {
    return draft();
  } catch (error) {
    if (!(error instanceof CamwatchError)) throw error;
    return { id, refused: error.said };
  }
}

function draftOne(
  act: SealAct,
  { contract, period, replace }: z.output<typeof DraftStatement>,
  key: StatementKey,
): Sealed {
  const { statements } = act;
  const facts = factsOf(statements, contract, expectPeriod(statements, contract, period), { key });
  const { life } = facts;
  if (replace === undefined || !life.draft || life.issued)
    return sealAndFile(act, { document: buildDraft(facts), life, key });
  const { draft: _, ...undrafted } = life;
  const document = buildDraft({ ...facts, life: undrafted });
  return sealAndFile(act, { document, life, key, replaces: replace });
}

function contractsIn({ history }: StatementContext, period: Period): readonly string[] {
  return [...history.contracts]
    .filter(([, versions]) =>
      versionsIn(versions, period).some(
        ({ value }) => value.fromMs < period.toMs && (value.toMs ?? Number.POSITIVE_INFINITY) > period.fromMs,
      ),
    )
    .map(([id]) => id)
    .sort();
}
