import type { ActContext } from '../../contracts/actions/act-context.ts';
import type { StatementKey } from '../../contracts/statements/statement-key.ts';
import type { OpenPlan } from '../../plan/actions/open-plan.ts';

/** Who acts, with which key what they seal is signed, and on which plan. */
export interface PaperActContext extends ActContext {
  readonly key: () => Promise<StatementKey>;
  readonly openPlan: () => Promise<OpenPlan>;
}
