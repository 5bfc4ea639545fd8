import express, { type Express, type Request, type Response } from 'express';
import { incidentsNumbered } from '../../alerts/incidents/actions/incident-number.ts';
import type { Language } from '../../core/language/language.ts';
import { findTold } from '../api/list-incidents.ts';
import { searchOf } from '../api/search-of.ts';
import type { CityView } from '../city/city-view.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { organisationsOf } from '../city/organisations-of.ts';
import { type ToldIncident, tellIncidents } from '../city/tell-incidents.ts';
import type { Desk } from '../server/create-desk.ts';
import type { Viewer } from '../web/frame/viewer.ts';
import { ActRefused } from './act-refused.ts';
import { INCIDENT_ACTS, type IncidentAct, type IncidentActs } from './incident-acts.ts';
import { need } from './need.ts';
import { expectOwnForm } from './own-form.ts';
import { actingParty } from './people.ts';
import { type ActForm, readAct } from './read-act.ts';
import type { Visitor } from './visitor.ts';

export interface ActOptions extends IncidentActs {
  readonly visitorOf: (request: Request) => Visitor;
  readonly deskOf: (request: Request) => Desk;
  readonly viewerOf: (request: Request) => Viewer;
  readonly languageOf: (request: Request) => Language;
}

/** A note has 2,000 characters of up to four bytes, each written as `%XX`. */
const readForm = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 10 });

export const TAKE_ALL = '/incidents/take-all';
const ACT_PATH = new RegExp(`^/incidents/[^/]+/(${INCIDENT_ACTS.join('|')})$`);
export const takesAct = (path: string): boolean => path === TAKE_ALL || ACT_PATH.test(path);

/** Acts on incidents, of whoever may see the incident and handle any. */
export function addIncidentActs(app: Express, options: ActOptions): void {
  const { visitorOf, deskOf, languageOf } = options;
  for (const kind of INCIDENT_ACTS)
    app.post(
      `/incidents/:id/${kind}`,
      need('handle-incidents', visitorOf),
      readForm,
      async (request, response) => {
        const form: ActForm = request.body ?? {};
        expectOwnForm(request.headers, visitorOf(request).secret, form.token);
        const id = String(request.params.id);
        const { sources } = deskOf(request);
        // What it may not see is not there for it.
        const incident = findTold(sources.view(), sources.incidents, id);
        try {
          await perform(request, options, { kind, form, incident });
          response.redirect(303, pathBack(id, request, languageOf(request)));
        } catch (error) {
          if (!(error instanceof ActRefused)) throw error;
          sendAgain(request, response, options, { kind, told: error.said[languageOf(request)] });
        }
      },
    );
}

interface Asked {
  readonly kind: IncidentAct['kind'];
  readonly form: ActForm;
  readonly incident: ToldIncident;
}

async function perform(
  request: Request,
  { visitorOf, deskOf, viewerOf, act }: ActOptions,
  { kind, form, incident }: Asked,
): Promise<void> {
  const { account } = visitorOf(request);
  if (account === undefined) return;
  const { view, incidents } = deskOf(request).sources;
  const asked = readAct(kind, form, {
    id: incident.id,
    handlers: () => viewerOf(request).handlers(organisationsOf(view(), incident)),
    idOf: (text) => idOfNumber(text, { view: view(), incidents }),
  });
  await act(asked, { party: actingParty(account), author: account.id });
}

/** Of several years the one that is not over. */
function idOfNumber(
  text: string,
  { view, incidents }: { readonly view: CityView; readonly incidents: IncidentSource },
): string | undefined {
  const { timeZone } = view.shown.settings.city;
  const ids = incidentsNumbered(incidents, text, { timeZone, nowMs: view.atMs });
  const stored = ids.flatMap((id) => incidents.incident(id) ?? []);
  const found = tellIncidents(view, incidents, stored);
  return (found.find(({ resolvedMs }) => resolvedMs === undefined) ?? found[0])?.id;
}

/** The same page of the same list. */
function pathBack(id: string, request: Request, language: Language): string {
  const list = searchOf(request).get('list');
  const query = new URLSearchParams({ lang: language, ...(list !== null && { list }) });
  return `/incidents/${encodeURIComponent(id)}?${query}`;
}

/** The page as it is now, and why nothing was done: what was typed is not lost. */
function sendAgain(
  request: Request,
  response: Response,
  { deskOf, viewerOf }: ActOptions,
  tried: { readonly kind: IncidentAct['kind']; readonly told: string },
): void {
  const text = String(request.body?.text ?? '');
  const page = deskOf(request).pages.incident(String(request.params.id), searchOf(request), {
    viewer: viewerOf(request),
    tried: { ...tried, text },
  });
  response.status(409).type('html').send(page);
}
