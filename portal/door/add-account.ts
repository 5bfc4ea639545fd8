import type { Express, Request } from 'express';
import { addPasskey, beginPasskey, removePasskey } from '../../accounts/actions/passkeys.ts';
import type { PasskeyAddress } from '../../accounts/passkey.ts';
import { networkOf } from '../server/network-of.ts';
import { passkeyTexts, renderNewPasskeyPage } from '../web/passkey-pages.ts';
import type { AccountAct, AddAct } from './account-act.ts';
import { addCalendarTokens } from './add-calendar-tokens.ts';
import { addNotices } from './add-notices.ts';
import { type Form, formOf, pageOf, readAnswer, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { LOGIN_PATH } from './need.ts';
import { expectOwnForm, formToken } from './own-form.ts';
import { refusalOf } from './refusal-of.ts';
import {
  ACCOUNT_PATH,
  type Inmate,
  inmateOf,
  type ShowAccount,
  sendAccountPage,
} from './send-account-page.ts';

export const takesAccountForm = (path: string): boolean =>
  /^\/account\/(sessions\/end|passkeys\/(begin|add|remove)|calendar\/(add|end)|notices\/(save|address|forget|confirm\/[\w.-]+))$/.test(
    path,
  );

/** One's own account: where else one is in, and passkeys. */
export function addAccountPage(app: Express, options: DoorOptions): void {
  const { accountsAs, visitorOf, languageOf, placeOf, clientOf } = options;
  const { store, nowMs } = accountsAs('portal');

  const show: ShowAccount = (request, response, inmate, told = {}) =>
    sendAccountPage(request, response, options, inmate, told);

  app.get(ACCOUNT_PATH, (request, response) => {
    const inmate = inmateOf(visitorOf(request));
    if (inmate) show(request, response, inmate);
    else response.redirect(303, LOGIN_PATH);
  });

  const add: AddAct = (path, read, act) =>
    app.post(`${ACCOUNT_PATH}/${path}`, read, async (request, response) => {
      const inmate = inmateOf(visitorOf(request));
      if (inmate === undefined) {
        response.redirect(303, LOGIN_PATH);
        return;
      }
      const form = formOf(request);
      expectOwnForm(request.headers, inmate.secret, form.token);
      try {
        if ((await act({ request, response, form, inmate })) === true) return;
        response.redirect(303, `${ACCOUNT_PATH}?lang=${languageOf(request)}`);
      } catch (error) {
        const { status, ...told } = refusalOf(error, languageOf(request));
        show(request, response.status(status), inmate, told);
      }
    });

  add('sessions/end', readForm, ({ form: { session: id }, inmate: { account } }) => {
    // Its own alone: those of others are an administrator's.
    if (store.sessions.listOf(account.id, nowMs()).some((session) => session.id === id))
      store.sessions.end({ id });
  });

  addNotices(app, add, show, options);
  if (options.hasPapers) addCalendarTokens(add, show, options);

  const againOf = (request: Request, { account, secret }: Inmate, { password }: Form) => ({
    ...{ account: account.id, secret, password },
    from: networkOf(clientOf(request)),
  });
  /** Only where it is used: what a browser made elsewhere is not right here. */
  const atAddress = async (
    { request, response, inmate }: Parameters<AccountAct>[0],
    act: (address: PasskeyAddress) => Promise<unknown>,
  ): Promise<unknown> => {
    const place = placeOf(request);
    if (place.is === 'here') return await act(place.address);
    const told = `${passkeyTexts(languageOf(request))[place.is]} ${place.url}`;
    show(request, response.status(400), inmate, { told, isProblem: true });
    return true;
  };
  add('passkeys/begin', readForm, (asked) =>
    atAddress(asked, async (address) => {
      const { request, response, form, inmate } = asked;
      const made = await beginPasskey(accountsAs(inmate.account.id), address, againOf(request, inmate, form));
      const page = pageOf(request, languageOf, ACCOUNT_PATH);
      const action = `${ACCOUNT_PATH}/passkeys/add?lang=${page.language}`;
      sendPage(
        response,
        renderNewPasskeyPage({ ...page, action, token: formToken(inmate.secret), options: made }),
      );
      return true;
    }),
  );
  add('passkeys/add', readAnswer, (asked) =>
    atAddress(asked, async (address) => {
      const { name, answer } = asked.form;
      const { account, secret } = asked.inmate;
      await addPasskey(accountsAs(account.id), address, { secret, name, answer });
    }),
  );
  add('passkeys/remove', readForm, async ({ request, form, inmate }) => {
    await removePasskey(accountsAs(inmate.account.id), form.passkey, againOf(request, inmate, form));
  });
}
