import express, { type Express, type Request } from 'express';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import type { Language } from '../../core/language/language.ts';
import { quote, RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import type { CheckNow } from '../city/check-report.ts';
import type { Desk } from '../server/create-desk.ts';
import { checkTexts } from '../web/panels/check-form.ts';
import { createCheckRuns } from './check-runs.ts';
import { need } from './need.ts';
import { expectOwnForm, formToken } from './own-form.ts';
import type { Visitor } from './visitor.ts';

export interface CheckOptions {
  readonly checkNow: CheckNow;
  readonly accountsAs: (author: string) => AccountContext;
  readonly visitorOf: (request: Request) => Visitor;
  readonly deskOf: (request: Request) => Desk;
  readonly languageOf: (request: Request) => Language;
  readonly nowMs: () => number;
}

const readForm = express.urlencoded({ extended: false, limit: '2kb', parameterLimit: 5 });
const PATH = '/devices/:id/check';
export const takesCheck = (path: string): boolean => /^\/devices\/[^/]+\/check$/.test(path);

/** Seconds until a browser looks again while a check is under way. */
const LOOK_AGAIN = '2';

/** "Check now": the device's own probes out of turn, for whoever may; what they tell is shown, and changes no state. */
export function addChecks(app: Express, options: CheckOptions): void {
  const { visitorOf, deskOf, accountsAs, languageOf } = options;
  const runs = createCheckRuns(options.checkNow, { nowMs: options.nowMs });
  const mayCheck = need('check-now', visitorOf);
  /** What somebody may not see is not there for them. */
  const deviceOf = (request: Request): string => {
    const id = String(request.params.id);
    if (deskOf(request).sources.view().fleet.deviceById.has(id)) return id;
    throw new RequestError('PORTAL_NOT_FOUND', `no device ${quote(id)}`);
  };

  app.post(PATH, mayCheck, readForm, async (request, response) => {
    const { account, secret } = visitorOf(request);
    const { token } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    if (account === undefined || secret === undefined)
      throw new RequestError('PORTAL_FORBIDDEN', 'devices are checked by whoever has logged in');
    expectOwnForm(request.headers, secret, token);
    const device = deviceOf(request);
    const expectMay = () => {
      const refused = runs.mayStart(device, account.id);
      if (refused === undefined || refused === 'running') return refused;
      throw new RequestError('PORTAL_BUSY', checkTexts(languageOf(request)).refused[refused]);
    };
    if (expectMay() === undefined) {
      await accountsAs(account.id).audit({ action: 'check-now', body: { device } });
      // Others may have asked while that was written.
      if (expectMay() === undefined) runs.start(device, account.id);
    }
    response.redirect(303, `/devices/${encodeURIComponent(device)}/check?lang=${languageOf(request)}`);
  });

  app.get(PATH, mayCheck, (request, response) => {
    const device = deviceOf(request);
    const run = runs.find(device);
    const { secret } = visitorOf(request);
    const page = deskOf(request).pages.check(device, searchOf(request), {
      run,
      token: secret === undefined ? undefined : formToken(secret),
    });
    if (run !== undefined && run.report === undefined) response.setHeader('Refresh', LOOK_AGAIN);
    response.type('html').send(page);
  });
}
