import { z } from 'zod';
import { Words } from '../../core/input/fields.ts';
import { must, parseInput } from '../../core/input/parse-input.ts';
import { hours } from '../../core/time/units.ts';
import { isBound, ROLES } from '../roles.ts';
import { makeSecret } from '../secrets.ts';
import { type AccountContext, expectAccount, takeKeys } from './account-context.ts';

/** An account and whose it is. */
export const AddAccount = z
  .object({
    account: z
      .string()
      .regex(/^[a-z][a-z0-9._-]{1,39}$/)
      .meta({ expected: { en: 'expected a name such as nguyen.an', vi: 'cần tên như nguyen.an' } })
      .describe('what is typed at the door'),
    role: z.enum(ROLES).describe('what it may see and do'),
    organisation: z.string().min(1).optional().describe('id of the agency or contractor that it stands for'),
    seesSecret: z.boolean().default(false).describe('secret sites exist for it'),
    name: Words.describe('name of the person'),
    email: z.email().optional().describe('for messages and links'),
    telephone: Words.optional().describe('whom others may call'),
  })
  .superRefine(
    must(
      ({ role, organisation }) => isBound(role) === (organisation !== undefined),
      'expected an organisation for agency and contractor, and none for other roles',
      'cần tổ chức đối với cơ quan và nhà thầu, và không có đối với vai trò khác',
    ),
  );

/** For as long as a link lets somebody set a password. */
export const INVITATION_MS = hours(24);

export interface Invitation {
  readonly account: string;
  /** To be handed to the person, and to nobody else; it is kept nowhere. */
  readonly secret: string;
  readonly endsMs: number;
}

/** Adds an account that nobody can enter with until its link was followed. @throws INPUT_INVALID, ACCOUNT_EXISTS */
export async function addAccount(
  context: AccountContext,
  input: z.input<typeof AddAccount>,
): Promise<Invitation> {
  const { account: id, role, organisation, seesSecret, ...person } = parseInput(AddAccount, input);
  const { store, audit, nowMs } = context;
  const bound = organisation === undefined ? {} : { organisation };
  store.accounts.expectNew(id);
  // A person's name is not for the ledger.
  await audit({ action: 'account-add', body: { account: id, role, ...bound, secret: seesSecret ? 1 : 0 } });
  return store.inTransaction(() => {
    store.accounts.add({ id, role, seesSecret, madeMs: nowMs(), ...bound }, { account: id, ...person });
    return newLink(context, id);
  });
}

/** A new link for who lost a password, a telephone or a passkey: what was there before lets nobody in any more. @throws ACCOUNT_UNKNOWN */
export async function inviteAgain(context: AccountContext, id: string): Promise<Invitation> {
  const { store, audit } = context;
  expectAccount(context, id);
  await audit({ action: 'account-invite', body: { account: id } });
  return store.inTransaction(() => {
    takeKeys(store, id);
    return newLink(context, id);
  });
}

function newLink({ store, nowMs }: AccountContext, account: string): Invitation {
  const { text, hash } = makeSecret();
  const endsMs = nowMs() + INVITATION_MS;
  store.invitations.endAllOf(account);
  store.invitations.add(account, hash, endsMs);
  return { account, secret: text, endsMs };
}
