import { InvalidArgumentError } from 'commander';
import { EXCUSE_CAUSES, type ExcuseCause } from '../../core/domain/contract-terms.ts';
import { suggestName } from '../../core/text/suggest-name.ts';

/** Planned work is announced beforehand, and not claimed afterwards. */
export const CLAIM_CAUSES = EXCUSE_CAUSES.filter((cause) => cause !== 'planned-work');

export function parseCause(text: string): ExcuseCause {
  const cause = CLAIM_CAUSES.find((known) => known === text);
  if (cause) return cause;
  if (text === 'planned-work')
    throw new InvalidArgumentError('planned work is announced beforehand: camwatch maintenance add');
  const suggestion = suggestName(text, CLAIM_CAUSES);
  throw new InvalidArgumentError(
    `expected ${CLAIM_CAUSES.join(', ')}${suggestion === undefined ? '' : `; perhaps ${suggestion}`}`,
  );
}
