import { z } from 'zod';
import { countFrom, Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { days } from '../../core/time/units.ts';
import { type Account, TOKEN_RIGHTS, type Token } from '../account.ts';
import { AccountError } from '../account-error.ts';
import { mayDo } from '../roles.ts';
import { hashOfSecret, makeName, makeSecret } from '../secrets.ts';
import { type AccountContext, type Door, expectAccount } from './account-context.ts';

/** What a program enters with. */
export const AddToken = z.object({
  account: z.string().describe('whose scope it has'),
  name: Words.describe('what it is for'),
  right: z.enum(TOKEN_RIGHTS).default('see').describe('what it lets a program do'),
  days: countFrom(1, 366).default(90).describe('how long it is good'),
});

/** So that it is found when somebody puts it into a file that others read. */
const PREFIX = 'camwatch_';

export interface NewToken {
  readonly token: Token;
  /** Told once. */
  readonly secret: string;
}

/** @throws INPUT_INVALID, ACCOUNT_UNKNOWN, LOGIN_REFUSED where the account itself may not do it */
export async function addToken(context: AccountContext, input: z.input<typeof AddToken>): Promise<NewToken> {
  const { account: id, name, right, days: count } = parseInput(AddToken, input);
  const { store, audit, nowMs } = context;
  const { role } = expectAccount(context, id);
  if (!mayDo(role, right))
    throw new AccountError('LOGIN_REFUSED', {
      en: `an account of the role ${role} may not do ${right}`,
      vi: `tài khoản vai trò ${role} không có quyền ${right}`,
    });
  const madeMs = nowMs();
  const token = { id: makeName(), account: id, name, right, madeMs, endsMs: madeMs + days(count) };
  const { text } = makeSecret();
  const secret = `${PREFIX}${text}`;
  await audit({ action: 'token-add', body: { token: token.id, account: id, right, days: count } });
  store.tokens.add(token, hashOfSecret(secret));
  return { token, secret };
}

const NOTED_EVERY_MS = 60_000;

/** Which program comes with it; `undefined` for none that may. */
export function whichToken(
  { store, nowMs }: Door,
  secret: string,
): { readonly account: Account; readonly token: Token } | undefined {
  const token = secret.startsWith(PREFIX) ? store.tokens.findByHash(hashOfSecret(secret)) : undefined;
  const atMs = nowMs();
  if (token === undefined || atMs >= token.endsMs) return undefined;
  const account = store.accounts.find(token.account);
  if (account === undefined || account.disabled || !mayDo(account.role, token.right)) return undefined;
  if (atMs >= (token.usedMs ?? 0) + NOTED_EVERY_MS) {
    store.tokens.noteUse(token.id, atMs);
    store.accounts.noteUse(account.id, atMs);
  }
  return { account, token };
}

/** How many there were. */
export async function endToken({ store, audit }: AccountContext, id: string): Promise<number> {
  await audit({ action: 'token-end', body: { token: id } });
  return store.tokens.end({ id });
}
