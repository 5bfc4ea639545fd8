import type { Words } from './words.ts';

/** ` (clauses 4.1.6, 5.1)`; nothing where there are none. */
export const citing = (clauses: readonly string[], { texts }: Pick<Words, 'texts'>): string =>
  clauses.length === 0 ? '' : ` (${texts.clauses(clauses)})`;

/** The versions of the rules of parts, in their order, each change once. */
export const versionsOf = (rules: readonly number[]): readonly number[] =>
  rules.filter((version, index) => version !== rules[index - 1]);

/** By which version of the rules the figures are. */
export const renderRules = (rules: readonly number[], { texts }: Words): string =>
  `${texts.labels.rules}: ${texts.rulesVersion(versionsOf(rules))}`;
