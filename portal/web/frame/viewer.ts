import type { ActingParty } from '../../../ledger/decisions/acknowledgements.ts';
import type { Handler } from '../../door/people.ts';

/** Who looks at a page, as far as the page depends on it. */
export interface Viewer {
  /** Absent where nobody logged in. */
  readonly account?: string;
  readonly party?: ActingParty;
  /** Names of persons are for whoever logged in. */
  readonly nameOf: (account: string) => string | undefined;
  /** Of whoever may do something about incidents: what each form carries. */
  readonly token?: string;
  /** Who else may. */
  readonly handlers: (organisations: ReadonlySet<string>) => readonly Handler[];
}

/** Whoever reads what is open, and nothing else. */
export const ANYBODY: Viewer = { nameOf: () => undefined, handlers: () => [] };

export const isOperator = ({ party }: Viewer): boolean => party?.kind === 'operator';
