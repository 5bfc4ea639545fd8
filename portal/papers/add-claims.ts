import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import type { DecideClaim } from '../../contracts/actions/claims/decide-claim.ts';
import { CLAIM_STATUSES } from '../../ledger/decisions/claims.ts';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { renderClaimPage } from '../web/papers/claim-page.ts';
import { renderClaimsPage } from '../web/papers/claims-page.ts';
import { renderDecisionPage } from '../web/papers/decision-page.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import {
  answerForm,
  asTyped,
  type FormWork,
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  readForm,
  sendDownload,
  sendPage,
  showDone,
} from './at-papers.ts';
import { chosenOf, textOf, timeReader } from './form-fields.ts';
import type { PaperDeed } from './paper-acts.ts';

/** Claims of excuse: all that somebody may read, one, and what is done about it. */
export function addClaims(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-contracts', visitorOf);
  const mayAct = need('act-on-contracts', visitorOf);

  app.get('/claims', see, async (request, response) => {
    const { status, contract } = parseParameters(searchOf(request), {
      ...LookParameters,
      status: oneOf(CLAIM_STATUSES).optional(),
      contract: z.string().max(200).optional(),
      done: oneOf(['yes']).optional(),
    });
    const asked = { status, contract };
    const found = await orNotFound(papers.ask('claims', asked, readerOf(visitorOf(request))));
    sendPage(response, renderClaimsPage(pageFor(request, '/claims', options), asked, found));
  });

  app.get('/claims/:id', see, async (request, response) => {
    await sendClaim(request, response, options);
  });

  app.get('/claims/:id/files/:sha256', see, async (request, response) => {
    const asked = { id: String(request.params.id), sha256: String(request.params.sha256) };
    sendDownload(response, await orNotFound(papers.ask('claim-file', asked, readerOf(visitorOf(request)))));
  });

  const post = (act: string, work: FormWork) =>
    app.post(
      `/claims/:id/${act}`,
      mayAct,
      readForm,
      answerForm(options, work, (request, response, tried) => sendClaim(request, response, options, tried)),
    );

  const perform = async <Name extends PaperDeed['name']>(
    request: Request,
    { form, files }: Upload,
    name: Name,
    input: PaperDeed<Name>['input'],
  ) => {
    const { party, account } = readerOf(visitorOf(request));
    // What it may not see is not there for it.
    await orNotFound(papers.ask('claim', { id: idOf(request) }, readerOf(visitorOf(request))));
    const about = { id: idOf(request), afterSeq: Number(form.after?.[0] ?? 0) };
    return await papers.perform({ name, input, about, files }, { party, author: account });
  };
  const done = (request: Request, response: Response) =>
    showDone(request, response, `/claims/${encodeURIComponent(idOf(request))}`, options);

  post('ask', async (request, response, upload) => {
    await perform(request, upload, 'claim-hear', { id: idOf(request), party: upload.form.party?.[0] ?? '' });
    done(request, response);
  });
  post('answer', async (request, response, upload) => {
    const { party } = readerOf(visitorOf(request));
    const says = textOf(upload.form, 'says');
    await perform(request, upload, 'claim-hear', { id: idOf(request), party, says });
    done(request, response);
  });
  post('withdraw', async (request, response, upload) => {
    const reason = textOf(upload.form, 'reason');
    await perform(request, upload, 'claim-withdraw', { id: idOf(request), reason });
    done(request, response);
  });
  post('preview', async (request, response, { form }) => {
    const who = readerOf(visitorOf(request));
    const read = await orNotFound(papers.ask('claim', { id: idOf(request) }, who));
    const preview = await orNotFound(papers.ask('decision-preview', decisionOf(request, form, options), who));
    const page = pageFor(request, `/claims/${encodeURIComponent(idOf(request))}`, options, asTyped(form));
    sendPage(response, renderDecisionPage(page, read, preview));
  });
  post('change', async (request, response, { form }) => {
    await sendClaim(request, response, options, asTyped(form));
  });
  post('decide', async (request, response, upload) => {
    await perform(request, upload, 'claim-decide', decisionOf(request, upload.form, options));
    done(request, response);
  });
}

const idOf = (request: Request): string => String(request.params.id);

async function sendClaim(
  request: Request,
  response: Response,
  options: PapersOptions,
  tried?: Tried,
): Promise<void> {
  const id = idOf(request);
  const read = await orNotFound(options.papers.ask('claim', { id }, readerOf(options.visitorOf(request))));
  const page = pageFor(request, `/claims/${encodeURIComponent(id)}`, options, tried);
  sendPage(response, renderClaimPage(page, read));
}

/** A decision as the form has it, by the clock of the city. @throws PORTAL_PARAMETER */
function decisionOf(
  request: Request,
  form: Upload['form'],
  options: PapersOptions,
): z.input<typeof DecideClaim> {
  const verdict = form.verdict?.[0] === 'accepted' ? 'accepted' : 'rejected';
  const common = { id: idOf(request), verdict, reason: textOf(form, 'reason') } as const;
  if (verdict === 'rejected') return common;
  const time = timeReader(request, form, options);
  return {
    ...common,
    ...{ fromMs: time('fromMs'), toMs: time('toMs'), cutFromMs: time('cutFromMs'), cutToMs: time('cutToMs') },
    ...chosenOf(form),
  };
}
