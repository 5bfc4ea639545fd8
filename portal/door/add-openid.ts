import type { Express, Request, Response } from 'express';
import { AccountError } from '../../accounts/account-error.ts';
import { SESSION_MS } from '../../accounts/actions/log-in.ts';
import {
  askWhomToBind,
  beginBinding,
  comeBack,
  expectFirst,
  finishBinding,
  logInByIdentity,
  unbindIdentity,
} from '../../accounts/actions/openid.ts';
import { expectPassword } from '../../accounts/actions/passkeys.ts';
import { IssuerError } from '../../accounts/openid/issuer-error.ts';
import {
  beginTransaction,
  checksOf,
  readTransaction,
  renderTransaction,
  TRANSACTION_MS,
  type Transaction,
} from '../../accounts/openid/transaction.ts';
import { CamwatchError } from '../../core/errors.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { networkOf } from '../server/network-of.ts';
import { renderBindingPage } from '../web/binding-page.ts';
import { doorTexts, renderOnwardPage } from '../web/door-pages.ts';
import { ActRefused } from './act-refused.ts';
import { openidCookieOf, renderCookie, renderOpenidCookie } from './cookie.ts';
import { formOf, pageOf, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions, OpenidDoor } from './door-options.ts';
import { LOGIN_PATH, ownPath } from './need.ts';
import { addressAt, BEGIN_PATH } from './openid-button.ts';
import { expectOwnForm, formToken } from './own-form.ts';
import { ACCOUNT_PATH, type Inmate, inmateOf, sendAccountPage } from './send-account-page.ts';
import { sendLoginPage } from './send-login-page.ts';

const CALLBACK_PATH = `${BEGIN_PATH}/callback`;
const FINISH_PATH = `${BEGIN_PATH}/finish`;
const BIND_PATH = `${ACCOUNT_PATH}/openid/bind`;
const CONFIRM_PATH = `${ACCOUNT_PATH}/openid/confirm`;
const UNBIND_PATH = `${ACCOUNT_PATH}/openid/unbind`;

interface OwnAct {
  readonly request: Request;
  readonly response: Response;
  readonly inmate: Inmate;
  /** Who shows the password once more. */
  readonly again: { readonly account: string; readonly password: string; readonly from: string };
  readonly about: Pick<Transaction, 'purpose' | 'language' | 'next'>;
}

export const takesOpenidForm = (path: string): boolean =>
  [BIND_PATH, CONFIRM_PATH, UNBIND_PATH].includes(path);

