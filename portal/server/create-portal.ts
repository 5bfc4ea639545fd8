import type { IncomingMessage } from 'node:http';
import express, { type Express, type Request } from 'express';
import { apiTime } from '../../core/language/formats.ts';
import { addApiRoutes } from '../api/add-api-routes.ts';
import { createTimeLimit } from '../api/limit-share.ts';
import { parseParameters } from '../api/parameters.ts';
import { quote, RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { createListSender } from '../api/send-list.ts';
import type { ShownSettings } from '../city/city-view.ts';
import { buildReadiness } from '../city/readiness.ts';
import { OPEN_SIGHT } from '../city/visible-fleet.ts';
import { addIncidentActs, takesAct } from '../door/add-acts.ts';
import { addAudit } from '../door/add-audit.ts';
import { addChecks, takesCheck } from '../door/add-checks.ts';
import { addDoor, takesForm } from '../door/add-door.ts';
import { addMailLinks, takesMailLink } from '../door/add-mail-links.ts';
import { addTakeAll } from '../door/add-take-all.ts';
import { addUsers, takesUsersForm } from '../door/add-users.ts';
import { addViews, createOwnParts, takesViewForm } from '../door/add-views.ts';
import { countActs } from '../door/count-acts.ts';
import { limitActs } from '../door/limit-acts.ts';
import { need } from '../door/need.ts';
import { passkeyPlace } from '../door/passkey-place.ts';
import { createPeople, NOBODY } from '../door/people.ts';
import { createVisitors } from '../door/visitor.ts';
import { addEvents } from '../live/add-events.ts';
import { sendLittle } from '../live/send-little.ts';
import { addNoticeNews } from '../notices/add-notice-news.ts';
import { addPapers } from '../papers/add-papers.ts';
import { addCalendarFeed } from '../papers/calendar/add-calendar-feed.ts';
import { takesFiles, takesPaperForm } from '../papers/paper-forms.ts';
import { keepFor } from '../web/keep-for.ts';
import { addDutyPages, viewerFrom } from './add-duty-pages.ts';
import { addPages } from './add-pages.ts';
import { answerErrors, languageOf } from './answer-errors.ts';
import { clientOf } from './client-of.ts';
import { countRequests } from './count-requests.ts';
import { KEEP_MS } from './create-desk.ts';
import { createDesks } from './create-desks.ts';
import { networkOf } from './network-of.ts';
import type { PortalOptions } from './portal-options.ts';
import { rememberLook } from './remember-look.ts';
import { createRequestGuard, namesOfPage } from './request-guard.ts';
import { setSecurityHeaders } from './security-headers.ts';

export interface Portal {
  readonly app: Express;
  /** Brings what is kept up to date, so that whoever asks next need not wait for it: to be called now and then. */
  readonly keepUp: () => Promise<void>;
}

/** Where people log in by an issuer: it sends them back to the address that messages lead to as well. */
function issuerOf({ accounts, alerts }: ShownSettings) {
  const { openid: issuer } = accounts ?? {};
  const { pageUrl } = alerts ?? {};
  return issuer && pageUrl !== undefined ? { issuer, pageUrl } : undefined;
}

/** What is mailed to an account leads back to its page, where it is ended. */
const canMail = ({ alerts }: ShownSettings): boolean =>
  alerts?.mail !== undefined && alerts.pageUrl !== undefined;

/** What is no form of ours is refused before it is read. */
const takesAnyForm = (path: string): boolean =>
  [takesForm, takesAct, takesUsersForm, takesViewForm, takesMailLink, takesCheck, takesPaperForm].some(
    (takes) => takes(path),
  );

/**
 * The pages, the read-only API, health and metrics as one Express app that owns nothing and opens nothing.
 * What is secret is left out before anything is drawn: see {@link createDesk}.
 */
export function createPortal(options: PortalOptions): Portal {
  const { live, measurements, metrics, metricsText, logger, nowMs = Date.now } = options;
  const { ledgerFailure } = options;
  const acts = options.act && countActs(limitActs(options.act));
  const desks = createDesks({ ...options, ...(acts && { actsDone: acts.done }) });
  const { visitorOf, remember, identifyNow } = createVisitors(options);
  const deskOf = (request: Request) => desks.of(visitorOf(request).sight);
  const clientNow = (request: IncomingMessage) => clientOf(request, options.config().settings.page.proxies);
  const languageNow = () => options.config().settings.page.language;
  const whoOf = (request: Request) =>
    visitorOf(request).account?.id ?? `network:${networkOf(clientNow(request))}`;
  const sendList = createListSender({ whoOf });

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
  // An address with a slash more is another one, to guards and to routes alike.
  app.enable('strict routing');
  const guardRequest = createRequestGuard(
    () => namesOfPage(options.config().settings),
    takesAnyForm,
    takesFiles,
  );
  app.use(countRequests(metrics), setSecurityHeaders, guardRequest, rememberLook(languageNow));

  app.get('/healthz', (request, response) => {
    parseParameters(searchOf(request), {});
    response.json({ alive: true, at: apiTime(nowMs(), options.config().settings.city.timeZone) });
  });
  app.use(remember);
  app.get('/readyz', need('see-metrics', visitorOf), async (request, response) => {
    parseParameters(searchOf(request), {});
    await options.look?.();
    const readiness = buildReadiness({
      ledgerFailure: ledgerFailure(),
      checkpointFailure: options.checkpointFailure?.(),
      health: live.health(),
      measurements: measurements(),
      timeZone: options.config().settings.city.timeZone,
    });
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  app.get('/metrics', need('see-metrics', visitorOf), async (_request, response) => {
    const text = await metricsNow();
    response.setHeader('Content-Type', metrics.registry.contentType);
    response.end(text);
  });

  const { limit, count } = createTimeLimit({ clientOf: clientNow });
  app.use(limit);
  const ofViews = {
    ...{ accountsAs: options.accountsAs, visitorOf, hasChecks: options.checkNow !== undefined },
    hasPapers: options.papers !== undefined,
    languageOf: (request: Request) => languageOf(request, languageNow()),
  };
  app.use(sendLittle, createOwnParts(ofViews));
  if (options.accountsAs) {
    const { accountsAs } = options;
    const atDoor = {
      ...{ accountsAs, visitorOf, clientOf: clientNow },
      languageOf: (request: Request) => languageOf(request, languageNow()),
      timeZone: () => options.config().settings.city.timeZone,
    };
    const { openid: client } = options;
    addDoor(app, {
      ...atDoor,
      issuer: () => `camwatch ${options.config().settings.city.nameEn}`,
      placeOf: (request) => passkeyPlace(options.config().settings, request),
      pageUrl: () => options.config().settings.alerts?.pageUrl,
      hasPapers: options.papers !== undefined,
      canMail: () => canMail(options.config().settings) && options.linkKey !== undefined,
      ...{ linkKey: options.linkKey, messagesOf: options.incidents.messages },
      ...(client && { openid: { client, logger, settings: () => issuerOf(options.config().settings) } }),
    });
    addUsers(app, atDoor);
    if (options.audits) addAudit(app, { ...atDoor, sendList, audits: options.audits });
    const { act, linkKey, incidents, config } = options;
    if (act && linkKey !== undefined)
      addMailLinks(app, { ...atDoor, act, linkKey, incidents, shown: config, nowMs });
  }
  if (options.papers && options.accountsAs)
    addCalendarFeed(app, {
      ...{ papers: options.papers, door: options.accountsAs('portal'), shown: options.config, nowMs },
      languageOf: ofViews.languageOf,
    });
  // Whatever comes after this is for whoever may see something, and for nobody else.
  app.use(need('see', visitorOf));
  if (options.look) {
    const { look } = options;
    // What is answered after it is answered later, and has its share of the time from then on.
    app.use(async (_request, _response, next) => {
      await look();
      next();
    }, limit);
  }
  addApiRoutes(app, {
    sourcesOf: (request) => deskOf(request).sources,
    whoOf: (request) => visitorOf(request).account?.id,
    ...{ sendList, count },
  });

  addEvents(app, { identifyNow, visitorOf, desks, clientOf: clientNow, look: options.look, logger });
  addViews(app, ofViews);
  if (options.accountsAs)
    addNoticeNews(app, { ...ofViews, store: options.accountsAs('portal').store, deskOf });
  const people = options.accountsAs ? createPeople(options.accountsAs, options.config) : NOBODY;
  const viewerOf = (request: Request) => viewerFrom(visitorOf(request), people);
  addPages(app, { deskOf, count, whoOf, hasCluster: options.cluster !== undefined });
  if (options.accountsAs && options.checkNow) {
    const { accountsAs, checkNow } = options;
    addChecks(app, { ...ofViews, accountsAs, checkNow, deskOf, nowMs });
  }
  const atActs = {
    ...{ visitorOf, viewerOf, deskOf },
    languageOf: (request: Request) => languageOf(request, languageNow()),
  };
  addTakeAll(app, { ...atActs, ...(acts && { act: acts.act }) });
  addDutyPages(app, { deskOf, viewerOf, sendList, count });
  if (options.papers) addPapers(app, { ...atActs, papers: options.papers, reports: options.reports, nowMs });
  if (acts) addIncidentActs(app, { ...atActs, act: acts.act });

  app.use((request) => {
    throw new RequestError('PORTAL_NOT_FOUND', `no such address: ${quote(request.path)}`);
  });
  app.use(answerErrors(logger, languageNow));
  return {
    app,
    keepUp: async () => {
      await options.look?.({ isAhead: true });
      await desks.of(OPEN_SIGHT).keepUp();
    },
  };
}
