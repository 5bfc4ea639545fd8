import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { type ChosenLetters, LETTER_WAYS } from '../../plan/actions/post-letters.ts';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { renderLetterPreview } from '../web/papers/letter-preview-page.ts';
import { CHOICES, LETTER_FIELDS, lettersPath, renderLettersPage } from '../web/papers/letters-page.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { letterTexts } from '../web/papers/plan-names.ts';
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
} from './at-papers.ts';
import { textOf } from './form-fields.ts';
import { createLetterDesk } from './letter-desk.ts';
import { LETTER_FILES, type LetterPlace } from './questions/plan-letters.ts';

const Year = z
  .string()
  .regex(/^\d{4}$/, 'expected a year')
  .transform(Number);

/** Letters to units that are late or have something to mend: chosen, looked at, sent; and which went out. */
export function addLetters(app: Express, options: PapersOptions): void {
  const { papers, visitorOf, languageOf } = options;
  const see = need('see-plan', visitorOf);
  const mayAct = need('act-on-plan', visitorOf);
  const withPlan = noPlanShown(options);
  const desk = createLetterDesk(papers.ask, options.nowMs);

  const placeOf = (request: Request): LetterPlace => {
    const { inventory, settings } = options.deskOf(request).sources.view().shown;
    return { contacts: inventory.contacts, mail: settings.alerts?.mail };
  };
  const page = (request: Request, year: number, tried?: Tried) =>
    pageFor(request, lettersPath(year), options, tried, 'act-on-plan');
  const send = async (request: Request, response: Response, tried?: Tried) => {
    const search = searchOf(request);
    const asked = parseParameters(search, {
      ...LookParameters,
      year: Year.optional(),
      choose: oneOf(CHOICES).optional(),
    });
    const typed = Year.safeParse(tried?.form.year?.[0]);
    const year = typed.success ? typed.data : asked.year;
    const who = readerOf(visitorOf(request));
    const found = await orNotFound(papers.ask('letters', { ...placeOf(request), year }, who));
    sendPage(response, renderLettersPage(page(request, found.year, tried), found, desk.run(), asked.choose));
  };
  const post = (act: string, work: FormWork) =>
    app.post(`/plan/letters/${act}`, mayAct, withPlan(answerForm(options, work, send)));

  app.get(
    '/plan/letters',
    see,
    withPlan((request, response) => send(request, response)),
  );

  app.get(
    '/plan/letters/:seq/files/:sha256',
    see,
    withPlan(async (request, response) => {
      parseParameters(searchOf(request), LookParameters);
      const asked = { seq: Number(request.params.seq), sha256: String(request.params.sha256) };
      sendDownload(
        response,
        await orNotFound(papers.ask('letter-file', asked, readerOf(visitorOf(request)))),
      );
    }),
  );

  post('preview', async (request, response, { form }) => {
    const chosen = chosenOf(form);
    const place = placeOf(request);
    const who = readerOf(visitorOf(request));
    const previews = await orNotFound(papers.ask('letters-preview', { ...chosen, place }, who));
    if (previews.length === 0) throw refuse('notUrged');
    const found = await orNotFound(papers.ask('letters', { ...place, year: chosen.year }, who));
    sendPage(response, renderLetterPreview(page(request, chosen.year, asTyped(form)), previews, found));
  });

  post('change', async (request, response, { form }) => send(request, response, asTyped(form)));

  post('send', async (request, response, { form, files }) => {
    const chosen = chosenOf(form);
    const way = LETTER_WAYS.find((one) => one === form.way?.[0]) ?? 'mail';
    const signed = signedOf(files);
    const place = placeOf(request);
    const who = readerOf(visitorOf(request));
    const asked = { ...chosen, place, sending: { way, isSigned: signed !== undefined } };
    const previews = await orNotFound(papers.ask('letters-preview', asked, who));
    if (previews.length === 0) throw refuse('notUrged');
    const letters = previews.map(({ number, units }) => ({
      ...{ ...chosen, place, way, units: units.map(({ agency }) => agency), number },
      ...(signed && { signed }),
    }));
    desk.send(letters, who);
    const search = new URLSearchParams({ year: String(chosen.year), lang: languageOf(request) });
    response.redirect(303, `/plan/letters?${search}#run`);
  });

  app.post(
    '/plan/letters/file',
    mayAct,
    readForm,
    withPlan(
      answerForm(
        options,
        async (request, response, { form }) => {
          const format = LETTER_FILES.find((one) => one === form.format?.[0]) ?? 'docx';
          const asked = { ...chosenOf(form), format };
          const { name, content } = await orNotFound(
            papers.ask('letter-make', asked, readerOf(visitorOf(request))),
          );
          response.attachment(name).send(Buffer.from(content));
        },
        send,
      ),
    ),
  );
}

/** A box for each unit, or all in one field. @throws ActRefused, PORTAL_PARAMETER */
function chosenOf(form: Upload['form']): ChosenLetters {
  const units = [...(form.unit ?? []), ...(form.units?.[0]?.split(',') ?? [])].filter((id) => id !== '');
  if (units.length === 0) throw refuse('noUnit');
  const year = Year.safeParse(form.year?.[0]);
  if (!year.success) throw new RequestError('PORTAL_PARAMETER', 'year: expected a year');
  const [typed = '', ...filled] = ['number', ...LETTER_FIELDS].map((name) => textOf(form, name));
  const [, number = 'no number', symbol] = /^(\d+)(?: *\/ *(.+))?$/.exec(typed) ?? [];
  return {
    ...{ year: year.data, units, together: form.together?.[0] === 'yes' },
    ...(typed && { number: Number(number), symbol }),
    ...Object.fromEntries(LETTER_FIELDS.map((name, index) => [name, filled[index] || undefined])),
  };
}

/** @throws ActRefused */
function signedOf([file, second]: Upload['files']): Upload['files'][number] | undefined {
  if (!file) return undefined;
  if (second || !file.content.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw refuse('notPdf');
  return { ...file, name: /\.pdf$/i.test(file.name) ? file.name : `${file.name}.pdf` };
}

function refuse(what: 'noUnit' | 'notUrged' | 'notPdf'): ActRefused {
  const [en, vi] = [letterTexts('en').refused[what], letterTexts('vi').refused[what]];
  return new ActRefused('INPUT_INVALID', { en, vi });
}
