import type { Express, Request, Response } from 'express';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { HANDOVERS_PATH, renderHandoverPreview, renderHandoversPage } from '../web/papers/handovers-page.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { noPlanShown } from './add-plan.ts';
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
import { textOf } from './form-fields.ts';

const ANSWERS = { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' } as const;

/** Devices that change hands: proposed by the agency that has them, accepted or refused by the one that is to have them. */
export function addHandovers(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-plan', visitorOf);
  const mayAct = need('act-on-plan', visitorOf);
  const withPlan = noPlanShown(options);
  const page = (request: Request, tried?: Tried) =>
    pageFor(request, HANDOVERS_PATH, options, tried, 'act-on-plan');
  const send = async (request: Request, response: Response, tried?: Tried) => {
    const found = await orNotFound(papers.ask('plan-handovers', {}, readerOf(visitorOf(request))));
    sendPage(response, renderHandoversPage(page(request, tried), found));
  };
  const done = (request: Request, response: Response) => showDone(request, response, HANDOVERS_PATH, options);
  const answered = (work: FormWork) => withPlan(answerForm(options, work, send));

  app.get(
    HANDOVERS_PATH,
    see,
    withPlan(async (request, response) => {
      parseParameters(searchOf(request), { ...LookParameters, done: oneOf(['yes']).optional() });
      await send(request, response);
    }),
  );
  app.get(
    `${HANDOVERS_PATH}/:id/files/:sha256`,
    see,
    withPlan(async (request, response) => {
      const asked = { id: String(request.params.id), sha256: String(request.params.sha256) };
      const who = readerOf(visitorOf(request));
      sendDownload(response, await orNotFound(papers.ask('plan-handover-file', asked, who)));
    }),
  );

  app.post(
    `${HANDOVERS_PATH}/preview`,
    mayAct,
    readForm,
    answered(async (request, response, { form }) => {
      const asked = wantedOf(form);
      const who = readerOf(visitorOf(request));
      const found = await orNotFound(papers.ask('plan-handover-preview', asked, who));
      sendPage(response, renderHandoverPreview(page(request, asTyped(form)), asked, found));
    }),
  );
  app.post(
    `${HANDOVERS_PATH}/change`,
    mayAct,
    readForm,
    answered(async (request, response, { form }) => await send(request, response, asTyped(form))),
  );
  app.post(
    HANDOVERS_PATH,
    mayAct,
    answered(async (request, response, { form, files }) => {
      const who = readerOf(visitorOf(request));
      const asked = wantedOf(form);
      // What it may not see is not there for it.
      await orNotFound(papers.ask('plan-handover-preview', asked, who));
      const [document, note] = [textOf(form, 'document'), textOf(form, 'note')];
      const input = { ...asked, document, ...(note !== '' && { note }) };
      const about = { id: 'handover:', afterSeq: Number(form.after?.[0] ?? 0) };
      await papers.perform(
        { name: 'handover-propose', input, about, files },
        { party: who.party, author: who.account },
      );
      done(request, response);
    }),
  );
  for (const [path, answer] of Object.entries(ANSWERS))
    app.post(
      `${HANDOVERS_PATH}/:id/${path}`,
      mayAct,
      readForm,
      answered(async (request, response, { form }) => {
        const who = readerOf(visitorOf(request));
        const id = String(request.params.id);
        const about = { id: `handover:${id}`, afterSeq: Number(form.after?.[0] ?? 0) };
        const reason = textOf(form, 'reason');
        const input = { id, answer, ...(reason !== '' && { reason }) };
        await papers.perform(
          { name: 'handover-answer', input, about },
          { party: who.party, author: who.account },
        );
        done(request, response);
      }),
    );
}

/** Ids as people write them down: apart by commas, spaces or lines. */
const wantedOf = (form: Upload['form']) => ({
  ...{ to: textOf(form, 'to'), day: textOf(form, 'day') },
  things: textOf(form, 'things')
    .split(/[\s,;]+/)
    .filter((name) => name !== ''),
});
