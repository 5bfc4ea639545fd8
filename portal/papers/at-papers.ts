import type { Request, Response } from 'express';
import express from 'express';
import { partyOf, type Right, scopeOf } from '../../accounts/roles.ts';
import type { Language } from '../../core/language/language.ts';
import { RequestError } from '../api/request-error.ts';
import { ActRefused } from '../door/act-refused.ts';
import { expectOwnForm, formToken } from '../door/own-form.ts';
import { readUpload, type Upload, UploadRefused } from '../door/read-upload.ts';
import type { Visitor } from '../door/visitor.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import type { Desk } from '../server/create-desk.ts';
import { type Html, renderHtml } from '../web/frame/html.ts';
import type { PaperPage, Tried } from '../web/papers/paper-page.ts';
import type { PaperReader } from './paper-context.ts';
import type { PaperDesk } from './paper-desk.ts';
import { takesFiles } from './paper-forms.ts';

export interface PapersOptions {
  readonly papers: PaperDesk;
  /** Absent where none are made from pages. */
  readonly reports?: ReportDesk | undefined;
  readonly visitorOf: (request: Request) => Visitor;
  readonly deskOf: (request: Request) => Desk;
  readonly languageOf: (request: Request) => Language;
  readonly nowMs: () => number;
}

/** A reason has 2,000 characters of up to four bytes, each written as `%XX`. */
export const readForm = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 100 });

/** Who asks, for whom there are papers at all. @throws PORTAL_FORBIDDEN */
export function readerOf({ account }: Pick<Visitor, 'account'>): PaperReader {
  if (account === undefined)
    throw new RequestError('PORTAL_FORBIDDEN', 'contracts are for whoever has logged in');
  const { id, role, organisation, seesSecret } = account;
  return {
    account: id,
    role,
    party: partyOf(role, organisation),
    scope: scopeOf(role, organisation),
    seesSecret,
  };
}

/** What the page of an address is drawn with. */
export function pageFor(
  request: Request,
  path: string,
  options: PapersOptions,
  tried?: Tried,
  right: Right = 'act-on-contracts',
): PaperPage {
  const visitor = options.visitorOf(request);
  const { secret, rights } = visitor;
  const search = new URL(request.originalUrl, 'http://localhost').searchParams;
  const mayAct = secret !== undefined && rights.includes(right);
  return {
    context: { ...options.deskOf(request).pages.frame(path, search), isStill: request.method === 'POST' },
    party: readerOf(visitor).party,
    token: mayAct ? formToken(secret) : undefined,
    tried,
    isDone: search.get('done') === 'yes',
  };
}

/** The same of what is dear to make and does not change: the browser does not look for a newer one. */
export function stillPage(request: Request, path: string, options: PapersOptions): PaperPage {
  const page = pageFor(request, path, options);
  return { ...page, context: { ...page.context, isStill: true } };
}

/** What a form without files sent: each field with all of its values. */
export function formOf({ body }: Request): Upload['form'] {
  const fields: Readonly<Record<string, unknown>> = body ?? {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
    ]),
  );
}

/** A form of ours, with its files where it has some. @throws PORTAL_FORGED, and what reading files throws */
export async function readOwn(request: Request, options: PapersOptions): Promise<Upload> {
  const { secret } = options.visitorOf(request);
  const expectOwn = (form: Upload['form']) => expectOwnForm(request.headers, secret, form.token?.[0]);
  if (takesFiles(request.path)) return await readUpload(request, expectOwn);
  const form = formOf(request);
  expectOwn(form);
  return { form, files: [] };
}

/** What was refused, for the page that it was sent from. @throws whatever is no refusal of an act or a file */
export function triedOf(error: unknown, form: Upload['form'], language: Language): Tried {
  if (error instanceof UploadRefused)
    return {
      told: error.said[language],
      problems: new Map([['file', error.said[language]]]),
      form: error.form,
    };
  if (!(error instanceof ActRefused) || error.code === 'PAPER_UNKNOWN') throw error;
  const { said, problems } = error;
  return {
    told: said[language],
    problems: new Map(problems.map(({ member, ...words }) => [member.split('.')[0] ?? '', words[language]])),
    form,
  };
}

/** Whoever asks for what is not theirs, or for what is not there, is told the same. */
export async function orNotFound<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ActRefused)) throw error;
    if (
      [
        'PAPER_UNKNOWN',
        'CLAIM_UNKNOWN',
        'STATEMENT_UNKNOWN',
        'LEDGER_UNKNOWN',
        'CHECKPOINT_UNKNOWN',
      ].includes(error.code)
    )
      throw new RequestError('PORTAL_NOT_FOUND', error.said.en);
    if (error.code === 'PAPER_BUSY') throw new RequestError('PORTAL_BUSY', error.said.en);
    throw error;
  }
}

export function sendPage(response: Response, page: Html): void {
  response.type('html').send(renderHtml(page));
}

/** What was put on record is looked at on the page of an address, which says that it was. */
export function showDone(
  request: Request,
  response: Response,
  path: string,
  { languageOf }: Pick<PapersOptions, 'languageOf'>,
): void {
  response.redirect(303, `${path}?${new URLSearchParams({ done: 'yes', lang: languageOf(request) })}`);
}

/** What somebody handed in is shown by no browser as a page of ours. */
export function sendDownload(
  response: Response,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
): void {
  response.attachment(name).type('application/octet-stream').send(Buffer.from(content));
}

/** What was typed goes along; nothing was refused. */
export const asTyped = (form: Upload['form']): Tried => ({ told: undefined, problems: new Map(), form });

export type FormWork = (request: Request, response: Response, upload: Upload) => Promise<void>;

/** Answers a form of ours; what is refused is told on the page that it was sent from, with what was typed. */
export const answerForm =
  (
    options: PapersOptions,
    work: FormWork,
    sendAgain: (request: Request, response: Response, tried: Tried) => Promise<void>,
  ) =>
  async (request: Request, response: Response): Promise<void> => {
    let upload: Upload | undefined;
    try {
      upload = await readOwn(request, options);
      await work(request, response, upload);
    } catch (error) {
      const tried = triedOf(error, upload?.form ?? {}, options.languageOf(request));
      await sendAgain(request, response.status(409), tried);
    }
  };
