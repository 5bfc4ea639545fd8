import type { Request, Response } from 'express';
import type { AccountStore } from '../../accounts/account-store.ts';
import { addressThread, newsThread } from '../../accounts/notices.ts';
import { type AccountPage, renderAccountPage } from '../web/account-page.ts';
import { pageOf, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { formToken } from './own-form.ts';
import type { Visitor } from './visitor.ts';

export const ACCOUNT_PATH = '/account';

/** Somebody who is in by a browser. */
export type Inmate = Required<Pick<Visitor, 'account' | 'session' | 'secret'>>;

export function inmateOf({ account, session, secret }: Visitor): Inmate | undefined {
  return account && session && secret !== undefined ? { account, session, secret } : undefined;
}

/** What the page tells beside what is on record of the account. */
export type ToldOnce = Partial<Pick<AccountPage, 'language' | 'told' | 'isProblem' | 'newCalendar'>>;
export type ShowAccount = (request: Request, response: Response, inmate: Inmate, told?: ToldOnce) => void;

/** The page of one's own account, and what is told above it. */
export function sendAccountPage(
  request: Request,
  response: Response,
  options: DoorOptions,
  { account, session, secret }: Inmate,
  told: ToldOnce = {},
): void {
  const { accountsAs, languageOf, timeZone, placeOf, openid, hasPapers } = options;
  const { store, nowMs } = accountsAs('portal');
  const issuer = openid?.settings()?.issuer;
  const page = {
    ...pageOf(request, languageOf, ACCOUNT_PATH),
    ...{ account, current: session.id, token: formToken(secret), timeZone: timeZone() },
    name: store.accounts.personOf(account.id)?.name,
    sessions: store.sessions.listOf(account.id, nowMs()),
    passkeys: store.passkeys.listOf(account.id),
    place: placeOf(request),
    notices: noticesOf(options, account.id),
    ...(hasPapers && { calendars: calendarsOf(store, account.id) }),
    openid: issuer && { label: issuer.label, bound: boundTo(store, account.id, issuer) },
  };
  sendPage(response, renderAccountPage({ ...page, ...told }));
}

function noticesOf(
  { accountsAs, canMail, messagesOf }: DoorOptions,
  account: string,
): AccountPage['notices'] {
  const { notices, accounts } = accountsAs('portal').store;
  const chosen = notices.find(account);
  const { asked } = chosen ?? {};
  return {
    ...{ chosen, canMail: canMail(), email: accounts.personOf(account)?.email },
    last: messagesOf(newsThread(account)).at(-1),
    lastAsked: asked && messagesOf(addressThread(account, asked.atMs)).at(-1),
  };
}

const calendarsOf = ({ tokens }: AccountStore, account: string) =>
  tokens.listOf(account).filter(({ right }) => right === 'see-calendar');

/** Of another issuer it is worth nothing. */
function boundTo({ identities }: AccountStore, account: string, { issuer }: { readonly issuer: string }) {
  const bound = identities.of(account);
  return bound?.issuer === issuer ? bound : undefined;
}
