import express, { type Express, type Request, type Response } from 'express';
import type { Account } from '../../accounts/account.ts';
import type { Language } from '../../core/language/language.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import { findTold } from '../api/list-incidents.ts';
import { searchOf } from '../api/search-of.ts';
import type { Desk } from '../server/create-desk.ts';
import { ActRefused } from './act-refused.ts';
import type { IncidentActs } from './incident-acts.ts';
import { need } from './need.ts';
import { createOnce } from './once.ts';
import { expectOwnForm, formToken } from './own-form.ts';
import type { Visitor } from './visitor.ts';

export interface ActOptions extends IncidentActs {
  readonly visitorOf: (request: Request) => Visitor;
  readonly deskOf: (request: Request) => Desk;
  readonly languageOf: (request: Request) => Language;
}

/** A note has 2,000 characters of up to four bytes, each written as `%XX`. */
const readForm = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 10 });

const PATHS = { acknowledge: '/incidents/:id/acknowledge', note: '/incidents/:id/note' } as const;
export const takesAct = (path: string): boolean => /^\/incidents\/[^/]+\/(acknowledge|note)$/.test(path);

/** Acts on incidents, of whoever may see the incident and handle any. */
export function addIncidentActs(app: Express, options: ActOptions): void {
  const { visitorOf, deskOf, act } = options;
  const doOnce = createOnce();
  for (const kind of ['acknowledge', 'note'] as const)
    app.post(PATHS[kind], need('handle-incidents', visitorOf), readForm, async (request, response) => {
      const { account, session, secret } = visitorOf(request);
      const { token, text, once } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      expectOwnForm(request.headers, secret, token);
      const { id } = request.params;
      const { sources } = deskOf(request);
      // What it may not see is not there for it.
      findTold(sources.view(), sources.incidents, String(id));
      if (account === undefined) return;
      const said = typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
      try {
        const by = { party: actingParty(account), author: account.id };
        const perform = async () => await act(kind, { id: String(id), text: said }, by);
        if (typeof once === 'string' && /^[0-9a-f]{32}$/.test(once))
          await doOnce(`${session?.id} ${request.path} ${once}`, perform);
        else await perform();
        response.redirect(
          303,
          `/incidents/${encodeURIComponent(String(id))}?lang=${options.languageOf(request)}`,
        );
      } catch (error) {
        if (!(error instanceof ActRefused)) throw error;
        await sendAgain(request, response, options, error.said[options.languageOf(request)]);
      }
    });
}

/** The page as it is now, and why nothing was done: what was typed is not lost. */
async function sendAgain(
  request: Request,
  response: Response,
  { visitorOf, deskOf }: ActOptions,
  told: string,
) {
  const { id } = request.params;
  const form = {
    token: formToken(visitorOf(request).secret ?? ''),
    told,
    text: String(request.body?.text ?? ''),
  };
  response
    .status(409)
    .type('html')
    .send(deskOf(request).pages.incident(String(id), searchOf(request), form));
}

function actingParty({ role, organisation }: Account): ActingParty {
  if (role === 'agency' || role === 'contractor')
    return { kind: role, ...(organisation !== undefined && { id: organisation }) };
  return { kind: 'operator' };
}
