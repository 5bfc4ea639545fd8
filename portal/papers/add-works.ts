import type { Express, Request, Response } from 'express';
import { parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { devicesAt } from '../city/place-figures.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { workTexts } from '../web/messages/work-texts.ts';
import { verdictsOf } from '../web/papers/describe-date.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { renderWorkPreview, renderWorksPage } from '../web/papers/works-page.ts';
import type { WorkAsked } from './announce-under.ts';
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
import { calendarFile } from './calendar/calendar-file.ts';
import { textOf, timeReader } from './form-fields.ts';

/** Planned work: what is to come, announced with its outcome seen first, cancelled, and as a calendar. */
export function addWorks(app: Express, options: PapersOptions): void {
  const { papers, visitorOf, deskOf } = options;
  const see = need('see-contracts', visitorOf);
  const mayAct = need('act-on-contracts', visitorOf);

  app.get('/works', see, async (request, response) => {
    await sendWorks(request, response, options);
  });
  app.get('/works.ics', see, async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    const { works, nowMs } = await orNotFound(papers.ask('works', {}, readerOf(visitorOf(request))));
    const { city } = deskOf(request).sources.view().shown.settings;
    const language = options.languageOf(request);
    const { heading } = workTexts(language);
    const calendar = calendarFile(
      works.map(({ id, interval, reason, state, entities, outcomes, recordedMs, cancelled }) => ({
        ...{ id: `work-${id}`, when: interval, text: reason },
        title: `${heading} ${id} (${entities.length})${verdictsOf(
          outcomes.map(({ outcome }) => outcome),
          language,
        )}`,
        ...{ isOff: state === 'cancelled', changedMs: cancelled?.recordedMs ?? recordedMs },
      })),
      { name: `${heading} · ${city.name}`, timeZone: city.timeZone, nowMs },
    );
    response.attachment('works.ics').type('text/calendar').send(calendar);
  });

  const post = (path: string, work: FormWork) =>
    app.post(
      path,
      mayAct,
      readForm,
      answerForm(options, work, (request, response, tried) => sendWorks(request, response, options, tried)),
    );
  const done = (request: Request, response: Response) => showDone(request, response, '/works', options);
  post('/works/preview', async (request, response, { form }) => {
    const asked = announcementOf(request, form, options);
    const found = await orNotFound(papers.ask('work-preview', asked, readerOf(visitorOf(request))));
    sendPage(response, renderWorkPreview(pageFor(request, '/works', options, asTyped(form)), found));
  });
  post('/works/change', async (request, response, { form }) => {
    await sendWorks(request, response, options, asTyped(form));
  });
  post('/works/announce', async (request, response, { form }) => {
    const who = readerOf(visitorOf(request));
    const input = announcementOf(request, form, options);
    // What it may not see is not there for it.
    await orNotFound(papers.ask('work-preview', input, who));
    await papers.perform({ name: 'work-announce', input }, { party: who.party, author: who.account });
    done(request, response);
  });
  post('/works/:id/cancel', async (request, response, { form }) => {
    const { party, account, ...who } = readerOf(visitorOf(request));
    const id = String(request.params.id);
    const { works } = await orNotFound(papers.ask('works', {}, { ...who, party, account }));
    if (!works.some((work) => work.id === id))
      throw new ActRefused('MAINTENANCE_UNKNOWN', {
        en: `there is no such planned work: "${id}"`,
        vi: `không có bảo trì như vậy: "${id}"`,
      });
    const about = { id, afterSeq: Number(form.after?.[0] ?? 0) };
    const input = { id, reason: textOf(form, 'reason') };
    await papers.perform({ name: 'work-cancel', input, about }, { party, author: account });
    done(request, response);
  });
}

async function sendWorks(
  request: Request,
  response: Response,
  options: PapersOptions,
  tried?: Tried,
): Promise<void> {
  const who = readerOf(options.visitorOf(request));
  const [{ works, nowMs }, { contracts }] = await orNotFound(
    Promise.all([options.papers.ask('works', {}, who), options.papers.ask('contracts', {}, who)]),
  );
  const own = contracts.filter(({ toMs = Number.POSITIVE_INFINITY }) => toMs > nowMs);
  sendPage(response, renderWorksPage(pageFor(request, '/works', options, tried), works, own));
}

/** Work as the form has it: devices and links by their ids, all at a site by that of the site. @throws ActRefused */
function announcementOf(request: Request, form: Upload['form'], options: PapersOptions): WorkAsked {
  const view = options.deskOf(request).sources.view();
  const { fleet } = view;
  const time = timeReader(request, form, options);
  const [fromMs, toMs] = [time('fromMs'), time('toMs')];
  if (fromMs === undefined || toMs === undefined)
    throw new ActRefused('INPUT_INVALID', { en: workTexts('en').noTimes, vi: workTexts('vi').noTimes });
  const names = textOf(form, 'what')
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  const devices = new Set<string>();
  const links = new Set<string>();
  const unknown: string[] = [];
  for (const name of names) {
    const atSite = view.shown.inventory.sites.has(name) ? [...devicesAt(view, name)] : [];
    if (fleet.deviceById.get(name)) devices.add(name);
    else if (fleet.linkById.get(name)) links.add(name);
    else if (atSite.length > 0) for (const index of atSite) devices.add(fleet.columns.idOf(index));
    else unknown.push(name);
  }
  if (unknown.length > 0) {
    const told = unknown.slice(0, 10).join(', ');
    const said = { en: workTexts('en').unknown(told), vi: workTexts('vi').unknown(told) };
    throw new ActRefused('SELECTION_UNKNOWN', said, [{ member: 'what', ...said }]);
  }
  const contract = form.contract?.[0] ?? '';
  const isAll = names.length === 0;
  return {
    ...{ contract: [contract], fromMs, toMs, reason: textOf(form, 'reason') },
    ...(!isAll && { device: [...devices], link: [...links] }),
  };
}
