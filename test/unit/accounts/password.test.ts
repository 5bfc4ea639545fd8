import { describe, expect, it } from 'vitest';
import { expectStrong, hashPassword, isPassword } from '#accounts/password.ts';

const alone = { account: 'nguyen.an', hasSecondFactor: false };

describe('passwords', () => {
  it('are kept as Argon2id with a salt of their own', async () => {
    const [one, other] = await Promise.all([
      hashPassword('the same for both'),
      hashPassword('the same for both'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(other).not.toBe(one);
    expect(await isPassword('the same for both', one)).toBe(true);
    expect(await isPassword('the same for Both', one)).toBe(false);
  });

  it('are checked by the cost they were made with', async () => {
    // Of the reference program: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
    const kept = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await isPassword('password', kept)).toBe(true);
  });

  it.each([undefined, '', 'plain', '$2b$10$x'])('are wrong where %s is kept', async (kept) => {
    expect(await isPassword('plain', kept)).toBe(false);
  });

  it.each([
    ['13 characters', 'thirteen-long', alone],
    ['7 beside a second factor', 'seven-7', { ...alone, hasSecondFactor: true }],
    ['257', 'ab1'.repeat(86).slice(0, 257), alone],
    ['two letters', 'abababababababab', alone],
    ['the account', 'nguyen.annguyen.an', alone],
  ])('of %s are refused', (_what, password, rules) => {
    expect(() => expectStrong(password, rules)).toThrow(expect.objectContaining({ code: 'PASSWORD_WEAK' }));
  });

  it.each([
    ['14 characters', 'fourteen-chars', alone],
    ['8 beside a second factor', 'eight-88', { ...alone, hasSecondFactor: true }],
    ['14 of more than one unit', '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘', alone],
  ])('of %s are taken', (_what, password, rules) => {
    expect(() => expectStrong(password, rules)).not.toThrow();
  });
});
