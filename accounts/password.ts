import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AccountError } from './account-error.ts';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane; about 25 ms. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

/** TCVN 14423:2026 asks for 14 where nothing else is asked for; NIST SP 800-63B-4 for 8 beside a second factor. */
export const LEAST_ALONE = 14;
export const LEAST_WITH_SECOND_FACTOR = 8;
/** Longer ones are hashed for an attacker's sake alone. */
export const MOST_CHARACTERS = 256;

const derive = promisify(argon2);

/** As the PHC string format writes it: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Takes as long for an account that has none, so that nobody learns which there are. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(kept ?? '') ?? [];
  if (kept === undefined || memory === undefined) {
    await tagOf(password, randomBytes(SALT_BYTES), COST);
    return false;
  }
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const expected = Buffer.from(tag, 'base64');
  const got = await tagOf(password, Buffer.from(salt, 'base64'), cost);
  return expected.length === got.length && timingSafeEqual(expected, got);
}

/** @throws PASSWORD_WEAK */
export function expectStrong(
  password: string,
  { account, hasSecondFactor }: { readonly account: string; readonly hasSecondFactor: boolean },
): void {
  const least = hasSecondFactor ? LEAST_WITH_SECOND_FACTOR : LEAST_ALONE;
  const { length } = [...password];
  if (length < least || length > MOST_CHARACTERS)
    throw new AccountError('PASSWORD_WEAK', {
      en: `password: expected ${least} to ${MOST_CHARACTERS} characters, got ${length}`,
      vi: `mật khẩu: cần từ ${least} đến ${MOST_CHARACTERS} ký tự, nhận được ${length}`,
    });
  if (isGuessed(password, account))
    throw new AccountError('PASSWORD_WEAK', {
      en: 'password: expected one that is neither made of the account name nor of one or two characters',
      vi: 'mật khẩu: không được dùng tên tài khoản, cũng không chỉ gồm một hai ký tự lặp lại',
    });
}

function isGuessed(password: string, account: string): boolean {
  const plain = password.toLowerCase();
  return new Set(plain).size < 3 || plain.replaceAll(account.toLowerCase(), '').length < 4;
}

/** Two ways of typing one letter are one password. */
const tagOf = async (
  password: string,
  nonce: Uint8Array,
  cost: typeof COST | { memory: number; passes: number; parallelism: number },
): Promise<Buffer> =>
  await derive('argon2id', { ...cost, message: password.normalize('NFC'), nonce, tagLength: TAG_BYTES });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
