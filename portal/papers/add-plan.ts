import { setTimeout as delay } from 'node:timers/promises';
import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { parseLocalInput } from '../../core/time/local-input.ts';
import { parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { formsPath, renderFormsPage } from '../web/papers/forms-page.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { planTexts } from '../web/papers/plan-names.ts';
import { renderNoPlanPage, renderPlanPage } from '../web/papers/plan-page.ts';
import {
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  readOwn,
  sendDownload,
  sendPage,
  triedOf,
} from './at-papers.ts';
import type { CollectedForm } from './questions/collect-form.ts';

const Year = z
  .string()
  .regex(/^\d{4}$/, 'expected a year')
  .transform(Number)
  .optional();

/** The inventory of a large city is read for seconds, once; the page loads itself again meanwhile. */
const READ_SOON_MS = 1_000;

/** The plan of the city as it stands, and the forms of units. */
export function addPlan(app: Express, options: PapersOptions): void {
  const { papers, visitorOf, languageOf } = options;
  const see = need('see-plan', visitorOf);
  const mayAct = need('act-on-plan', visitorOf);
  const page = (request: Request, path: string, tried?: Tried) =>
    pageFor(request, path, options, tried, 'act-on-plan');

  const withPlan = noPlanShown(options);

  app.get(
    '/plan',
    see,
    withPlan(async (request, response) => {
      parseParameters(searchOf(request), LookParameters);
      const asked = orNotFound(papers.ask('plan', {}, readerOf(visitorOf(request))));
      const found = await Promise.race([asked, delay(READ_SOON_MS, undefined, { ref: false })]);
      const shown = page(request, '/plan');
      sendPage(response, found ? renderPlanPage(shown, found) : renderNoPlanPage(shown.context, 'reading'));
    }),
  );

  for (const [path, of] of [
    ['/plan/tasks/:id', 'task'],
    ['/plan/registers/:of/:id', undefined],
  ] as const)
    app.get(
      `${path}/files/:sha256`,
      see,
      withPlan(async (request, response) => {
        parseParameters(searchOf(request), LookParameters);
        const { id, sha256 } = request.params;
        const asked = { of: of ?? String(request.params.of), id: String(id), sha256: String(sha256) };
        sendDownload(
          response,
          await orNotFound(papers.ask('plan-file', asked, readerOf(visitorOf(request)))),
        );
      }),
    );

  const formsPage = async (request: Request, tried?: Tried, collected?: CollectedForm) => {
    const { year } = parseParameters(searchOf(request), { ...LookParameters, year: Year });
    const found = await orNotFound(papers.ask('plan-forms', { year }, readerOf(visitorOf(request))));
    return renderFormsPage(page(request, formsPath(found.year), tried), found, collected);
  };
  app.get(
    '/plan/forms',
    see,
    withPlan(async (request, response) => sendPage(response, await formsPage(request))),
  );
  app.get(
    '/plan/forms/:year/:unit',
    mayAct,
    withPlan(async (request, response) => {
      parseParameters(searchOf(request), LookParameters);
      const { year } = parseParameters(new URLSearchParams({ year: String(request.params.year) }), {
        year: Year,
      });
      const asked = { year: year ?? 0, unit: String(request.params.unit) };
      sendSheet(
        response,
        await orNotFound(papers.ask('plan-form-file', asked, readerOf(visitorOf(request)))),
      );
    }),
  );
  app.post(
    '/plan/forms',
    mayAct,
    withPlan(async (request, response) => {
      let upload: Upload | undefined;
      try {
        upload = await readOwn(request, options);
        const asked = sentForm(request, upload, options);
        const collected = await orNotFound(
          papers.ask('plan-form-collect', asked, readerOf(visitorOf(request))),
        );
        const isRefused = collected.outcome === 'refused';
        const kept = isRefused ? { told: undefined, problems: new Map(), form: upload.form } : undefined;
        sendPage(response.status(isRefused ? 409 : 200), await formsPage(request, kept, collected));
      } catch (error) {
        if (error instanceof ActRefused && NO_PLAN.includes(error.code)) throw error;
        const tried = triedOf(error, upload?.form ?? {}, languageOf(request));
        sendPage(response.status(409), await formsPage(request, tried));
      }
    }),
  );
}

/** A plan that cannot be read is told so, and is no failure of the page. */
export const noPlanShown =
  (options: PapersOptions) =>
  (work: RequestHandler): RequestHandler =>
  async (request, response, next) => {
    try {
      await work(request, response, next);
    } catch (error) {
      if (!(error instanceof ActRefused) || !NO_PLAN.includes(error.code)) throw error;
      const { context } = pageFor(request, '/plan', options);
      sendPage(response.status(503), renderNoPlanPage(context));
    }
  };

const NO_PLAN: readonly string[] = ['PLAN_MISSING', 'CONFIG_INVALID'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function sendSheet(
  response: Response,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
): void {
  response.attachment(name).type(XLSX).send(Buffer.from(content));
}

/** @throws ActRefused, PORTAL_PARAMETER */
function sentForm(request: Request, upload: Upload, options: PapersOptions) {
  const { form } = upload;
  const file = sentFile(upload);
  const [year = ''] = form.year ?? [];
  if (!/^\d{4}$/.test(year)) throw new RequestError('PORTAL_PARAMETER', 'year: expected a year');
  return { year: Number(year), ...file, receivedMs: sentReceived(request, form, options) };
}

/** The one form that was sent. @throws ActRefused */
export function sentFile({ files }: Pick<Upload, 'files'>): Upload['files'][number] {
  const [file, second] = files;
  const texts = { en: planTexts('en'), vi: planTexts('vi') };
  const refuse = (what: 'noFile' | 'manyFiles') =>
    new ActRefused('INPUT_INVALID', { en: texts.en[what], vi: texts.vi[what] });
  if (!file) throw refuse('noFile');
  if (second) throw refuse('manyFiles');
  return file;
}

/** DOST alone says that a form came in before: it is late or not by that. */
export function sentReceived(
  request: Request,
  form: Upload['form'],
  options: PapersOptions,
): number | undefined {
  const [day = ''] = form.received ?? [];
  if (day === '' || readerOf(options.visitorOf(request)).scope !== 'city') return undefined;
  const { timeZone } = options.deskOf(request).sources.view().shown.settings.city;
  const atMs = parseLocalInput(`${day}T00:00`, timeZone);
  if (atMs === undefined) throw new RequestError('PORTAL_PARAMETER', 'received: expected a day');
  return atMs;
}
