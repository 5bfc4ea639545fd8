import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { Month } from '../../core/input/fields.ts';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import {
  isOpen,
  REPORT_FORMATS,
  REPORT_KINDS,
  type ReportDesk,
  type ReportJob,
  type ReportWish,
} from '../reports/report-desk.ts';
import { LookParameters } from '../web/frame/look.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { reportTexts } from '../web/papers/plan-names.ts';
import { renderReportsPage } from '../web/papers/reports-page.ts';
import {
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  readForm,
  readOwn,
  sendPage,
  triedOf,
} from './at-papers.ts';
import type { PaperReader } from './paper-context.ts';
import { agencyOf } from './questions/agency-of.ts';
import type { ReportChoices } from './questions/report-choices.ts';

interface ReportsOptions extends PapersOptions {
  readonly reports: ReportDesk;
}

/** Reports that people have made ("Lập báo cáo"): of the city, a month or an agency; an agency has its own alone. */
export function addReports(app: Express, options: ReportsOptions): void {
  const { papers, reports, visitorOf, languageOf } = options;
  const see = need('see-reports', visitorOf);
  const mayMake = need('make-reports', visitorOf);

  const choicesFor = async (who: PaperReader): Promise<ReportChoices | undefined> => {
    try {
      return await orNotFound(papers.ask('report-choices', {}, who));
    } catch (error) {
      // Reports that were made are there all the same.
      if (error instanceof ActRefused && ['PLAN_MISSING', 'CONFIG_INVALID'].includes(error.code))
        return undefined;
      throw error;
    }
  };
  const sendReports = async (request: Request, response: Response, tried?: Tried) => {
    const who = readerOf(visitorOf(request));
    const page = pageFor(request, '/reports', options, tried, 'see-reports');
    const isMaker = visitorOf(request).rights.includes('make-reports');
    sendPage(response, renderReportsPage(page, await choicesFor(who), ownJobs(reports, who), isMaker));
  };
  const back = (request: Request, response: Response) =>
    response.redirect(303, `/reports?${new URLSearchParams({ lang: languageOf(request) })}`);

  app.get('/reports', see, async (request, response) => {
    parseParameters(searchOf(request), { ...LookParameters, done: oneOf(['yes']).optional() });
    await sendReports(request, response);
  });

  app.get('/reports/:id/:file', see, async (request, response) => {
    const { job, file } = expectFile(request, options, String(request.params.file));
    const path = reports.pathOf(job.id, file.name);
    if (path === undefined) throw noSuchReport();
    response.attachment(file.name).setHeader('Content-Length', file.sizeBytes);
    await pipeline(createReadStream(path), response);
  });

  app.post('/reports', mayMake, readForm, async (request, response) => {
    let upload: Upload | undefined;
    try {
      upload = await readOwn(request, options);
      const who = readerOf(visitorOf(request));
      const wish = wishOf(upload.form, who);
      expectKnown(wish, await choicesFor(who));
      reports.ask(wish, who.account);
      back(request, response);
    } catch (error) {
      const tried = triedOf(error, upload?.form ?? {}, languageOf(request));
      await sendReports(request, response.status(409), tried);
    }
  });

  app.post('/reports/:id/cancel', mayMake, readForm, async (request, response) => {
    await readOwn(request, options);
    reports.cancel(expectJob(request, options).id);
    back(request, response);
  });

  app.post('/reports/:id/verify', see, readForm, async (request, response) => {
    const { form } = await readOwn(request, options);
    const { job, file } = expectFile(request, options, form.file?.[0] ?? '');
    try {
      reports.verify(job.id, file.name);
      back(request, response);
    } catch (error) {
      await sendReports(request, response.status(409), triedOf(error, form, languageOf(request)));
    }
  });
}

/** What whoever asks may have: all of the city, or the reports of its agency, whoever had them made. */
function ownJobs(reports: ReportDesk, { scope }: PaperReader): readonly ReportJob[] {
  const own = agencyOf(scope);
  if (scope === 'city') return reports.jobs();
  return reports.jobs().filter(({ wish }) => wish.kind === 'agency' && wish.agency === own);
}

/** Another's is not there. */
const noSuchReport = () => new RequestError('PORTAL_NOT_FOUND', 'there is no such report');

function expectJob(request: Request, { reports, visitorOf }: ReportsOptions): ReportJob {
  const job = ownJobs(reports, readerOf(visitorOf(request))).find(({ id }) => id === request.params.id);
  if (!job) throw noSuchReport();
  return job;
}

function expectFile(request: Request, options: ReportsOptions, name: string) {
  const job = expectJob(request, options);
  const file = job.files.find((one) => one.name === name);
  if (!file || isOpen(job)) throw noSuchReport();
  return { job, file };
}

const Wish = z.object({
  kind: z.enum(REPORT_KINDS),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .optional(),
  month: Month.optional(),
  agency: z.string().max(200).optional(),
  format: z.array(z.enum(REPORT_FORMATS)),
});

/** A wish as the form has it: only what its kind needs. @throws ActRefused, INPUT_INVALID */
function wishOf(form: Upload['form'], { scope }: PaperReader): ReportWish {
  const own = agencyOf(scope);
  const given = (name: string) => form[name]?.[0] || undefined;
  const kind = own === undefined ? given('kind') : 'agency';
  const sent = Wish.safeParse({
    ...{ kind, year: given('year'), month: given('month'), format: form.format ?? [] },
    agency: own ?? given('agency'),
  });
  if (!sent.success) throw refuse('wrong');
  const { kind: of, year, month, agency, format } = sent.data;
  if (format.length === 0) throw refuse('noFormat');
  const formats = REPORT_FORMATS.filter((one) => format.includes(one));
  if (of === 'month') {
    if (month === undefined) throw refuse('noMonth');
    return { kind: of, month, format: formats };
  }
  if (year === undefined) throw refuse('noYear');
  if (of === 'city') return { kind: of, year, format: formats };
  if (agency === undefined) throw refuse('noAgency');
  return { kind: of, year, agency, format: formats };
}

/** @throws ActRefused */
function expectKnown({ kind, year, agency }: ReportWish, choices: ReportChoices | undefined): void {
  if (kind !== 'month' && !choices?.years.some((one) => one.year === year)) throw refuse('noYear');
  if (kind === 'agency' && !choices?.agencies.has(agency ?? '')) throw refuse('noAgency');
}

function refuse(what: 'wrong' | 'noFormat' | 'noMonth' | 'noYear' | 'noAgency'): ActRefused {
  const [en, vi] = [reportTexts('en').refused[what], reportTexts('vi').refused[what]];
  return new ActRefused('INPUT_INVALID', { en, vi });
}
