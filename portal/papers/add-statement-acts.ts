import type { Express, Request, Response } from 'express';
import { RequestError } from '../api/request-error.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { renderStepPage } from '../web/papers/statement-forms.ts';
import { renderStatementPage } from '../web/papers/statement-page.ts';
import { statementPath } from '../web/papers/statements-page.ts';
import { whichOf } from './add-statements.ts';
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
  showDone,
} from './at-papers.ts';
import { textOf } from './form-fields.ts';
import type { PaperDeed } from './paper-acts.ts';
import type { StatementStep } from './questions/preview-statement.ts';

/** What is done about statements: agreed and objected to by the contractor; drafted, issued and restated by DOST. */
export function addStatementActs(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const mayAct = need('act-on-contracts', visitorOf);

  const post = (act: string, work: FormWork) =>
    app.post(
      `/statements/:contract/:period/${act}`,
      mayAct,
      readForm,
      answerForm(options, work, sendStatement),
    );

  const readOf = async (request: Request) =>
    await orNotFound(papers.ask('statement', whichOf(request.params), readerOf(visitorOf(request))));

  const sendStatement = async (request: Request, response: Response, tried?: Tried) => {
    const page = pageFor(request, pathOf(request), options, tried);
    sendPage(response, renderStatementPage(page, await readOf(request)));
  };

  const perform = async <Name extends PaperDeed['name']>(
    request: Request,
    response: Response,
    { form, files }: Upload,
    { name, input }: Pick<PaperDeed<Name>, 'name' | 'input'>,
  ) => {
    const { party, account } = readerOf(visitorOf(request));
    // What it may not see is not there for it.
    await readOf(request);
    const { contract, period } = whichOf(request.params);
    const about = { id: `${contract}:${period}`, afterSeq: Number(form.after?.[0] ?? 0) };
    await papers.perform({ name, input, about, files }, { party, author: account });
    showDone(request, response, pathOf(request), options);
  };

  post('preview', async (request, response, { form }) => {
    const read = await readOf(request);
    const wish = stepOf(request, form);
    const shown = await orNotFound(papers.ask('statement-preview', wish, readerOf(visitorOf(request))));
    const page = pageFor(request, pathOf(request), options, asTyped(form));
    sendPage(response, renderStepPage(page, read, { step: textOf(form, 'step'), shown }));
  });
  post(
    'change',
    async (request, response, { form }) => await sendStatement(request, response, asTyped(form)),
  );
  post('seal', async (request, response, upload) => {
    const { step, ...input } = stepOf(request, upload.form);
    await perform(request, response, upload, { name: `statement-${step}`, input });
  });
  post('agreed', async (request, response, upload) => {
    const { shown } = await readOf(request);
    const agreedBy = shown?.document.contract.contractor ?? '';
    const input = { ...whichOf(request.params), agreedBy };
    await perform(request, response, upload, { name: 'statement-issue', input });
  });
  post('agree', async (request, response, upload) => {
    const input = { ...whichOf(request.params), hash: textOf(upload.form, 'hash') };
    await perform(request, response, upload, { name: 'statement-agree', input });
  });
  post('object', async (request, response, upload) => {
    const { form } = upload;
    const named = (field: string) =>
      (form[field] ?? [])
        .join(' ')
        .split(/[,;\s]+/)
        .filter((one) => one !== '');
    const input = {
      ...whichOf(request.params),
      ...{ line: named('line').map(Number), outage: named('outage'), entity: named('entity') },
      why: textOf(form, 'why'),
    };
    await perform(request, response, upload, { name: 'statement-object', input });
  });
}

const pathOf = (request: Request): string => {
  const { contract, period } = whichOf(request.params);
  return statementPath(contract, period);
};

/** The step as the form has it. @throws PORTAL_PARAMETER */
function stepOf(request: Request, form: Upload['form']): StatementStep {
  const which = whichOf(request.params);
  const step = textOf(form, 'step');
  switch (step) {
    case 'draft':
    case 'issue':
      return { step, ...which };
    case 'replace':
      return { step: 'draft', ...which, replace: textOf(form, 'replace') };
    case 'restate':
      return { step, ...which, reason: textOf(form, 'reason') };
    default:
      throw new RequestError('PORTAL_PARAMETER', 'step: expected draft, replace, issue or restate');
  }
}
