import express, { type Express, type Request } from 'express';
import { AccountError } from '../../accounts/account-error.ts';
import { askAddress, confirmAddress, forgetAddress, saveWishes } from '../../accounts/actions/notices.ts';
import { NoticeWishes } from '../../accounts/notices.ts';
import { readAddressLink } from '../../alerts/notifications/links/address-link.ts';
import type { Language } from '../../core/language/language.ts';
import { noticeTexts } from '../web/messages/notice-texts.ts';
import { renderConfirmPage } from '../web/notices-section.ts';
import type { AddAct } from './account-act.ts';
import { pageOf, readForm, sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { LOGIN_PATH } from './need.ts';
import { formToken } from './own-form.ts';
import { ACCOUNT_PATH, inmateOf, type ShowAccount } from './send-account-page.ts';

/** Seven days of the week among others. */
const readWishes = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 30 });

/** What somebody wants to be told of, and the address that mails go to. */
export function addNotices(app: Express, add: AddAct, show: ShowAccount, options: DoorOptions): void {
  const { accountsAs, visitorOf, languageOf, linkKey = '' } = options;
  const { store, nowMs } = accountsAs('portal');
  const door = { store, nowMs };

  add('notices/save', readWishes, ({ request, response, inmate }) => {
    const language = languageOf(request);
    saveWishes(door, inmate.account.id, wishesOf(request, language));
    show(request, response, inmate, { told: noticeTexts(language).saved });
    return true;
  });
  add('notices/address', readForm, ({ request, form, inmate }) => {
    askAddress(door, inmate.account.id, form.address, languageOf(request));
  });
  add('notices/forget', readForm, ({ inmate }) => {
    forgetAddress(door, inmate.account.id);
  });

  const confirm = 'notices/confirm/:link';
  app.get(`${ACCOUNT_PATH}/${confirm}`, (request, response) => {
    const inmate = inmateOf(visitorOf(request));
    if (inmate === undefined) {
      response.redirect(303, `${LOGIN_PATH}?${new URLSearchParams({ next: request.originalUrl })}`);
      return;
    }
    const { account, secret } = inmate;
    const isOwn = readAddressLink(linkKey, request.params.link)?.account === account.id;
    const page = { ...pageOf(request, languageOf, request.path), path: request.path, account: account.id };
    sendPage(
      response.status(isOwn ? 200 : 404),
      renderConfirmPage({ ...page, isOwn, token: formToken(secret) }),
    );
  });
  add(confirm, readForm, ({ request, inmate }) => {
    const link = readAddressLink(linkKey, String(request.params.link));
    // Of another account it confirms nothing, whoever asks.
    confirmAddress(door, inmate.account.id, link?.account === inmate.account.id ? link.hash : '');
  });
}

/** @throws OWN_SETTING_REFUSED */
function wishesOf({ body }: Request, language: Language): NoticeWishes {
  const sent: Readonly<Record<string, unknown>> = body ?? {};
  const is = (name: string, value: string) => sent[name] === value;
  const hours = is('hours', 'some') && {
    days: [sent.day ?? []].flat(),
    fromMinute: minuteOf(sent.fromTime),
    toMinute: minuteOf(sent.toTime),
    isOffOnHolidays: is('holidays', 'off'),
  };
  const wishes = NoticeWishes.safeParse({
    ...{ mail: is('mail', 'yes'), from: sent.from, incidents: sent.incidents, language },
    ...{ papers: is('papers', 'yes'), works: is('works', 'yes'), isCriticalAlways: is('critical', 'always') },
    ...(hours && { hours }),
  });
  if (wishes.success) return wishes.data;
  throw new AccountError('OWN_SETTING_REFUSED', {
    en: noticeTexts('en').noDays,
    vi: noticeTexts('vi').noDays,
  });
}

function minuteOf(text: unknown): number {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(typeof text === 'string' ? text : '') ?? [];
  return hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute);
}
