import type { z } from 'zod';
import { CamwatchError } from '../../../core/errors.ts';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { Said } from '../../../core/language/said.ts';
import type { Period } from '../../../core/time/periods.ts';
import { versionsIn } from '../../../core/time/versions.ts';
import { buildDraft, expectOver } from '../../statements/build-statement.ts';
import type { Signer, StatementKey } from '../../statements/statement-key.ts';
import { statementId } from '../../statements/statement-register.ts';
import { type SealAct, type Sealed, type SealPlan, sealAndFile } from './seal-and-file.ts';
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

const draftOne = (act: SealAct, wish: z.output<typeof DraftStatement>, key: StatementKey): Sealed =>
  sealAndFile(act, planDraft(act.statements, wish, key.signer), key);

/** What a draft would seal; nothing is written. @throws STATEMENT_UNKNOWN, STATEMENT_REFUSED */
export function planDraft(
  statements: StatementContext,
  { contract, period, replace }: z.output<typeof DraftStatement>,
  signer: Signer,
): SealPlan {
  const facts = factsOf(statements, contract, expectPeriod(statements, contract, period), { signer });
  const { life } = facts;
  if (replace === undefined || !life.draft || life.issued) return { document: buildDraft(facts), life };
  const { draft: _, ...undrafted } = life;
  return { document: buildDraft({ ...facts, life: undrafted }), life, replaces: replace };
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
