import { parentPort } from 'node:worker_threads';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import { disableUnused } from '../../accounts/actions/keep-accounts.ts';
import { createOpenidClient } from '../../accounts/openid/openid-client.ts';
import { openAccountStore } from '../../accounts/sqlite/open-account-store.ts';
import { listOutages } from '../../availability/timelines/outages.ts';
import { readTimeline } from '../../availability/timelines/read-timeline.ts';
import { type OpenedConfig, openSharedConfig, type SharedConfig } from '../../config/shared-config.ts';
import { CamwatchError } from '../../core/errors.ts';
import { postLoopDelay } from '../../core/host/loop-delay.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { createThreadLogger } from '../../core/host/thread-logger.ts';
import { createMetrics } from '../../core/names/metrics.ts';
import { followClock } from '../../core/time/clock.ts';
import { seconds } from '../../core/time/units.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { PaperDesk } from '../../portal/papers/paper-desk.ts';
import { createPortal } from '../../portal/server/create-portal.ts';
import { startPortal } from '../../portal/server/start-portal.ts';
import { startActs } from '../acts/start-acts.ts';
import { checkApart } from '../checks/check-apart.ts';
import { keepCluster } from '../cluster/keep-cluster.ts';
import { readCluster } from '../cluster/read-cluster.ts';
import { exportApart } from '../papers/export-apart.ts';
import { startPapers } from '../papers/start-papers.ts';
import { startReports } from '../reports/start-reports.ts';
import { createLooks } from './looks.ts';
import { openMeasurements } from './open-measurements.ts';
import type { FromPortal, PortalStart, ToPortal } from './portal-messages.ts';

/** Entry of the thread of pages, API and door: what people ask takes a core at times, which probes must not wait for. */
/** Sent once there is a city to show: the thread is made before. */
const start = await new Promise<PortalStart>((resolve) => {
  parentPort?.once('message', (message: ToPortal) => {
    if (message.type === 'start') resolve(message);
  });
});
const say = (message: FromPortal) => parentPort?.postMessage(message);

postLoopDelay('portal');

const PAGES_EVERY_MS = seconds(5);
/** As many as a page tells of. */
const KEPT_VALUES = 512;
const openForPages = (config: SharedConfig) => openSharedConfig(config, KEPT_VALUES);

const metrics = createMetrics();
const logger = createThreadLogger(start.logLevel, say);
const nowMs = followClock(start.clock);
const configs = new Map<number, OpenedConfig>([[start.configNumber, openForPages(start.config)]]);
let newest = start.configNumber;
const config = () => {
  const current = configs.get(newest);
  if (!current) throw new Error(`no configuration ${newest}`);
  return current;
};

const closing = new AsyncDisposableStack();
const looks = createLooks({
  ask: (question) => say(question),
  inventoryOf: (number) => {
    // Those before it come back no more.
    for (const one of configs.keys()) if (one < number) configs.delete(one);
    return configs.get(number)?.inventory;
  },
});
const store = recordStore(start.ledgerPath);
const reader = closing.use(store.openReader());
const incidents = closing.use(store.openIncidents());
const accounts = openAccountStore(start.accountsPath);
closing.defer(() => accounts.close());
const { timeZone } = config().settings.city;
const { dir: folder } = config().shared;
const ofRecord = { path: start.ledgerPath, timeZone, folder, clock: start.clock };
const acts = startActs(ofRecord, logger);
closing.defer(acts.close);
// A statement is settled for seconds: no incident waits for that to be acknowledged.
const deeds = startActs(ofRecord, logger);
closing.defer(deeds.close);
const papers = startPapers(ofRecord, logger);
closing.defer(papers.close);
const reports = startReports({
  ...{ dir: folder, path: start.ledgerPath, env: process.env, clock: start.clock, nowMs, logger },
});
closing.defer(reports.close);
const accountsAs = (author: string): AccountContext => ({
  ...{ store: accounts, author, nowMs },
  audit: async (entry) => {
    await acts.perform({ kind: 'audit', entry, author });
  },
});

const measured = openMeasurements({ config, ledgerPath: start.ledgerPath, env: process.env, logger });

const { app, keepUp } = createPortal({
  ...{
    accountsAs,
    config,
    live: looks.live,
    learnt: reader,
    news: reader,
    incidents,
    metrics,
    logger,
    nowMs,
  },
  ...{ look: looks.look, whole: looks.whole, notedFindings: looks.takeNoted, ...looks.told },
  act: async (act, by) => {
    await acts.perform({ ...act, ...by });
  },
  papers: {
    ask: papers.ask,
    exportRecord: (signal) => exportApart(ofRecord, signal),
    perform: ((deed, by) => deeds.perform({ kind: 'paper', deed, ...by })) as PaperDesk['perform'],
  },
  reports,
  cluster: keepCluster(() => readCluster(store, config(), nowMs)),
  audits: reader.audits,
  works: () => reader.decisions('maintenance'),
  openid: createOpenidClient({ secret: (reference) => resolveSecret(reference, process.env), nowMs }),
  linkKey: start.linkKey,
  checkNow: async (device) => await checkApart(config().shared, device, logger),
  outages: (query) => listOutages(reader, query),
  timelines: (query) => readTimeline(reader, query),
  ...(measured && { measured }),
  metricsText: async () => await looks.metricsText((await metrics.registry.getMetricsAsJSON()).filter(isOwn)),
  ...(start.notice !== undefined && { notice: start.notice }),
});

parentPort?.on('message', (message: ToPortal) => {
  switch (message.type) {
    case 'start':
      return;
    case 'reload':
      newest += 1;
      configs.set(newest, openForPages(message.config));
      return;
    case 'disable-unused':
      reports.sweep();
      disableUnused(accountsAs('camwatch')).catch((error: unknown) =>
        logger.error({ err: error }, 'unused accounts are not shut'),
      );
      return;
    case 'answer':
      looks.answered(message.number, message.value);
      return;
    case 'failed':
      looks.failed(message.number);
      return;
    case 'close':
      void closing.disposeAsync().then(() => parentPort?.close());
      return;
  }
});

try {
  const { page } = config().settings;
  const portal = await startPortal(app, { ...page, port: start.port ?? page.port, tls: start.tls });
  closing.defer(() => portal.close());
  say({ type: 'listening', url: portal.url });
  const timer = setInterval(() => {
    if (looks.isWatched()) keepUp().catch(() => undefined);
  }, PAGES_EVERY_MS);
  closing.defer(() => clearInterval(timer));
} catch (error) {
  if (!(error instanceof CamwatchError)) throw error;
  say({ type: 'refused', code: error.code, said: error.said });
  await closing.disposeAsync();
  parentPort?.close();
}

/** Everything else is counted by the collector. */
function isOwn({ name }: { readonly name: string }): boolean {
  return name.startsWith('camwatch_http_') || name === 'camwatch_view_build_seconds';
}
