import { parentPort, workerData } from 'node:worker_threads';
import { openSharedConfig } from '../../config/shared-config.ts';
import { collectGarbage } from '../../core/host/collect-garbage.ts';
import { postLoopDelay } from '../../core/host/loop-delay.ts';
import { createThreadLogger } from '../../core/host/thread-logger.ts';
import { createMetrics } from '../../core/names/metrics.ts';
import { followClock } from '../../core/time/clock.ts';
import type { AlertingReply, AlertingRequest, AlertingStart } from './alerting-messages.ts';
import { createAlerting } from './create-alerting.ts';
import { openOwnParts } from './own/open-own-parts.ts';

/** Entry of the thread of incidents and messages: a storm takes it seconds, which probes and canaries must not wait. */
const start: AlertingStart = workerData;
const reply = (message: AlertingReply) => parentPort?.postMessage(message);

postLoopDelay('alerting');

const metrics = createMetrics();
const logger = createThreadLogger(start.logLevel, reply);
const options = {
  ...{ linkKey: start.linkKey },
  path: start.path,
  env: process.env,
  nowMs: followClock(start.clock),
  metrics,
  logger,
};
const config = openSharedConfig(start.config);
const { accountsPath, path, clock } = start;
const ofRecord = { path, clock, timeZone: config.settings.city.timeZone, folder: config.dir };
const own = accountsPath === undefined ? undefined : openOwnParts(accountsPath, ofRecord, logger);
const alerting = await createAlerting({ ...options, config, ...(own && { own }) });
// What the network of a city was made from is several times what it takes.
collectGarbage();

let working = Promise.resolve();
parentPort?.on('message', (request: AlertingRequest) => {
  // One after the other, and what one throws ends the thread: it is started again.
  working = working.then(() => take(request));
});
reply({ type: 'ready' });

async function take(request: AlertingRequest): Promise<void> {
  switch (request.type) {
    case 'advance': {
      const { horizonMs } = request;
      const isKept = await alerting.advance(horizonMs);
      const counted = (await metrics.registry.getMetricsAsJSON()).filter(isOwn);
      reply({ type: 'advanced', ...(isKept && { keptToMs: horizonMs }), metrics: counted });
      return;
    }
    case 'sight':
      alerting.sight(request.sight, request.atMs, request.clockDoubt);
      return;
    case 'reload':
      try {
        await alerting.reload(openSharedConfig(request.config));
        collectGarbage();
      } catch (error) {
        // The one before stays in force here, until the next one comes.
        logger.warn({ err: error }, 'the changed configuration is not taken for incidents and messages');
      }
      return;
    case 'close':
      await alerting.close();
      parentPort?.close();
      return;
  }
}

/** Everything else is counted by the collector, also what it must tell while this thread cannot. */
const isOwn = ({ name }: { readonly name: string }): boolean =>
  name.startsWith('camwatch_alert_') ||
  (name.startsWith('camwatch_incident') && !OF_THE_COLLECTOR.includes(name));
const OF_THE_COLLECTOR = ['camwatch_incident_restarts_total', 'camwatch_incident_lag_seconds'];
