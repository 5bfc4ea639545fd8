import { expect, test } from 'vitest';
import { doubleDollars, doubleDollarsIn } from '#grafana/provisioning/dollars.ts';
import { expandEnv } from '#test/support/expand-env.ts';

test.each(['{{ $labels.x }}', 'costs $5', '${HOME}', '$', '$$', 'a$$b', 'none'])('%s survives', (text) => {
  expect(expandEnv(doubleDollars(text))).toBe(text);
});

test('without doubling a label would lose its name', () => {
  expect(expandEnv('{{ $labels.x }}')).toBe('{{ .x }}');
});

test('every text of a value is doubled, keys included, and numbers stay', () => {
  expect(doubleDollarsIn({ $a: ['$b', 1, true, null, { c: '$d' }] })).toEqual({
    $$a: ['$$b', 1, true, null, { c: '$$d' }],
  });
});
