import type { Express, Request } from 'express';
import type { BlindSpotsOf } from '../city/blind-spots.ts';
import type { CityView } from '../city/city-view.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import type { TodayOf } from '../city/link-figures.ts';
import type { Search } from '../city/search.ts';
import type { SitesOf } from '../city/site-index.ts';
import type { ListedFinding } from '../city/visible-findings.ts';
import { describeWholeDevice } from './device-json.ts';
import { atOnce, type CountFor, limitShare } from './limit-share.ts';
import { type BlindSources, listBlindSpots } from './list-blind-spots.ts';
import { listDevices } from './list-devices.ts';
import { type FindingSources, listFindingPage } from './list-findings.ts';
import { describeWholeIncident, listIncidents } from './list-incidents.ts';
import { describeOneLink, listLinks } from './list-links.ts';
import { listOutagePage, type OutageSources } from './list-outages.ts';
import { listSites } from './list-sites.ts';
import { buildOpenApi } from './openapi/build-openapi.ts';
import { parseParameters } from './parameters.ts';
import { quote, RequestError } from './request-error.ts';
import { answerSearch } from './search.ts';
import { searchOf } from './search-of.ts';
import type { SendList } from './send-list.ts';
import { summarise } from './summary.ts';

export interface ApiSources extends OutageSources, BlindSources {
  readonly view: () => CityView;
  readonly todayOf: TodayOf;
  readonly learnt: LearntSource;
  readonly standing: () => Promise<readonly ListedFinding[]>;
  readonly search: Search;
  readonly sitesOf: SitesOf;
  readonly blindSpotsOf: BlindSpotsOf;
  /** What is made of the measurements of single devices: see `PortalOptions`. */
  readonly whole: <Made>(work: () => Made | Promise<Made>) => Promise<Made>;
}

export interface ApiOptions {
  readonly sourcesOf: (request: Request) => ApiSources;
  /** The account that asks, if it is one. */
  readonly whoOf: (request: Request) => string | undefined;
  readonly sendList: SendList;
  /** Counts what is made after something was waited for to the time of whoever asks. */
  readonly count: CountFor;
}

/** What a question that takes long is answered from. */
interface Asked {
  readonly sources: ApiSources;
  readonly search: URLSearchParams;
  readonly id: string;
  readonly who: string | undefined;
}

const byWho = { whoOf: ({ who }: Pick<Asked, 'who'>) => who };

const OPENAPI = buildOpenApi();

/** The read-only API. What is withheld is not told apart from what does not exist. */
export function addApiRoutes(app: Express, { sourcesOf, whoOf, sendList, count }: ApiOptions): void {
  const answerDevices = limitShare(
    atOnce(({ sources, search }: Asked) => listDevices(sources.view(), search)),
    byWho,
  );
  const answerOutages = limitShare(
    ({ sources, search }: Asked) => listOutagePage(sources.view(), search, sources),
    byWho,
  );
  const answerFindings = limitShare(
    ({ sources, search, standing }: Asked & Pick<FindingSources, 'standing'>) =>
      listFindingPage(sources.view(), search, { learnt: sources.learnt, standing }),
    byWho,
  );
  const answerIncidents = limitShare(
    atOnce(({ sources, search }: Asked) => listIncidents(sources.view(), search, sources.incidents)),
    byWho,
  );
  const answerIncident = limitShare(
    atOnce(({ sources, id, search }: Asked) =>
      describeWholeIncident(sources.view(), { id, search }, sources.incidents),
    ),
    byWho,
  );
  const askedBy = (request: Request, id = ''): Asked => ({
    sources: sourcesOf(request),
    search: searchOf(request),
    id,
    who: whoOf(request),
  });

  app.get('/api/v1/openapi.json', (request, response) => {
    parseParameters(searchOf(request), {});
    response.json(OPENAPI);
  });
  app.get('/api/v1/summary', (request, response) => {
    const { sources, search } = askedBy(request);
    response.json(summarise(sources.view(), search));
  });
  app.get('/api/v1/search', async (request, response) => {
    const { sources, search } = askedBy(request);
    const answer = await answerSearch(sources.view(), search, sources.search);
    response.json(count(request, answer));
  });
  app.get('/api/v1/devices', async (request, response) => {
    const asked = askedBy(request);
    await sendList(response, 'devices', await asked.sources.whole(() => answerDevices(asked)));
  });
  app.get('/api/v1/devices/:id', async (request, response) => {
    const { sources, search, id } = askedBy(request, request.params.id);
    parseParameters(search, {});
    const visible = sources.view().fleet.deviceById.get(id);
    if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no device ${quote(id)}`);
    const describe = () => describeWholeDevice(sources.view(), visible, sources.learnt);
    response.json(await sources.whole(() => count(request, describe)));
  });
  app.get('/api/v1/outages', async (request, response) => {
    response.json(await answerOutages(askedBy(request)));
  });

  app.get('/api/v1/findings', async (request, response) => {
    const asked = askedBy(request);
    const answer = await answerFindings({ ...asked, standing: await asked.sources.standing() });
    await sendList(response, 'findings', answer);
  });
  app.get('/api/v1/sites', async (request, response) => {
    const { sources, search } = askedBy(request);
    const index = await sources.sitesOf(sources.view());
    const list = count(request, () => listSites(sources.view(), index, search));
    await sendList(response, 'sites', list);
  });
  app.get('/api/v1/blind-spots', async (request, response) => {
    const { sources, search } = askedBy(request);
    const view = sources.view();
    const gather = await sources.blindSpotsOf(view);
    const list = count(request, () => listBlindSpots(view, gather(), { search, sources }));
    await sendList(response, 'blind-spots', list);
  });
  app.get('/api/v1/links', async (request, response) => {
    const { sources, search } = askedBy(request);
    await sendList(response, 'links', listLinks(sources.view(), search, sources.todayOf));
  });
  app.get('/api/v1/links/:id', (request, response) => {
    const { sources, search, id } = askedBy(request, request.params.id);
    parseParameters(search, {});
    const visible = sources.view().fleet.linkById.get(id);
    if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no link ${quote(id)}`);
    response.json(describeOneLink(sources.view(), visible, sources.todayOf));
  });
  app.get('/api/v1/incidents', async (request, response) => {
    response.json(await answerIncidents(askedBy(request)));
  });
  app.get('/api/v1/incidents/:id', async (request, response) => {
    response.json(await answerIncident(askedBy(request, request.params.id)));
  });
}
