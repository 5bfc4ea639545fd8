import { expect, test } from 'vitest';
import { RULE_TEXTS_EN } from '#alerts/rules/texts-en.ts';
import { RULE_TEXTS_VI } from '#alerts/rules/texts-vi.ts';
import { COMMANDS } from '#cli/commands.ts';

/** What Grafana sends knows neither where camwatch is installed nor its configuration. */
test.each([
  ['English', RULE_TEXTS_EN],
  ['Vietnamese', RULE_TEXTS_VI],
])('no rule prints a command that would not work as it is pasted, in %s', (_, texts) => {
  const words = JSON.stringify(texts, (_key, value) => (typeof value === 'function' ? String(value) : value));

  for (const name of Object.keys(COMMANDS)) expect(words).not.toMatch(new RegExp(`camwatch ${name} [a-z-]+`));
});