/** Log-in by an issuer of OpenID Connect, and the binding of one's own account to one. */
export function addOpenid(app: Express, options: DoorOptions, openid: OpenidDoor): void {
  const { accountsAs, visitorOf, languageOf } = options;
  const accounts = accountsAs('portal');

  app.get(BEGIN_PATH, async (request, response) => {
    const next = ownPath(searchOf(request).get('next'));
    const given = { purpose: 'login', language: languageOf(request), next } as const;
    const transaction = beginTransaction(given, accounts.nowMs());
    await orRefuse(request, response, transaction, async () =>
      response.redirect(303, await begin(response, transaction, undefined)),
    );
  });

  /**
   * A browser that comes from another site shows nothing that is bound to this one: neither the session nor what has begun.
   * So it is led on by a page of ours, and shows both.
   */
  app.get(CALLBACK_PATH, (request, response) => {
    expectIssuer();
    const given = searchOf(request);
    const search = new URLSearchParams();
    for (const name of ['code', 'state', 'iss', 'error']) {
      const value = given.get(name);
      if (value !== null) search.set(name, value);
    }
    const page = pageOf(request, languageOf, LOGIN_PATH);
    sendPage(response, renderOnwardPage({ ...page, address: `${FINISH_PATH}?${search}` }));
  });

  app.get(FINISH_PATH, async (request, response) => {
    const issuer = expectIssuer();
    const given = openidCookieOf(request.headers.cookie);
    if (given !== undefined) response.setHeader('Set-Cookie', renderOpenidCookie('', 0));
    const transaction = readTransaction(given, accounts.nowMs());
    await orRefuse(request, response, transaction, async () => {
      if (transaction === undefined) throw notBegun(addressAt(issuer.pageUrl, LOGIN_PATH));
      await finish(request, response, transaction, issuer);
    });
  });

  const add = (path: string, act: (asked: OwnAct) => Promise<unknown>) =>
    app.post(path, readForm, async (request, response) => {
      const inmate = inmateOf(visitorOf(request));
      if (inmate === undefined) {
        response.redirect(303, LOGIN_PATH);
        return;
      }
      const { token, password } = formOf(request);
      expectOwnForm(request.headers, inmate.secret, token);
      const again = { account: inmate.account.id, password, from: networkOf(options.clientOf(request)) };
      const about = { purpose: 'bind', language: languageOf(request), next: ACCOUNT_PATH } as const;
      await orRefuse(request, response, about, () => act({ request, response, inmate, again, about }));
    });

  add(BIND_PATH, async ({ request, response, inmate, again, about }) => {
    expectIssuer();
    const transaction = beginTransaction(about, accounts.nowMs());
    await beginBinding(accounts, again, transaction);
    const address = await begin(response, transaction, inmate.session.id);
    // Browsers hold forms to this site (`form-action`), redirects included: a page leads on.
    sendPage(response, renderOnwardPage({ ...pageOf(request, languageOf, ACCOUNT_PATH), address }));
  });

  add(CONFIRM_PATH, async ({ request, response, inmate, about }) => {
    const { issuer } = expectIssuer().issuer;
    const { secret, subject } = formOf(request);
    const { account, session } = inmate;
    const binding = { account: account.id, issuer, subject };
    await finishBinding(accountsAs(account.id), binding, { secret, session: session.id });
    response.redirect(303, `${ACCOUNT_PATH}?lang=${about.language}`);
  });

  add(UNBIND_PATH, async ({ response, inmate, again, about }) => {
    await expectPassword(accounts, again);
    await unbindIdentity(accountsAs(again.account), again.account, inmate.session.id);
    response.redirect(303, `${ACCOUNT_PATH}?lang=${about.language}`);
  });

  async function begin(
    response: Response,
    transaction: Transaction,
    session: string | undefined,
  ): Promise<string> {
    const { issuer, pageUrl } = expectIssuer();
    const address = await openid.client.addressOf(issuer, {
      ...checksOf(transaction, session),
      ...{ ...transaction, from: networkOf(options.clientOf(response.req)) },
      redirectUri: addressAt(pageUrl, CALLBACK_PATH),
    });
    response.setHeader(
      'Set-Cookie',
      renderOpenidCookie(renderTransaction(transaction), TRANSACTION_MS / 1_000),
    );
    return address;
  }

  async function finish(
    request: Request,
    response: Response,
    transaction: Transaction,
    { issuer, pageUrl }: NonNullable<ReturnType<OpenidDoor['settings']>>,
  ): Promise<void> {
    const isBinding = transaction.purpose === 'bind';
    const inmate = isBinding ? inmateOf(visitorOf(request)) : undefined;
    const checks = checksOf(transaction, inmate?.session.id);
    const given = searchOf(request);
    // Before it is counted: another site may lead a browser here with anything.
    if (given.get('state') !== checks.state || (isBinding && inmate === undefined))
      throw notBegun(addressAt(pageUrl, LOGIN_PATH));
    const from = networkOf(options.clientOf(request));
    const back = comeBack(accounts, from);
    const cameBack = new URL(`${addressAt(pageUrl, CALLBACK_PATH)}?${given}`);
    // Before the issuer is asked: nobody has it asked twice with one that has begun.
    expectFirst(accounts, transaction);
    const begun = { ...checks, ...transaction, from };
    const identity = await openid.client.identityOf(issuer, cameBack, begun).catch((error: unknown) => {
      if (error instanceof IssuerError && isOutOfReach(error)) back.forgive();
      throw error;
    });
    if (inmate !== undefined) {
      const { account, session } = inmate;
      const binding = { account: account.id, issuer: identity.issuer, subject: identity.subject };
      const began = { secret: transaction.secret, session: session.id };
      const secret = askWhomToBind(accountsAs(account.id), binding, began);
      back.forgive();
      const { language } = transaction;
      const otherPath = `${ACCOUNT_PATH}?lang=${language === 'vi' ? 'en' : 'vi'}`;
      const asks = { identity, label: issuer.label, secret, token: formToken(inmate.secret) };
      sendPage(response, renderBindingPage({ language, otherPath, account: account.id, ...asks }));
      return;
    }
    const browser = request.headers['user-agent'] ?? '';
    const { secret } = await logInByIdentity(accountsAs, identity, { from, browser });
    back.forgive();
    response.appendHeader('Set-Cookie', renderCookie(secret, SESSION_MS / 1_000));
    response.redirect(303, transaction.next);
  }

  async function orRefuse(
    request: Request,
    response: Response,
    about: Pick<Transaction, 'purpose' | 'language' | 'next'> | undefined,
    work: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CamwatchError) || error instanceof RequestError) throw error;
      refuse(request, response, about, error);
    }
  }

  /** Back at the log-in page, where a password lets in as before, or at that of one's own account. */
  function refuse(
    request: Request,
    response: Response,
    about: Parameters<typeof orRefuse>[2],
    error: CamwatchError,
  ): void {
    if (error instanceof IssuerError)
      openid.logger.warn(
        { failure: error.failure, detail: error.detail },
        'a log-in by the issuer has failed',
      );
    const { purpose, language = languageOf(request), next = '/' } = about ?? {};
    const told = `${doorTexts(language).notIn}: ${error.said[language]}`;
    response.status(statusOf(error));
    const inmate = purpose === 'bind' ? inmateOf(visitorOf(request)) : undefined;
    if (inmate) {
      sendAccountPage(request, response, options, inmate, { language, told, isProblem: true });
      return;
    }
    const otherPath = `${LOGIN_PATH}?${new URLSearchParams({ lang: language === 'vi' ? 'en' : 'vi', next })}`;
    sendLoginPage(response, options, { language, otherPath, told, isProblem: true, next });
  }

  /** @throws PORTAL_NOT_FOUND where the settings name none */
  function expectIssuer() {
    const settings = openid.settings();
    if (settings === undefined)
      throw new RequestError('PORTAL_NOT_FOUND', 'accounts.openid: nobody logs in by an issuer here');
    return settings;
  }
}

/** Neither the person nor the network is to blame. */
const isOfIssuer = ({ failure }: IssuerError): boolean =>
  failure !== 'wrong' && failure !== 'denied' && failure !== 'unasked';

/**
 * Nothing that came back can have made it so. That an issuer is slow or fails may be due to what it was asked, and whoever
 * makes up codes must not have it asked for ever.
 */
const isOutOfReach = ({ failure }: IssuerError): boolean => failure === 'unreachable' || failure === 'setup';

function statusOf(error: CamwatchError): number {
  if (error instanceof ActRefused) return 503;
  if (error instanceof IssuerError) return isOfIssuer(error) ? 503 : 401;
  return { LOGIN_LOCKED: 429, OPENID_TAKEN: 409 }[error.code] ?? 401;
}

const notBegun = (address: string) =>
  new AccountError('OPENID_REFUSED', {
    en: `this log-in was not begun in this browser, or more than ten minutes ago: begin again at ${address}`,
    vi: `lần đăng nhập này không bắt đầu ở trình duyệt này, hoặc đã quá mười phút: hãy bắt đầu lại tại ${address}`,
  });
