import type { Express } from 'express';
import { renderAccountPage } from '../web/account-page.ts';
import { formOf, pageOf, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { LOGIN_PATH } from './need.ts';
import { expectOwnForm, formToken } from './own-form.ts';

const ACCOUNT_PATH = '/account';
export const SESSIONS_END_PATH = `${ACCOUNT_PATH}/sessions/end`;

/** The page of whoever is in: where else they are in, and the way out. */
export function addAccountPage(app: Express, options: DoorOptions): void {
  const { accountsAs, visitorOf, languageOf } = options;
  const { store, nowMs } = accountsAs('portal');

  app.get(ACCOUNT_PATH, (request, response) => {
    const { account, session, secret } = visitorOf(request);
    if (account === undefined || session === undefined || secret === undefined) {
      response.redirect(303, LOGIN_PATH);
      return;
    }
    const page = {
      ...pageOf(request, languageOf, ACCOUNT_PATH),
      ...{ account, current: session.id, token: formToken(secret), timeZone: options.timeZone() },
      name: store.accounts.personOf(account.id)?.name,
      sessions: store.sessions.listOf(account.id, nowMs()),
    };
    sendPage(response, renderAccountPage(page));
  });

  app.post(SESSIONS_END_PATH, readForm, (request, response) => {
    const { account, secret } = visitorOf(request);
    const { session: id, token } = formOf(request);
    if (account === undefined || secret === undefined) {
      response.redirect(303, LOGIN_PATH);
      return;
    }
    expectOwnForm(request.headers, secret, token);
    // Its own alone: those of others are an administrator's.
    if (store.sessions.listOf(account.id, nowMs()).some((session) => session.id === id))
      store.sessions.end({ id });
    response.redirect(303, `${ACCOUNT_PATH}?lang=${languageOf(request)}`);
  });
}
