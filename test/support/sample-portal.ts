import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { Outage, OutageQuery } from '#availability/timelines/outages.ts';
import type { MeasurementHealth } from '#core/domain/sinks.ts';
import { createMetrics } from '#core/names/metrics.ts';
import type { Shown } from '#portal/city/city-view.ts';
import type { IncidentSource } from '#portal/city/incident-source.ts';
import type { LearntSource } from '#portal/city/learnt-source.ts';
import { createPortal } from '#portal/server/create-portal.ts';
import type { PortalOptions } from '#portal/server/portal-options.ts';
import { startPortal } from '#portal/server/start-portal.ts';
import { engineIncidents } from './engine-incidents.ts';
import { sampleFleet } from './sample-fleet.ts';
import { SAMPLE_NOW_MS, type SampleLive, sampleLive } from './sample-live.ts';
import { watchAnswers } from './watch-answers.ts';

export const WRITING: MeasurementHealth = {
  mode: 'writing',
  sinceMs: SAMPLE_NOW_MS,
  queuedBytes: 0,
  queuedPoints: 120,
  droppedPoints: 0,
  setAsidePoints: 0,
};

/** Nothing was learnt of any device yet. */
export const NOTHING_LEARNT: LearntSource = {
  findings: () => [].values(),
  facts: () => undefined,
  trafficDays: () => [].values(),
};

/** Nothing is recorded meanwhile. */
const NO_NEWS: PortalOptions['news'] = {
  headSeq: () => 0,
  changedBetween: () => [],
  voids: () => [].values(),
};

/** Nothing has happened yet. */
export const NO_INCIDENTS: IncidentSource = {
  incidents: () => [],
  incident: () => undefined,
  members: () => [].values(),
  timeline: () => [],
  steps: () => [],
  messages: () => [],
  news: () => [],
  newsBetween: () => [].values(),
  worst: () => [],
  unresolvedRoots: () => [].values(),
  openedBetween: () => [],
  resolvedSince: () => [],
  membersOf: () => [].values(),
  membershipsOf: () => [].values(),
  dutySteps: () => [].values(),
  personSteps: () => [].values(),
  touchHead: () => ({ news: 0, step: 0 }),
  touchedAfter: (head) => ({ head, ids: [] }),
};

const isAskedFor = ({ entity, indicator, ...outage }: Outage, query: OutageQuery): boolean =>
  outage.fromMs < query.toMs &&
  (outage.toMs === undefined || outage.toMs > query.fromMs) &&
  (query.entity === undefined || query.entity === entity) &&
  (query.entities === undefined || query.entities.includes(entity)) &&
  (query.indicator === undefined || query.indicator === indicator);

/** A portal over a scripted fleet and its incidents on a free loopback port, closed when the calling test ends; its API is held to its description. */
export async function startSamplePortal(
  more: Partial<PortalOptions> & { shown?: Shown; prepare?: (live: SampleLive, shown: Shown) => void } = {},
) {
  const { shown = sampleFleet(), prepare, outages = () => [], ...options } = more;
  const live = sampleLive(shown.inventory);
  prepare?.(live, shown);
  const { app, keepUp } = createPortal({
    config: () => shown,
    live,
    measurements: () => WRITING,
    outages: (query) => outages(query).filter((outage) => isAskedFor(outage, query)),
    timelines: () => [],
    news: NO_NEWS,
    learnt: NOTHING_LEARNT,
    notedFindings: () => new Set(),
    incidents: prepare ? engineIncidents(live, shown.inventory) : NO_INCIDENTS,
    ledgerFailure: () => undefined,
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    nowMs: () => SAMPLE_NOW_MS,
    ...options,
  });
  const portal = await startPortal(watchAnswers(app), { host: '127.0.0.1', port: 0 });
  onTestFinished(() => portal.close());
  return { ...portal, app, keepUp, live, shown, get: (path: string) => fetch(portal.url + path) };
}
