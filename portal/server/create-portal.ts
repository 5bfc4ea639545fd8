import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { DeviceColumns } from '../../core/domain/live-columns.ts';
import type { LiveView, MeasurementHealth } from '../../core/domain/sinks.ts';
import { runInSlices } from '../../core/host/in-slices.ts';
import { apiTime } from '../../core/language/formats.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { addApiRoutes } from '../api/add-api-routes.ts';
import { atOnce, inTurn, limitShare, limitTime } from '../api/limit-share.ts';
import { parseParameters } from '../api/parameters.ts';
import { quote, RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { type CityView, createViewBuilder, type Shown } from '../city/city-view.ts';
import type { ConfigurationFailure } from '../city/configuration-failure.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { createToday } from '../city/link-figures.ts';
import { buildReadiness } from '../city/readiness.ts';
import { createRecentOutages, type OutageNews, type OutageSource } from '../city/recent-outages.ts';
import { createSearch } from '../city/search.ts';
import { createStandingFindings, type TakeNoted } from '../city/standing-findings.ts';
import { gatherStanding, gatherStandingIn } from '../city/standing-incidents.ts';
import { buildVisibleFleet, type VisibleFleet } from '../city/visible-fleet.ts';
import { createPages } from '../web/create-pages.ts';
import { keepFor } from '../web/keep-for.ts';
import { answerErrors } from './answer-errors.ts';
import { blurLearnt, blurPlaces, isRestricted } from './blur-places.ts';
import { countRequests } from './count-requests.ts';
import { createRequestGuard, namesOfPage } from './request-guard.ts';
import { setSecurityHeaders } from './security-headers.ts';

export interface PortalOptions {
  readonly config: () => Shown;
  readonly live: LiveView;
  readonly measurements: () => MeasurementHealth;
  readonly outages: OutageSource;
  readonly news: OutageNews;
  /** Findings, facts and days of traffic. */
  readonly learnt: LearntSource;
  readonly notedFindings: TakeNoted;
  readonly incidents: IncidentSource;
  /** Why the ledger took nothing lately; `undefined` while all is well. */
  readonly ledgerFailure: () => string | undefined;
  readonly checkpointFailure?: () => string | undefined;
  /** The changed configuration that was refused last; `undefined` while what is on disk is in force. */
  readonly configurationFailure?: () => ConfigurationFailure | undefined;
  readonly metrics: Metrics;
  /** For Prometheus, where other threads count as well; otherwise `metrics` alone. */
  readonly metricsText?: () => Promise<string>;
  readonly logger: Logger;
  readonly nowMs?: () => number;
  /** Says on every page that what it shows is made up. */
  readonly notice?: 'demo';
}

export interface Portal {
  readonly app: Express;
  /** Brings what is kept up to date, so that whoever asks next need not wait for it: to be called now and then. */
  readonly keepUp: () => Promise<void>;
}

/** How old what is shown may be: the view is built once for all who ask within it. */
const KEEP_MS = 1_000;
/** What links carried today grows every five minutes. */
const KEEP_TODAY_MS = 15_000;

/**
 * The pages, the read-only API, health and metrics as one Express app that owns nothing and opens nothing.
 * What is secret is left out before anything is drawn: see {@link buildVisibleFleet}.
 */
export function createPortal(options: PortalOptions): Portal {
  const { live, measurements, metrics, metricsText, logger, outages, incidents, nowMs = Date.now } = options;
  const { ledgerFailure, configurationFailure = () => undefined } = options;
  const fleetOf = keepFleet();
  const buildView = createViewBuilder();
  const view = keepFor(KEEP_MS, nowMs, (): CityView => {
    const { settings, inventory: whole } = options.config();
    const { inventory, fleet } = fleetOf(whole, live.columns().devices);
    const shown = { settings, inventory };
    const endTimer = metrics.camwatch_view_build_seconds.startTimer();
    const city = buildView({
      shown,
      fleet,
      live,
      measurements: measurements(),
      incidents,
      atMs: nowMs(),
    });
    endTimer();
    return city;
  });
  const learnt = blurLearnt(options.learnt, (id) => {
    const visible = view().fleet.deviceById.get(id);
    return visible !== undefined && isRestricted(visible.site);
  });
  const listStanding = createStandingFindings(learnt, options.notedFindings);
  // As much is read as was written, whoever asks: that is nobody's share.
  const upToDate = inTurn((fleet: VisibleFleet) => runInSlices(listStanding(fleet)));
  const standing = async () => await upToDate(view().fleet);
  const standingIncidents = keepFor(KEEP_MS, nowMs, () => gatherStanding(view(), incidents));
  const todayOf = createToday(view, learnt, (build) => keepFor(KEEP_TODAY_MS, nowMs, build));
  const search = createSearch();
  const pages = createPages({
    view,
    outages,
    learnt,
    standingIncidents,
    standingIncidentsIn: (district) => gatherStandingIn(view(), incidents, district),
    todayOf,
    ledgerFailure,
    configurationFailure,
    notice: options.notice,
    nowMs,
    keepMs: KEEP_MS,
    search,
    incidents,
  });

  // Whoever asks within it shares one collection.
  const metricsNow = keepFor(
    KEEP_MS,
    () => performance.now(),
    () => metricsText?.() ?? metrics.registry.metrics(),
  );

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  const guardRequest = createRequestGuard(() => namesOfPage(options.config().settings));
  app.use(countRequests(metrics), setSecurityHeaders, guardRequest);

  app.get('/healthz', (request, response) => {
    parseParameters(searchOf(request), {});
    response.json({ alive: true, at: apiTime(nowMs(), options.config().settings.city.timeZone) });
  });
  app.get('/readyz', (request, response) => {
    parseParameters(searchOf(request), {});
    const readiness = buildReadiness({
      ledgerFailure: ledgerFailure(),
      checkpointFailure: options.checkpointFailure?.(),
      health: live.health(),
      measurements: measurements(),
      timeZone: options.config().settings.city.timeZone,
    });
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  app.get('/metrics', async (_request, response) => {
    const text = await metricsNow();
    response.setHeader('Content-Type', metrics.registry.contentType);
    response.end(text);
  });

  app.use(limitTime());
  const outageSpans = createRecentOutages(outages, options.news);
  addApiRoutes(app, { view, todayOf, outages, outageSpans, learnt, standing, incidents, search });

  app.get('/', (request, response) => {
    response.type('html').send(pages.overview(searchOf(request)));
  });
  app.get('/devices', (request, response) => {
    response.type('html').send(pages.devices(searchOf(request)));
  });
  app.get('/devices/:id', (request, response) => {
    response.type('html').send(pages.device(request.params.id, searchOf(request)));
  });

  const incidentPage = limitShare(
    atOnce((asked: { readonly id: string; readonly search: URLSearchParams }) =>
      pages.incident(asked.id, asked.search),
    ),
  );
  app.get('/incidents/:id', async (request, response) => {
    response.type('html').send(await incidentPage({ id: request.params.id, search: searchOf(request) }));
  });
  app.get('/search', async (request, response) => {
    response.type('html').send(await pages.search(searchOf(request)));
  });
  app.get('/findings', async (request, response) => {
    response.type('html').send(pages.findings(searchOf(request), await standing()));
  });
  app.get('/links', (request, response) => {
    response.type('html').send(pages.links(searchOf(request)));
  });
  app.get('/links/:id', (request, response) => {
    response.type('html').send(pages.link(request.params.id, searchOf(request)));
  });

  app.use((request) => {
    throw new RequestError('PORTAL_NOT_FOUND', `no such address: ${quote(request.path)}`);
  });
  app.use(answerErrors(logger, () => options.config().settings.page.language));
  const keepUp = async () => {
    const { fleet } = fleetOf(options.config().inventory, live.columns().devices);
    await upToDate(fleet);
  };
  return { app, keepUp };
}

/** What is visible changes only with the inventory, which is replaced as a whole. */
function keepFleet() {
  let kept:
    | { readonly whole: Inventory; readonly inventory: Inventory; readonly fleet: VisibleFleet }
    | undefined;
  return (whole: Inventory, devices: DeviceColumns) => {
    if (kept?.whole !== whole || kept.fleet.columns !== devices) {
      const inventory = blurPlaces(whole);
      kept = { whole, inventory, fleet: buildVisibleFleet(inventory, devices) };
    }
    return kept;
  };
}
