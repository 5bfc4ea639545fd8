import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { renderDraftCheckPage } from '../web/papers/draft-check-page.ts';
import { draftPath, draftTexts, sheetPath } from '../web/papers/draft-frame.ts';
import { DRAFT_DONE, type LoadedFile, renderDraftGuidePage } from '../web/papers/draft-guide-page.ts';
import { renderDraftSheetPage, type Unsaved } from '../web/papers/draft-sheet-page.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { renderReceiptPage } from '../web/papers/receipt-page.ts';
import { noPlanShown, sendSheet, sentFile, sentReceived } from './add-plan.ts';
import {
  answerForm,
  asTyped,
  type FormWork,
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  readForm,
  sendPage,
} from './at-papers.ts';
import type { AskedDraft } from './open-forms.ts';
import { ROWS_SHOWN } from './questions/draft-sheet.ts';

const PATH = '/plan/forms/:year/:unit';
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256');

/** The form of a unit, filled in on pages by its people and DOST: a draft until it is handed in. */
export function addDrafts(app: Express, options: PapersOptions): void {
  const { papers, visitorOf, languageOf } = options;
  const mayAct = need('act-on-plan', visitorOf);
  const withPlan = noPlanShown(options);
  const who = (request: Request) => readerOf(visitorOf(request));

  const pageOf = (request: Request, path: string, tried?: Tried) => {
    const page = pageFor(request, path, options, tried, 'act-on-plan');
    // Nobody else's typing is brought in while one types: it is told when cells are saved.
    return { ...page, context: { ...page.context, isStill: true } };
  };
  const sendFill = async (
    request: Request,
    response: Response,
    given: { readonly tried?: Tried; readonly unsaved?: Unsaved; readonly loaded?: LoadedFile } = {},
  ) => {
    const { done, ...look } = lookOf(request);
    const asked = { ...askedOf(request), ...look, page: look.page ?? 1 };
    const found = await orNotFound(papers.ask('draft-sheet', asked, who(request)));
    const page = pageOf(request, sheetPath(asked, look), given.tried);
    const { sheet } = found;
    sendPage(
      response,
      sheet === undefined
        ? renderDraftGuidePage(page, found, { loaded: given.loaded, done })
        : renderDraftSheetPage(
            page,
            { ...found, sheet },
            { ...look, sheet, page: found.page },
            given.unsaved,
          ),
    );
  };
  const sendCheck = async (request: Request, response: Response, tried?: Tried) => {
    const checked = await orNotFound(papers.ask('draft-check', askedOf(request), who(request)));
    sendPage(response, renderDraftCheckPage(pageOf(request, draftPath(checked, 'check'), tried), checked));
  };
  const get = (path: string, work: (request: Request, response: Response) => Promise<void>) =>
    app.get(`${PATH}/${path}`, mayAct, withPlan(work));
  const goTo = (request: Request, response: Response, path: string, done: string) => {
    const search = new URLSearchParams({ done, lang: languageOf(request) });
    response.redirect(303, `${path}${path.includes('?') ? '&' : '?'}${search}`);
  };

  get('fill', async (request, response) => await sendFill(request, response));
  get('check', async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    await sendCheck(request, response);
  });
  get('draft.xlsx', async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    sendSheet(response, await orNotFound(papers.ask('draft-file', askedOf(request), who(request))));
  });
  get('receipt', async (request, response) => {
    const { done } = parseParameters(searchOf(request), {
      ...LookParameters,
      done: oneOf(['recorded', 'unchanged']).optional(),
    });
    const receipt = await orNotFound(papers.ask('form-receipt', askedOf(request), who(request)));
    sendPage(response, renderReceiptPage(pageOf(request, draftPath(receipt, 'receipt')), receipt, done));
  });
  get('files/:sha256', async (request, response) => {
    const { sha256 } = parseParameters(new URLSearchParams({ sha256: String(request.params.sha256) }), {
      sha256: Sha256,
    });
    const asked = { ...askedOf(request), sha256 };
    sendSheet(response, await orNotFound(papers.ask('form-receipt-file', asked, who(request))));
  });

  const save: FormWork = async (request, response, { form }) => {
    const asked = askedOf(request);
    const sheets = [[form.sheet?.[0] ?? '', cellsOf(form)]] as const;
    const { conflicts } = await orNotFound(papers.ask('draft-save', { ...asked, sheets }, who(request)));
    if (conflicts.length > 0)
      return await sendFill(request, response.status(409), { tried: asTyped({}), unsaved: conflicts });
    const [, kind, to = ''] = /^(page|sheet):([a-z0-9-]{1,20})$/.exec(form.then?.[0] ?? '') ?? [];
    const { done: _, ...look } = lookOf(request);
    if (form.then?.[0] === 'check')
      return response.redirect(303, `${draftPath(asked, 'check')}?lang=${languageOf(request)}`);
    const next =
      kind === 'page' ? { ...look, page: Number(to) || 1 } : kind === 'sheet' ? { sheet: to } : look;
    goTo(request, response, sheetPath(asked, next), 'yes');
  };
  app.post(
    `${PATH}/fill`,
    mayAct,
    withPlan(answerForm(options, save, (request, response, tried) => sendFill(request, response, { tried }))),
  );

  const load: FormWork = async (request, response, upload) => {
    const asked = askedOf(request);
    const { content } = sentFile(upload);
    const read = await orNotFound(papers.ask('draft-file-read', { ...asked, content }, who(request)));
    const { changed } = await orNotFound(
      papers.ask('draft-save', { ...asked, sheets: read.sheets }, who(request)),
    );
    const isRefused = read.refused.length > 0;
    await sendFill(request, response.status(isRefused ? 409 : 200), { loaded: { ...read, changed } });
  };
  app.post(
    `${PATH}/load`,
    mayAct,
    withPlan(answerForm(options, load, (request, response, tried) => sendFill(request, response, { tried }))),
  );

  const discard: FormWork = async (request, response, { form }) => {
    const asked = { ...askedOf(request), revision: Number(form.revision?.[0] ?? 0) };
    const { isDropped } = await orNotFound(papers.ask('draft-drop', asked, who(request)));
    const texts = draftTexts(languageOf(request));
    if (isDropped) return goTo(request, response, draftPath(asked, 'fill'), 'discarded');
    const tried = { ...asTyped({}), told: texts.notDiscarded };
    await sendFill(request, response.status(409), { tried });
  };
  app.post(
    `${PATH}/discard`,
    mayAct,
    readForm,
    withPlan(
      answerForm(options, discard, (request, response, tried) => sendFill(request, response, { tried })),
    ),
  );

  const handIn: FormWork = async (request, response, { form }) => {
    const asked = askedOf(request);
    const sent = { ...asked, seen: form.seen?.[0] ?? '', receivedMs: sentReceived(request, form, options) };
    const { outcome, revision } = await orNotFound(papers.ask('draft-hand-in', sent, who(request)));
    // What became wrong meanwhile stands on the page of the check.
    if (outcome === 'refused') return await sendCheck(request, response.status(409), asTyped(form));
    // What somebody typed while it was handed in stays a draft.
    await papers.ask('draft-drop', { ...asked, revision }, who(request));
    goTo(request, response, draftPath(asked, 'receipt'), outcome);
  };
  app.post(`${PATH}/hand-in`, mayAct, readForm, withPlan(answerForm(options, handIn, sendCheck)));
}

