import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { readAppliedTerms } from './applied-terms.ts';
import type { StatementWords } from './statement-words.ts';

/** What kind of money a rule of the contract is about; its id where the terms do not have it. */
export function ruleName(
  rule: string,
  { figures }: Pick<StatementDocument, 'figures'>,
  { moneyName }: StatementWords,
): string {
  const rules = figures.parts.flatMap(({ terms }) => readAppliedTerms(terms)?.money ?? []);
  const found = rules.find(({ id }) => id === rule);
  return found ? moneyName(found.type) : rule;
}
