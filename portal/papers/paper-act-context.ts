import type { ActContext } from '../../contracts/actions/act-context.ts';
import type { StatementKey } from '../../contracts/statements/statement-key.ts';

/** Who acts, and with which key what they seal is signed. */
export interface PaperActContext extends ActContext {
  readonly key: () => Promise<StatementKey>;
}
