import type { Express } from 'express';
import { parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import { LookParameters } from '../web/frame/look.ts';
import { renderWaitingPage } from '../web/papers/waiting-page.ts';
import { orNotFound, type PapersOptions, pageFor, readerOf, sendPage } from './at-papers.ts';
import { gatherWaiting, hasWaiting } from './gather-waiting.ts';

/** What waits for whoever asks: a page of its own, which the start page puts in its place. */
export function addWaiting(app: Express, options: PapersOptions): void {
  const { papers, visitorOf, deskOf } = options;
  app.get('/waiting', need('see-contracts', visitorOf), async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    const who = readerOf(visitorOf(request));
    if (!hasWaiting(who)) throw new RequestError('PORTAL_FORBIDDEN', 'nothing waits for whoever only looks');
    const { timeZone } = deskOf(request).sources.view().shown.settings.city;
    const waiting = await orNotFound(gatherWaiting(papers, who, timeZone));
    sendPage(response, renderWaitingPage(pageFor(request, '/waiting', options), waiting));
  });
}
