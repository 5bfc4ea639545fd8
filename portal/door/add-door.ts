import type { Express, Request } from 'express';
import { describeSecondStep, finishLogIn } from '../../accounts/actions/finish-log-in.ts';
import { logIn, SESSION_MS } from '../../accounts/actions/log-in.ts';
import type { PasskeyAddress } from '../../accounts/passkey.ts';
import { searchOf } from '../api/search-of.ts';
import { networkOf } from '../server/network-of.ts';
import { doorTexts } from '../web/door-pages.ts';
import { renderSecondStepPage } from '../web/passkey-pages.ts';
import { addAccountPage, takesAccountForm } from './add-account.ts';
import { addInvitations, takesInvitation } from './add-invitations.ts';
import { addOpenid, takesOpenidForm } from './add-openid.ts';
import { renderCookie } from './cookie.ts';
import { formOf, pageOf, readAnswer, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { LOGIN_PATH, ownPath } from './need.ts';
import { expectOwnForm } from './own-form.ts';
import type { PasskeyPlace } from './passkey-place.ts';
import { refusalOf } from './refusal-of.ts';
import { sendLoginPage } from './send-login-page.ts';

const SECOND_PATH = `${LOGIN_PATH}/second`;
const FORM_PATHS: ReadonlySet<string> = new Set([LOGIN_PATH, SECOND_PATH, '/logout']);

/** Which paths a form is sent to. */
export const takesForm = (path: string): boolean =>
  FORM_PATHS.has(path) || takesAccountForm(path) || takesInvitation(path) || takesOpenidForm(path);

/** Log-in, log-out, one's own account, and links that set a password: the only pages for whoever is not in. */
export function addDoor(app: Express, options: DoorOptions): void {
  const { accountsAs, visitorOf, languageOf, placeOf } = options;
  const accounts = accountsAs('portal');

  app.get(LOGIN_PATH, (request, response) => {
    const next = ownPath(searchOf(request).get('next'));
    sendLoginPage(response, options, { ...pageOf(request, languageOf, LOGIN_PATH), next });
  });

  app.post(LOGIN_PATH, readForm, async (request, response) => {
    const form = formOf(request);
    expectOwnForm(request.headers, undefined, undefined);
    const [next, account] = [ownPath(form.next), form.account.trim()];
    const page = pageOf(request, languageOf, LOGIN_PATH);
    try {
      const { password, code } = form;
      const { session, secret } = await logIn(accounts, {
        ...{ account, password, code },
        ...browserOf(request, options),
      });
      if (session) {
        response.setHeader('Set-Cookie', renderCookie(secret, SESSION_MS / 1_000));
        response.redirect(303, next);
        return;
      }
      const place = placeOf(request);
      const step = await describeSecondStep(accounts, secret, addressOf(place));
      sendPage(response, renderSecondStepPage({ ...page, ...step, account, secret, next, place }));
    } catch (error) {
      const { status, ...told } = refusalOf(error, page.language, 401);
      sendLoginPage(response.status(status), options, { ...page, ...told, next, account });
    }
  });

  app.post(SECOND_PATH, readAnswer, async (request, response) => {
    const { account, secret: half, answer, code, ...form } = formOf(request);
    expectOwnForm(request.headers, undefined, undefined);
    const next = ownPath(form.next);
    try {
      const { secret } = await finishLogIn(accounts, addressOf(placeOf(request)), {
        ...{ secret: half, answer, code },
        ...browserOf(request, options),
      });
      response.setHeader('Set-Cookie', renderCookie(secret, SESSION_MS / 1_000));
      response.redirect(303, next);
    } catch (error) {
      const page = pageOf(request, languageOf, LOGIN_PATH);
      const { status, ...told } = refusalOf(error, page.language, 401);
      sendLoginPage(response.status(status), options, { ...page, ...told, next, account });
    }
  });

  app.post('/logout', readForm, (request, response) => {
    const { session, secret } = visitorOf(request);
    // Of another site it comes without the cookie, which its answer would take away all the same.
    expectOwnForm(request.headers, session && secret, formOf(request).token);
    if (session) accounts.store.sessions.end({ id: session.id });
    response.setHeader('Set-Cookie', renderCookie('', 0));
    const page = pageOf(request, languageOf, LOGIN_PATH);
    sendLoginPage(response, options, { ...page, told: doorTexts(page.language).sessionEnded, next: '/' });
  });

  addAccountPage(app, options);
  addInvitations(app, options);
  if (options.openid) addOpenid(app, options, options.openid);
}

const browserOf = (request: Request, { clientOf }: DoorOptions) => ({
  from: networkOf(clientOf(request)),
  browser: request.headers['user-agent'] ?? '',
});

const addressOf = (place: PasskeyPlace): PasskeyAddress | undefined =>
  place.is === 'here' ? place.address : undefined;
