import express, { type Express, type Request, type RequestHandler } from 'express';
import { AccountError } from '../../accounts/account-error.ts';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import { renameView, saveView } from '../../accounts/actions/saved-views.ts';
import type { Language } from '../../core/language/language.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { putCheck } from '../web/panels/check-form.ts';
import { putDesks } from '../web/panels/desk-links.ts';
import { putViews } from '../web/panels/views-panel.ts';
import { putWaiting } from '../web/panels/waiting-panel.ts';
import { putWho } from '../web/panels/who-panel.ts';
import { need, ownPath } from './need.ts';
import { expectOwnForm, formToken } from './own-form.ts';
import type { Visitor } from './visitor.ts';

export interface ViewOptions {
  /** Whether devices can be checked out of turn. */
  readonly hasChecks: boolean;
  /** Whether there are pages about contracts. */
  readonly hasPapers: boolean;
  readonly accountsAs: ((author: string) => AccountContext) | undefined;
  readonly visitorOf: (request: Request) => Visitor;
  readonly languageOf: (request: Request) => Language;
}

const readForm = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 10 });
export const takesViewForm = (path: string): boolean => /^\/views\/(save|rename|remove)$/.test(path);

type Form = Readonly<Record<string, string>>;

/** What a person does with the lists that they saved: these are their own alone. */
const ACTS: Readonly<Record<string, (store: AccountContext['store'], account: string, form: Form) => void>> =
  {
    save: (store, account, { name = '', path = '' }) => saveView(store, account, { name, path }),
    rename: (store, account, { id = '', name = '' }) => renameView(store, account, id, name),
    remove: (store, account, { id = '' }) => store.savedViews.remove(account, id),
  };

export function addViews(app: Express, { accountsAs, visitorOf, languageOf }: ViewOptions): void {
  if (accountsAs === undefined) return;
  const { store } = accountsAs('portal');
  for (const [name, act] of Object.entries(ACTS))
    app.post(`/views/${name}`, need('see', visitorOf), readForm, (request, response) => {
      const { account, secret } = visitorOf(request);
      if (account === undefined || secret === undefined)
        throw new RequestError('PORTAL_FORBIDDEN', 'lists are saved by whoever has logged in');
      const form = formOf(request);
      expectOwnForm(request.headers, secret, form.token);
      try {
        act(store, account.id, form);
      } catch (error) {
        if (!(error instanceof AccountError)) throw error;
        throw new RequestError('PORTAL_PARAMETER', error.said[languageOf(request)]);
      }
      response.redirect(303, ownPath(form.back));
    });
}

/** Puts what is a person's own into each page, which is drawn for all who may see the same: to be used after what compares pages. */
export function createOwnParts({
  accountsAs,
  visitorOf,
  languageOf,
  hasChecks,
  hasPapers,
}: ViewOptions): RequestHandler {
  const store = accountsAs?.('portal').store;
  const put = (request: Request, drawn: string): string => {
    const { account, secret, rights } = visitorOf(request);
    const language = languageOf(request);
    const rightsOnPapers = hasPapers && secret !== undefined ? rights : [];
    const page = putWaiting(putDesks(drawn, rightsOnPapers, language), rightsOnPapers, language);
    const token = secret === undefined ? undefined : formToken(secret);
    const form =
      hasChecks && token !== undefined && rights.includes('check-now') ? { token, language } : undefined;
    const checked = putCheck(page, form);
    if (store === undefined || account === undefined || token === undefined)
      return putWho(putViews(checked, undefined), undefined, language);
    const { id, role } = account;
    const views = store.savedViews.listOf(id);
    const own = { views, token, language, path: request.path, search: searchOf(request) };
    const name = store.accounts.personOf(id)?.name ?? id;
    return putWho(putViews(checked, own), { name, role }, language);
  };
  return (request, response, next) => {
    const send = response.send.bind(response);
    response.send = (body?: unknown) => {
      const isPage = typeof body === 'string' && response.get('Content-Type')?.startsWith('text/html');
      return send(isPage ? put(request, body) : body);
    };
    next();
  };
}

function formOf({ body }: Request): Form {
  const sent: Readonly<Record<string, unknown>> = body ?? {};
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
