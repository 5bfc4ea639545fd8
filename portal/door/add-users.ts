import express, { type Express, type Request, type Response } from 'express';
import { AccountError } from '../../accounts/account-error.ts';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import { addAccount, type Invitation, inviteAgain } from '../../accounts/actions/add-account.ts';
import { disableAccount, enableAccount, erasePerson } from '../../accounts/actions/keep-accounts.ts';
import { unbindIdentity } from '../../accounts/actions/openid.ts';
import { endToken } from '../../accounts/actions/tokens.ts';
import { InputError } from '../../core/input/input-error.ts';
import type { Language } from '../../core/language/language.ts';
import { renderHtml } from '../web/frame/html.ts';
import { renderUsersPage } from '../web/users-page.ts';
import { ActRefused } from './act-refused.ts';
import { need } from './need.ts';
import { expectOwnForm, formToken } from './own-form.ts';
import type { Visitor } from './visitor.ts';

export interface UsersOptions {
  readonly accountsAs: (author: string) => AccountContext;
  readonly visitorOf: (request: Request) => Visitor;
  readonly languageOf: (request: Request) => Language;
  readonly timeZone: () => string;
}

const readForm = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 20 });
const USERS_PATH = '/users';
export const takesUsersForm = (path: string): boolean =>
  /^\/users\/(add|invite|disable|enable|unbind|erase|end-token)$/.test(path);

type Form = Readonly<Record<string, string>>;

/** What an administrator does; what gives a link gives it to be shown once. */
const ACTS: Readonly<
  Record<string, (context: AccountContext, form: Form, session?: string) => Promise<Invitation | undefined>>
> = {
  add: async (context, form) => await addAccount(context, newAccount(form)),
  invite: async (context, { account = '' }) => await inviteAgain(context, account),
  disable: async (context, { account = '' }) => void (await disableAccount(context, account)),
  enable: async (context, { account = '' }) => void (await enableAccount(context, account)),
  unbind: async (context, { account = '' }, session) =>
    void (await unbindIdentity(context, account, session)),
  erase: async (context, { account = '' }) => void (await erasePerson(context, account)),
  'end-token': async (context, { id = '' }) => void (await endToken(context, id)),
};

/** The page of accounts, for whoever keeps them. */
export function addUsers(app: Express, options: UsersOptions): void {
  const { accountsAs, visitorOf, languageOf } = options;
  const mayKeep = need('keep-accounts', visitorOf);
  app.get(USERS_PATH, mayKeep, (request, response) => send(request, response, options));
  for (const [name, act] of Object.entries(ACTS))
    app.post(`${USERS_PATH}/${name}`, mayKeep, readForm, async (request, response) => {
      const { account, secret, session } = visitorOf(request);
      const form = formOf(request);
      expectOwnForm(request.headers, secret, form.token);
      if (account === undefined) return;
      try {
        const invitation = await act(accountsAs(account.id), form, session?.id);
        if (invitation) send(request, response, options, { link: linkOf(request, invitation) });
        else response.redirect(303, `${USERS_PATH}?lang=${languageOf(request)}`);
      } catch (error) {
        const isOurs = [AccountError, InputError, ActRefused].some((kind) => error instanceof kind);
        if (!isOurs) throw error;
        const { said } = error as AccountError;
        send(request, response.status(400), options, { told: said[languageOf(request)], isProblem: true });
      }
    });
}

interface Told {
  readonly told?: string;
  readonly isProblem?: boolean;
  readonly link?: { readonly account: string; readonly url: string };
}

function send(request: Request, response: Response, options: UsersOptions, more: Told = {}): void {
  const { secret = '' } = options.visitorOf(request);
  const { store } = options.accountsAs('portal');
  const language = options.languageOf(request);
  const page = renderUsersPage({
    ...{ language, timeZone: options.timeZone(), token: formToken(secret) },
    otherPath: `${USERS_PATH}?lang=${language === 'vi' ? 'en' : 'vi'}`,
    accounts: store.accounts.list().map((account) => ({
      ...{ account, person: store.accounts.personOf(account.id) },
      bound: account.hasIdentity ? store.identities.of(account.id) : undefined,
    })),
    tokens: store.tokens.listOf(undefined),
    ...more,
  });
  response.type('html').send(renderHtml(page));
}

const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * By the name that the administrator came by. Browsers send the cookie of a session by TLS alone, but to this machine: behind a proxy that
 * ends it, a link by `http` would carry its secret over an open line.
 */
function linkOf(request: Request, { account, secret }: Invitation) {
  const { host = '' } = request.headers;
  const scheme = THIS_MACHINE.test(host) ? request.protocol : 'https';
  return { account, url: `${scheme}://${host}/invitation/${secret}` };
}

/** What was left empty was not given. */
function newAccount({ account = '', role, organisation, name = '', email, telephone, secret }: Form) {
  const given = Object.fromEntries(
    Object.entries({ organisation, email, telephone }).filter(
      ([, text]) => text !== undefined && text.trim() !== '',
    ),
  );
  return { account, role: role as 'noc', name, seesSecret: secret === '1', ...given };
}

function formOf({ body }: Request): Form {
  const sent: Readonly<Record<string, unknown>> = body ?? {};
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.trim()]] : [],
    ),
  );
}
