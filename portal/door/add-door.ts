import type { Express } from 'express';
import { AccountError } from '../../accounts/account-error.ts';
import { acceptInvitation, whoseInvitation } from '../../accounts/actions/accept-invitation.ts';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import { logIn, SESSION_MS } from '../../accounts/actions/log-in.ts';
import { makeOneTimeKey } from '../../accounts/one-time-code.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { networkOf } from '../server/network-of.ts';
import { doorTexts, renderInvitationPage, renderLoginPage } from '../web/door-pages.ts';
import { ActRefused } from './act-refused.ts';
import { addAccountPage, SESSIONS_END_PATH } from './add-account.ts';
import { renderCookie } from './cookie.ts';
import { formOf, pageOf, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { LOGIN_PATH, ownPath } from './need.ts';
import { expectOwnForm } from './own-form.ts';

const FORM_PATHS: ReadonlySet<string> = new Set([LOGIN_PATH, '/logout', SESSIONS_END_PATH]);
const INVITATION = /^\/invitation\/[\w-]{43}$/;

/** Which paths a form is sent to. */
export const takesForm = (path: string): boolean => FORM_PATHS.has(path) || INVITATION.test(path);

/** Log-in, log-out, and links that set a password: the only pages for whoever is not in. */
export function addDoor(app: Express, options: DoorOptions): void {
  const { accountsAs, visitorOf, languageOf, issuer } = options;
  const accounts = accountsAs('portal');
  const door = { store: accounts.store, nowMs: accounts.nowMs };

  app.get(LOGIN_PATH, (request, response) => {
    const next = ownPath(searchOf(request).get('next'));
    sendPage(response, renderLoginPage({ ...pageOf(request, languageOf, LOGIN_PATH), next }));
  });

  app.post(LOGIN_PATH, readForm, async (request, response) => {
    const form = formOf(request);
    expectOwnForm(request.headers, undefined, undefined);
    const next = ownPath(form.next);
    try {
      const { secret } = await logIn(door, {
        account: form.account.trim(),
        ...{ password: form.password, code: form.code },
        from: networkOf(options.clientOf(request)),
        browser: request.headers['user-agent'] ?? '',
      });
      response.setHeader('Set-Cookie', renderCookie(secret, SESSION_MS / 1_000));
      response.redirect(303, next);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      const page = pageOf(request, languageOf, LOGIN_PATH);
      const told = error.said[page.language];
      response.status(error.code === 'LOGIN_LOCKED' ? 429 : 401);
      sendPage(response, renderLoginPage({ ...page, told, isProblem: true, next, account: form.account }));
    }
  });

  app.post('/logout', readForm, (request, response) => {
    const { session, secret } = visitorOf(request);
    // Of another site it comes without the cookie, which its answer would take away all the same.
    expectOwnForm(request.headers, session && secret, formOf(request).token);
    if (session) accounts.store.sessions.end({ id: session.id });
    response.setHeader('Set-Cookie', renderCookie('', 0));
    const page = pageOf(request, languageOf, LOGIN_PATH);
    sendPage(response, renderLoginPage({ ...page, told: doorTexts(page.language).sessionEnded, next: '/' }));
  });

  addAccountPage(app, options);

  app.get('/invitation/:secret', (request, response) => {
    const account = ownerOf(accounts, request.params.secret);
    const { key, uri } = makeOneTimeKey(account, issuer());
    const path = `/invitation/${request.params.secret}`;
    sendPage(
      response,
      renderInvitationPage({ ...pageOf(request, languageOf, path), account, path, key, uri }),
    );
  });

  app.post('/invitation/:secret', readForm, async (request, response) => {
    const form = formOf(request);
    const { secret } = request.params;
    expectOwnForm(request.headers, undefined, undefined);
    const path = `/invitation/${secret}`;
    const page = pageOf(request, languageOf, path);
    const account = ownerOf(accounts, secret);
    try {
      if (form.password !== form.repeated) throw differ();
      const second = form.code.trim() === '' ? {} : { second: { key: form.key, code: form.code } };
      await acceptInvitation(accountsAs(account), { secret, password: form.password, ...second });
    } catch (error) {
      const isBusy = error instanceof ActRefused;
      if (!(error instanceof AccountError || isBusy)) throw error;
      const { key } = form;
      const told = error.said[page.language];
      response.status(isBusy ? 503 : 400);
      const uri = `otpauth://totp/${encodeURIComponent(account)}?${new URLSearchParams({ secret: key, issuer: issuer() })}`;
      sendPage(response, renderInvitationPage({ ...page, told, isProblem: true, account, path, key, uri }));
      return;
    }
    const told = doorTexts(page.language).saved;
    sendPage(
      response,
      renderLoginPage({ ...pageOf(request, languageOf, LOGIN_PATH), told, next: '/', account }),
    );
  });
}

function ownerOf(accounts: AccountContext, secret: string): string {
  try {
    return whoseInvitation(accounts, secret);
  } catch (error) {
    if (error instanceof AccountError) throw new RequestError('PORTAL_NOT_FOUND', error.message);
    throw error;
  }
}

const differ = () =>
  new AccountError('PASSWORD_WEAK', { en: doorTexts('en').differ, vi: doorTexts('vi').differ });
