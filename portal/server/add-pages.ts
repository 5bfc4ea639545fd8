import type { Express, Request } from 'express';
import type { CountFor } from '../api/limit-share.ts';
import { searchOf } from '../api/search-of.ts';
import type { Desk } from './create-desk.ts';

const PLACES = [
  ['sites', 'site'],
  ['areas', 'area'],
  ['agencies', 'agency'],
] as const;

const CHARTS = [
  ['devices', 'deviceCharts'],
  ['links', 'linkCharts'],
] as const;

export interface PageSources {
  readonly deskOf: (request: Request) => Desk;
  /** Counts what is drawn after something was waited for to the time of whoever asks. */
  readonly count: CountFor;
  /** Whose turn it is where few can be answered at a time: an account, or a network where nobody is known. */
  readonly whoOf: (request: Request) => string;
  readonly hasCluster?: boolean;
}

/** The pages, each from the desk of whoever asks. */
export function addPages(app: Express, { deskOf, count, whoOf, hasCluster = false }: PageSources): void {
  app.get('/', async (request, response) => {
    const draw = await deskOf(request).pages.overview(searchOf(request));
    response.type('html').send(count(request, draw));
  });
  app.get('/devices', (request, response) => {
    response.type('html').send(deskOf(request).pages.devices(searchOf(request)));
  });
  app.get('/health', (request, response) => {
    response.type('html').send(deskOf(request).pages.health(searchOf(request)));
  });
  if (hasCluster)
    app.get('/cluster', (request, response) => {
      response.type('html').send(deskOf(request).pages.cluster(searchOf(request)));
    });
  app.get('/devices/:id', async (request, response) => {
    const { pages, sources } = deskOf(request);
    const draw = () => pages.device(request.params.id, searchOf(request));
    const page = await sources.whole(() => count(request, draw));
    response.type('html').send(page);
  });

  for (const [path, kind] of CHARTS)
    app.get(`/${path}/:id/charts`, async (request, response) => {
      const { pages, sources } = deskOf(request);
      const plan = () => pages[kind](String(request.params.id), searchOf(request));
      // What goes through its ports now is brought from the collector.
      const read = await sources.whole(() => count(request, plan));
      response.type('html').send(count(request, await read(whoOf(request))));
    });

  app.get('/search', async (request, response) => {
    const draw = await deskOf(request).pages.search(searchOf(request));
    response.type('html').send(count(request, draw));
  });
  app.get('/findings', async (request, response) => {
    const { pages, sources } = deskOf(request);
    const standing = await sources.standing();
    const page = count(request, () => pages.findings(searchOf(request), standing));
    response.type('html').send(page);
  });
  for (const [path, kind] of PLACES)
    app.get(`/${path}/:id`, async (request, response) => {
      const { pages, sources } = deskOf(request);
      const standing = await sources.standing();
      const blind = await sources.blindSpotsOf(sources.view());
      const draw = () => pages[kind](String(request.params.id), searchOf(request), { standing, blind });
      response.type('html').send(count(request, draw));
    });
  app.get('/recorders', (request, response) => {
    response.type('html').send(deskOf(request).pages.recorders(searchOf(request)));
  });
  app.get('/sites', async (request, response) => {
    const draw = await deskOf(request).pages.sites(searchOf(request));
    response.type('html').send(count(request, draw));
  });
  app.get('/links', (request, response) => {
    response.type('html').send(deskOf(request).pages.links(searchOf(request)));
  });
  app.get('/links/:id', (request, response) => {
    response.type('html').send(deskOf(request).pages.link(request.params.id, searchOf(request)));
  });
}
