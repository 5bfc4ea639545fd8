import type { Express, Request, Response } from 'express';
import { AccountError } from '../../accounts/account-error.ts';
import {
  acceptInvitation,
  acceptWithPasskey,
  beginInvitedPasskey,
  whoseInvitation,
} from '../../accounts/actions/accept-invitation.ts';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import { makeOneTimeKey } from '../../accounts/one-time-code.ts';
import { RequestError } from '../api/request-error.ts';
import { doorTexts, type InvitationPage, renderInvitationPage } from '../web/door-pages.ts';
import { renderNewPasskeyPage } from '../web/passkey-pages.ts';
import { formOf, pageOf, readAnswer, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { LOGIN_PATH } from './need.ts';
import { expectOwnForm } from './own-form.ts';
import { refusalOf } from './refusal-of.ts';
import { sendLoginPage } from './send-login-page.ts';

export const takesInvitation = (path: string): boolean => /^\/invitation\/[\w-]{43}(\/passkey)?$/.test(path);

/** Links that set a password and, if wanted, a second factor. */
export function addInvitations(app: Express, options: DoorOptions): void {
  const { accountsAs, languageOf, issuer, placeOf } = options;
  const accounts = accountsAs('portal');

  /** The page of the link, with a new key or the one that was tried. */
  const show = (
    request: Request,
    response: Response,
    account: string,
    more: Partial<InvitationPage> = {},
  ) => {
    const path = `/invitation/${request.params.secret}`;
    const made = makeOneTimeKey(account, issuer());
    const { key = made.key } = more;
    const uri = more.key === undefined ? made.uri : uriOf(account, key, issuer());
    const page = { ...pageOf(request, languageOf, path), account, path, uri };
    const takesPasskeys = placeOf(request).is === 'here';
    sendPage(response, renderInvitationPage({ ...page, ...more, key, takesPasskeys }));
  };
  const saved = (request: Request, response: Response, account: string) => {
    const page = pageOf(request, languageOf, LOGIN_PATH);
    sendLoginPage(response, options, { ...page, told: doorTexts(page.language).saved, next: '/', account });
  };

  app.get('/invitation/:secret', (request, response) => {
    show(request, response, ownerOf(accounts, request.params.secret));
  });

  app.post('/invitation/:secret', readForm, async (request, response) => {
    const { password, repeated, code, key, ...form } = formOf(request);
    const { secret } = request.params;
    expectOwnForm(request.headers, undefined, undefined);
    const account = ownerOf(accounts, secret);
    const place = placeOf(request);
    try {
      if (password !== repeated) throw differ();
      const given = { secret, password, ...(code.trim() !== '' && { second: { key, code } }) };
      if (form.with === 'passkey' && place.is === 'here') {
        const made = await beginInvitedPasskey(accountsAs(account), place.address, given);
        const page = pageOf(request, languageOf, `/invitation/${secret}`);
        const action = `/invitation/${secret}/passkey?lang=${page.language}`;
        sendPage(response, renderNewPasskeyPage({ ...page, action, options: made }));
        return;
      }
      await acceptInvitation(accountsAs(account), given);
      saved(request, response, account);
    } catch (error) {
      const { status, ...told } = refusalOf(error, languageOf(request));
      show(request, response.status(status), account, { ...told, key });
    }
  });

  app.post('/invitation/:secret/passkey', readAnswer, async (request, response) => {
    const { name, answer } = formOf(request);
    const { secret } = request.params;
    expectOwnForm(request.headers, undefined, undefined);
    const account = ownerOf(accounts, secret);
    const place = placeOf(request);
    try {
      if (place.is !== 'here')
        throw new RequestError('PORTAL_PARAMETER', `passkeys are made at ${place.url}`);
      await acceptWithPasskey(accountsAs(account), place.address, { secret, name, answer });
      saved(request, response, account);
    } catch (error) {
      const { status, ...told } = refusalOf(error, languageOf(request));
      show(request, response.status(status), account, told);
    }
  });
}

const uriOf = (account: string, key: string, issuer: string): string =>
  `otpauth://totp/${encodeURIComponent(account)}?${new URLSearchParams({ secret: key, issuer })}`;

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
