import express, { type Express, type Request, type Response } from 'express';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import type { Language } from '../../core/language/language.ts';
import type { Shown } from '../city/city-view.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { renderHtml } from '../web/frame/html.ts';
import { renderMailLinkPage } from '../web/mail-link-page.ts';
import { ActRefused } from './act-refused.ts';
import type { IncidentActs } from './incident-acts.ts';
import { type JudgedLink, judgeMailLink } from './judge-mail-link.ts';
import { expectOwnForm } from './own-form.ts';

export interface MailLinkOptions extends IncidentActs {
  readonly accountsAs: (author: string) => AccountContext;
  readonly linkKey: string;
  readonly incidents: Pick<IncidentSource, 'incident' | 'dutySteps'>;
  readonly shown: () => Shown;
  readonly languageOf: (request: Request) => Language;
  readonly nowMs: () => number;
}

const PATH = '/by-mail/:link';
export const takesMailLink = (path: string): boolean => /^\/by-mail\/[\w.-]+$/.test(path);

/** The form has nothing but its button. */
const readForm = express.urlencoded({ extended: false, limit: '1kb', parameterLimit: 5 });

const STATUS = { broken: 404, over: 410, withdrawn: 410, open: 200, taken: 200, resolved: 200 } as const;

/**
 * Links that mails carry, for whoever has the mail and no session. Opening one shows what the mail said and does nothing: what
 * looks at mail opens every link of it. The one button of its page acts.
 */
export function addMailLinks(app: Express, options: MailLinkOptions): void {
  const { act, shown, languageOf, nowMs } = options;
  const accounts = options.accountsAs('portal').store;
  const judge = (text: string) => judgeMailLink(text, { ...options, accounts });

  function send(request: Request, response: Response, judged: JudgedLink, told?: string): void {
    const language = languageOf(request);
    const { path } = request;
    const page = {
      language,
      path,
      judged,
      shown: shown(),
      atMs: nowMs(),
      ...(told !== undefined && { told }),
    };
    response
      .status(told === undefined ? STATUS[judged.is] : 409)
      .type('html')
      .send(renderHtml(renderMailLinkPage(page)));
  }

  app.get(PATH, (request, response) => send(request, response, judge(request.params.link)));

  app.post(PATH, readForm, async (request, response) => {
    expectOwnForm(request.headers, undefined, undefined);
    const link = String(request.params.link);
    const judged = judge(link);
    if (judged.is !== 'open') return send(request, response, judged);
    const { incident, party, author } = judged;
    try {
      const input = { id: incident.id };
      await act({ kind: 'acknowledge', input }, { party, author, via: 'mail-link' });
      response.redirect(303, `${request.path}?lang=${languageOf(request)}`);
    } catch (error) {
      if (!(error instanceof ActRefused)) throw error;
      // Somebody was quicker: the page says so by itself, and why nothing was done only where it does not.
      const now = judge(link);
      send(request, response, now, now.is === 'open' ? error.said[languageOf(request)] : undefined);
    }
  });
}
