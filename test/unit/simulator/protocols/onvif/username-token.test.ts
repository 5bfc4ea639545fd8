import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTokenGuard } from '#simulator/protocols/onvif/username-token.ts';

const LOGIN = { user: 'giamsat', password: 's3cret' };
const NOW = Date.UTC(2026, 10, 25, 3);

function sign({ nonce = 'n1', createdMs = NOW, password = LOGIN.password, user = LOGIN.user } = {}) {
  const created = new Date(createdMs).toISOString();
  const digest = createHash('sha1').update(`${nonce}${created}${password}`).digest('base64');
  return { user, digest, nonce: Buffer.from(nonce).toString('base64'), created };
}

const guard = () => createTokenGuard(() => NOW);

test('a token that is right opens once', () => {
  const { check } = guard();

  expect(check(sign(), LOGIN)).toBe('right');
  expect(check(sign(), LOGIN)).toBe('wrong');
  expect(check(sign({ nonce: 'n2' }), LOGIN)).toBe('right');
});

test.each([
  ['of another password', { password: 'other' }],
  ['of another user', { user: 'admin' }],
  ['of five minutes ago', { createdMs: NOW - 300_001 }],
  ['of five minutes hence', { createdMs: NOW + 300_001 }],
  ['without a nonce', { nonce: '' }],
])('a token %s opens nothing', (_name, changes) => {
  expect(guard().check(sign(changes), LOGIN)).toBe('wrong');
});

test('a token without a date opens nothing', () => {
  expect(guard().check({ ...sign(), created: 'yesterday' }, LOGIN)).toBe('wrong');
});
