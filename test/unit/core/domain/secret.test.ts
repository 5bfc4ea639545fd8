import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createSecret } from '#core/domain/secret.ts';

const secret = createSecret('hunter2');

test.each([
  ['a template', `${secret}`],
  ['JSON', JSON.stringify({ secret })],
  ['inspect', inspect({ secret })],
  ['concatenation', `${String(secret)}!`],
])('%s shows no secret', (_where, text) => {
  expect(text).toContain('[redacted]');
  expect(text).not.toContain('hunter2');
});

test('reveal gives the value', () => {
  expect(secret.reveal()).toBe('hunter2');
});
