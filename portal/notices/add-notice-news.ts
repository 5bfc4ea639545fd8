import type { Express, Request } from 'express';
import { z } from 'zod';
import type { AccountStore } from '../../accounts/account-store.ts';
import { NO_WISHES } from '../../accounts/actions/notices.ts';
import { runInSlices } from '../../core/host/in-slices.ts';
import type { Language } from '../../core/language/language.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import type { Visitor } from '../door/visitor.ts';
import type { Desk } from '../server/create-desk.ts';
import { noticeTexts } from '../web/messages/notice-texts.ts';
import { findCandidates } from './find-candidates.ts';
import { noticeHours } from './notice-hours.ts';
import { tellOwnIncidents } from './tell-own.ts';

export interface NoticeNewsOptions {
  readonly store: Pick<AccountStore, 'notices'>;
  readonly deskOf: (request: Request) => Desk;
  readonly visitorOf: (request: Request) => Visitor;
  readonly languageOf: (request: Request) => Language;
}

/** News go on record some seconds after they came. */
const LAG_MS = seconds(5);
/** Whoever was away for longer sees on the page what there is. */
const LOOK_BACK_MS = minutes(30);
/** Of a storm it is told that it is one: nobody is shown a thousand notices. */
const MOST_NEWS = 200;
const MOST_TOLD = 5;

/** What is new for whoever asks since an instant that the answer before told, by what they chose on their account: for an open page. */
export function addNoticeNews(app: Express, options: NoticeNewsOptions): void {
  const { store, deskOf, visitorOf, languageOf } = options;
  app.get('/notices.json', need('see', visitorOf), async (request, response) => {
    const { after } = parseParameters(searchOf(request), {
      lang: z.string().max(10).optional(),
      after: z.coerce.number().int().min(0).optional(),
    });
    const { account, session } = visitorOf(request);
    if (account === undefined || session === undefined)
      throw new RequestError('PORTAL_FORBIDDEN', 'notices are for whoever has logged in');
    const language = languageOf(request);
    const wishes = { ...(store.notices.find(account.id)?.wishes ?? NO_WISHES), language };
    const { sources } = deskOf(request);
    const view = sources.view();
    const toMs = view.atMs - LAG_MS;
    const fromMs = Math.max(after ?? toMs, toMs - LOOK_BACK_MS);
    const isUrgent = noticeHours(wishes, view.shown).nextOpenMs(view.atMs) > view.atMs;
    if (fromMs >= toMs || (isUrgent && !wishes.isCriticalAlways)) {
      response.json({ after: toMs, news: [], isMore: false });
      return;
    }
    const { found, isMore } = await runInSlices(
      findCandidates(sources.incidents, { fromMs, toMs }, MOST_NEWS),
    );
    const asked = { account, wishes, view, isUrgent, urgentMs: 0 };
    const { opened } = await runInSlices(tellOwnIncidents(found, sources.incidents, asked));
    const { severities } = noticeTexts(language);
    response.json({
      after: toMs,
      news: opened.some.slice(0, MOST_TOLD).map(({ path, severity, cause, number }) => ({
        path,
        text: [severities[severity], number, cause].filter((part) => part !== undefined).join(' · '),
      })),
      isMore: isMore || opened.count > MOST_TOLD,
    });
  });
}