/** @throws PORTAL_PARAMETER */
function askedOf(request: Request): AskedDraft {
  const { year } = parseParameters(new URLSearchParams({ year: String(request.params.year) }), {
    year: z.string().regex(/^\d{4}$/, 'expected a year'),
  });
  return { year: Number(year), unit: String(request.params.unit) };
}

function lookOf(request: Request) {
  const { sheet, page, q, show, done } = parseParameters(searchOf(request), {
    ...LookParameters,
    sheet: z.string().max(30).optional(),
    page: z
      .string()
      .regex(/^\d{1,6}$/, 'expected a number')
      .transform(Number)
      .optional(),
    q: z.string().max(100).optional(),
    show: oneOf(ROWS_SHOWN).optional(),
    done: oneOf(DRAFT_DONE).optional(),
  });
  return { sheet, page, search: q === '' ? undefined : q, show, done };
}

const Marks = z.record(z.string(), z.string());

/** Cells by the row that they stand in, each with the mark of what was seen. @throws PORTAL_PARAMETER */
function cellsOf(form: Upload['form']) {
  return (form.row ?? []).flatMap((row, index) => {
    const marks = marksOf(form.was?.[index]);
    return Object.entries(marks).flatMap(([column, was]) => {
      const [text] = form[`c.${index}.${column}`] ?? [];
      return text === undefined ? [] : [{ row, column, was, text }];
    });
  });
}

function marksOf(text: string | undefined): Readonly<Record<string, string>> {
  try {
    return Marks.parse(JSON.parse(text ?? ''));
  } catch {
    throw new RequestError('PORTAL_PARAMETER', 'was: expected what the page was sent with');
  }
}
