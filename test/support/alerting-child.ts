// Keeps incidents and sends messages until it is killed, or told to end. Its clock runs faster than the real one.
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig } from '#config/load-config.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createAlerting } from '#server/alerting/create-alerting.ts';
import { fastClock } from './fast-clock.ts';

const [dir = '', path = '', startMs = '', startedMs = ''] = process.argv.slice(2);
const nowMs = fastClock(Number(startMs), Number(startedMs));
const alerting = await createAlerting({
  config: await loadConfig(dir),
  path,
  env: process.env,
  nowMs,
  metrics: createMetrics(),
  logger: pino({ level: process.env.LOG_LEVEL ?? 'fatal' }, pino.destination({ dest: 2, sync: true })),
});
process.stdout.write('ready\n');

let isEnding = false;
process.on('SIGTERM', () => {
  isEnding = true;
});
while (!isEnding) {
  await alerting.advance(nowMs());
  await delay(25);
}
await alerting.close();
process.exit(0);
