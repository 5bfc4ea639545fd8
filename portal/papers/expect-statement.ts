import {
  type StatementContext,
  statementContext,
} from '../../contracts/actions/statements/statement-context.ts';
import {
  listFiled,
  readLife,
  type StatementLife,
  statementId,
} from '../../contracts/statements/statement-register.ts';
import type { Period } from '../../core/time/periods.ts';
import { periodAsked } from './contract-period.ts';
import { expectContract, noSuch } from './may-read.ts';
import type { PaperContext } from './paper-context.ts';

export interface StatementAsked {
  readonly contract: string;
  /** As it stands in its id, such as 2026-10. */
  readonly period: string;
}

/** The statement of a contract and period, with its record; one that was never drafted has no steps. */
export interface StatementFound {
  readonly life: StatementLife;
  readonly period: Pick<Period, 'label' | 'fromMs' | 'toMs'>;
  readonly statements: StatementContext;
}

/** For the parties that were bound by the contract when its period ended. @throws PAPER_UNKNOWN */
export function expectStatement(context: PaperContext, { contract, period }: StatementAsked): StatementFound {
  const { reader } = context;
  const id = statementId(contract, period);
  const life = readLife(reader.decisions('statement', { id }), id);
  const [first] = listFiled(life);
  if (first) expectContract(context, contract, first.period.toMs - 1);
  // What was sealed keeps its period, also where the contract is settled by others since.
  const own = first?.period ?? periodAsked(context, { contract, period });
  // Each statement has one address.
  if (own.label !== period) throw noSuch('period', 'kỳ', period);
  return {
    life,
    period: own,
    statements: statementsOf(context, contract),
  };
}

export const statementsOf = (
  { store, reader, timeZone, nowMs }: PaperContext,
  contract: string,
): StatementContext => statementContext({ store, reader, timeZone }, { contract, nowMs });
