import type { Express, Request } from 'express';
import { atOnce, limitShare } from '../api/limit-share.ts';
import { searchOf } from '../api/search-of.ts';
import { formToken } from '../door/own-form.ts';
import type { Visitor } from '../door/visitor.ts';
import type { IncidentForm } from '../web/panels/incident-form.ts';
import type { Desk } from './create-desk.ts';

interface IncidentAsked {
  readonly desk: Desk;
  readonly id: string;
  readonly search: URLSearchParams;
  readonly form: IncidentForm | undefined;
}

const PLACES = [
  ['sites', 'site'],
  ['areas', 'area'],
  ['agencies', 'agency'],
] as const;

/** The pages, each from the desk of whoever asks. */
export function addPages(
  app: Express,
  deskOf: (request: Request) => Desk,
  visitorOf: (request: Request) => Visitor,
): void {
  app.get('/', (request, response) => {
    response.type('html').send(deskOf(request).pages.overview(searchOf(request)));
  });
  app.get('/devices', (request, response) => {
    response.type('html').send(deskOf(request).pages.devices(searchOf(request)));
  });
  app.get('/devices/:id', async (request, response) => {
    const { pages, sources } = deskOf(request);
    const page = await sources.whole(() => pages.device(request.params.id, searchOf(request)));
    response.type('html').send(page);
  });

  const incidentPage = limitShare(
    atOnce(({ desk, id, search, form }: IncidentAsked) => desk.pages.incident(id, search, form)),
  );
  app.get('/incidents/:id', async (request, response) => {
    const asked = {
      ...{ desk: deskOf(request), id: request.params.id, search: searchOf(request) },
      form: formFor(visitorOf(request)),
    };
    response.type('html').send(await incidentPage(asked));
  });
  app.get('/search', async (request, response) => {
    response.type('html').send(await deskOf(request).pages.search(searchOf(request)));
  });
  app.get('/findings', async (request, response) => {
    const { pages, sources } = deskOf(request);
    response.type('html').send(pages.findings(searchOf(request), await sources.standing()));
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

/** Of whoever may do something about an incident. */
const formFor = ({ secret, rights }: Visitor): IncidentForm | undefined =>
  secret !== undefined && rights.includes('handle-incidents') ? { token: formToken(secret) } : undefined;
