import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MoneyRuleKeys } from '#config/contract-terms/money-rules.ts';
import { Terms } from '#config/contract-terms/terms-schema.ts';
import { EXCUSE_CAUSES } from '#core/domain/contract-terms.ts';

const page = readFileSync('docs/contracts.md', 'utf8');

test.each([...Object.keys(Terms.shape), ...Object.keys(MoneyRuleKeys.shape), ...EXCUSE_CAUSES])(
  'docs/contracts.md explains %s',
  (name) => {
    expect(page).toMatch(new RegExp(`\`(${name}|[^\`]*\\b${name}[:.][^\`]*)\``));
  },
);
