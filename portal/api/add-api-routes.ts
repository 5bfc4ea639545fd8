import type { Express, Response } from 'express';
import type { CityView } from '../city/city-view.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import type { TodayOf } from '../city/link-figures.ts';
import type { Search } from '../city/search.ts';
import type { ListedFinding } from '../city/visible-findings.ts';
import { describeWholeDevice } from './device-json.ts';
import { atOnce, limitShare } from './limit-share.ts';
import type { List } from './list.ts';
import { listDevices } from './list-devices.ts';
import { type FindingSources, listFindingPage } from './list-findings.ts';
import { describeWholeIncident, listIncidents } from './list-incidents.ts';
import { describeOneLink, listLinks } from './list-links.ts';
import { listOutagePage, type OutageSources } from './list-outages.ts';
import { parseParameters } from './parameters.ts';
import { quote, RequestError } from './request-error.ts';
import { answerSearch } from './search.ts';
import { searchOf } from './search-of.ts';
import { summarise } from './summary.ts';

export interface ApiSources extends OutageSources {
  readonly view: () => CityView;
  readonly todayOf: TodayOf;
  readonly learnt: LearntSource;
  readonly standing: () => Promise<readonly ListedFinding[]>;
  readonly incidents: IncidentSource;
  readonly search: Search;
}

/** The read-only API. What is withheld is not told apart from what does not exist. */
export function addApiRoutes(app: Express, sources: ApiSources): void {
  const { view, todayOf, learnt, incidents, search } = sources;
  const answerDevices = limitShare((search: URLSearchParams) => listDevices(view(), search));
  const answerOutages = limitShare((search: URLSearchParams) => listOutagePage(view(), search, sources));
  const answerFindings = limitShare(
    ({ search, standing }: { readonly search: URLSearchParams } & Pick<FindingSources, 'standing'>) =>
      listFindingPage(view(), search, { learnt, standing }),
  );
  const answerIncidents = limitShare(
    atOnce((search: URLSearchParams) => listIncidents(view(), search, incidents)),
  );
  const answerIncident = limitShare(
    atOnce((asked: { readonly id: string; readonly search: URLSearchParams }) =>
      describeWholeIncident(view(), asked, incidents),
    ),
  );

  app.get('/api/v1/summary', (request, response) => {
    response.json(summarise(view(), searchOf(request)));
  });
  app.get('/api/v1/search', async (request, response) => {
    response.json(await answerSearch(view(), searchOf(request), search));
  });
  app.get('/api/v1/devices', async (request, response) => {
    sendList(response, 'devices', await answerDevices(searchOf(request)));
  });
  app.get('/api/v1/devices/:id', (request, response) => {
    parseParameters(searchOf(request), {});
    const visible = view().fleet.deviceById.get(request.params.id);
    if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no device ${quote(request.params.id)}`);
    response.json(describeWholeDevice(view(), visible, learnt));
  });
  app.get('/api/v1/outages', async (request, response) => {
    response.json(await answerOutages(searchOf(request)));
  });

  app.get('/api/v1/findings', async (request, response) => {
    const answer = await answerFindings({ search: searchOf(request), standing: await sources.standing() });
    sendList(response, 'findings', answer);
  });
  app.get('/api/v1/links', (request, response) => {
    response.json(listLinks(view(), searchOf(request), todayOf));
  });
  app.get('/api/v1/links/:id', (request, response) => {
    parseParameters(searchOf(request), {});
    const visible = view().fleet.linkById.get(request.params.id);
    if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no link ${quote(request.params.id)}`);
    response.json(describeOneLink(view(), visible, todayOf));
  });
  app.get('/api/v1/incidents', async (request, response) => {
    response.json(await answerIncidents(searchOf(request)));
  });
  app.get('/api/v1/incidents/:id', async (request, response) => {
    response.json(await answerIncident({ id: request.params.id, search: searchOf(request) }));
  });
}

/** A page of a list, or all of it as a file. */
function sendList(response: Response, name: string, list: List): void {
  if (list.format === 'json') response.json(list.body);
  else
    response
      .type('text/csv; charset=utf-8')
      .setHeader('Content-Disposition', `attachment; filename="camwatch-${name}.csv"`)
      .send(list.text);
}
