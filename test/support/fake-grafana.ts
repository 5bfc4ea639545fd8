import express, { type Request, type RequestHandler } from 'express';
import { addDashboards } from './fake-grafana/dashboards.ts';
import { addDataSources } from './fake-grafana/data-sources.ts';
import { addFolders } from './fake-grafana/folders.ts';
import { addNotifications } from './fake-grafana/notifications.ts';
import { addRules } from './fake-grafana/rules.ts';
import { createStore, type FakeStore } from './fake-grafana/store.ts';
import { addTeams } from './fake-grafana/teams.ts';
import { startHttpServer } from './http.ts';

export const GRAFANA_TOKEN = 'glsa_a-token-of-the-tests';

export interface FakeGrafana {
  readonly url: string;
  readonly store: FakeStore;
  /** `PUT /api/folders/camwatch`: what was asked to be changed, in order, whatever became of it. */
  readonly writes: string[];
  /** Answers the next requests whose `METHOD path` matches otherwise: with a status, or never. */
  readonly disturb: (disturbance: Disturbance) => void;
}

interface Disturbance {
  readonly request: RegExp;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
  /** Does what it was asked, and then answers wrongly: an answer that was lost on its way. */
  readonly afterwards?: boolean;
  /** Its message, from what was sent. */
  readonly says?: (request: Request) => string;
  /** A page in place of JSON. */
  readonly page?: string;
}

/**
 * A Grafana that keeps everything in memory, and answers as docs/grafana-api.md says the real one does. Closed when the
 * calling test ends.
 */
export async function startFakeGrafana(): Promise<FakeGrafana> {
  const store = createStore();
  const writes: string[] = [];
  const disturbances: { disturbance: Disturbance; left: number }[] = [];
  const app = express();
  app.use(express.json({ limit: '20mb' }));
  app.use(checkToken);
  app.use((request, response, next) => {
    const line = `${request.method} ${decodeURIComponent(request.path)}`;
    if (request.method !== 'GET') writes.push(line);
    const active = disturbances.find(({ disturbance, left }) => left > 0 && disturbance.request.test(line));
    if (!active) return next();
    active.left--;
    const { status, headers = {}, afterwards, says, page } = active.disturbance;
    if (status === undefined) return;
    if (afterwards) {
      const { json } = response;
      response.json = () => json.call(response.status(status), { message: 'an answer that was lost' });
      return next();
    }
    response.set(headers).status(status);
    if (page !== undefined) return void response.send(page);
    response.json({ message: says?.(request) ?? 'a disturbance' });
  });
  for (const add of [addFolders, addTeams, addDataSources, addNotifications, addRules, addDashboards])
    add(app, store);
  const url = await startHttpServer(app);
  return {
    url,
    store,
    writes,
    disturb: (disturbance) => disturbances.push({ disturbance, left: disturbance.times ?? 1 }),
  };
}

const checkToken: RequestHandler = (request, response, next) => {
  if (request.headers.authorization === `Bearer ${GRAFANA_TOKEN}`) return next();
  response.status(401).json({ message: 'Invalid API key' });
};
