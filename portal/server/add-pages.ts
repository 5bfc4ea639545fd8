import type { Express, Request } from 'express';
import { searchOf } from '../api/search-of.ts';
import type { Desk } from './create-desk.ts';

const PLACES = [
  ['sites', 'site'],
  ['areas', 'area'],
  ['agencies', 'agency'],
] as const;

/** The pages, each from the desk of whoever asks. */
export function addPages(app: Express, deskOf: (request: Request) => Desk): void {
  app.get('/', (request, response) => {
    response.type('html').send(deskOf(request).pages.overview(searchOf(request)));
  });
  app.get('/devices', (request, response) => {
    response.type('html').send(deskOf(request).pages.devices(searchOf(request)));
  });
  app.get('/health', (request, response) => {
    response.type('html').send(deskOf(request).pages.health(searchOf(request)));
  });
  app.get('/devices/:id', async (request, response) => {
    const { pages, sources } = deskOf(request);
    const page = await sources.whole(() => pages.device(request.params.id, searchOf(request)));
    response.type('html').send(page);
  });

  app.get('/devices/:id/charts', async (request, response) => {
    const page = await deskOf(request).pages.deviceCharts(request.params.id, searchOf(request));
    response.type('html').send(page);
  });
  app.get('/links/:id/charts', async (request, response) => {
    const page = await deskOf(request).pages.linkCharts(request.params.id, searchOf(request));
    response.type('html').send(page);
  });

  app.get('/search', async (request, response) => {
    response.type('html').send(await deskOf(request).pages.search(searchOf(request)));
  });
  app.get('/findings', async (request, response) => {
    const { pages, sources } = deskOf(request);
    const page = pages.findings(searchOf(request), await sources.standing());
    response.type('html').send(page);
  });
  for (const [path, kind] of PLACES)
    app.get(`/${path}/:id`, async (request, response) => {
      const { pages, sources } = deskOf(request);
      const standing = await sources.standing();
      response.type('html').send(pages[kind](String(request.params.id), searchOf(request), standing));
    });
  app.get('/recorders', (request, response) => {
    response.type('html').send(deskOf(request).pages.recorders(searchOf(request)));
  });
  app.get('/sites', async (request, response) => {
    response.type('html').send(await deskOf(request).pages.sites(searchOf(request)));
  });
  app.get('/links', (request, response) => {
    response.type('html').send(deskOf(request).pages.links(searchOf(request)));
  });
  app.get('/links/:id', (request, response) => {
    response.type('html').send(deskOf(request).pages.link(request.params.id, searchOf(request)));
  });
}
