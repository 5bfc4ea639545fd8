import { expect, test } from 'vitest';
import { hashOfToken, makeJoinToken, parseJoinToken, renderJoinToken } from '#hub/authority/join-token.ts';

const FINGERPRINT = 'f'.repeat(43);

test('a token says who it is for and by which key the hub is known, and is read as it was written', () => {
  const token = makeJoinToken('ba-dinh-1', FINGERPRINT);

  const text = renderJoinToken(token);

  expect(text).toMatch(/^camwatch-join\.ba-dinh-1\.[\w-]{43}\.f{43}$/);
  expect(parseJoinToken(` ${text}\n`)).toEqual(token);
});

test('what is kept of a token is bound to the name that it was made for', () => {
  const { secret } = makeJoinToken('ba-dinh-1', FINGERPRINT);

  expect(hashOfToken({ id: 'ba-dinh-1', secret })).not.toBe(hashOfToken({ id: 'ba-dinh-2', secret }));
  expect(hashOfToken({ id: 'ba-dinh-1', secret })).not.toContain(secret);
});

test.each(['', 'camwatch-join', `camwatch-join.Ba.${FINGERPRINT}.${FINGERPRINT}`, 'camwatch_abc'])(
  'what is no token is refused: %j',
  (text) => {
    expect(() => parseJoinToken(text)).toThrow(
      'expected a token as camwatch collectors add prints it (camwatch-join.…), got something else',
    );
  },
);
