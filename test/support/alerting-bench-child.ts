// A storm from the ledger to a mail server, in a process of its own: how long until nobody waits for a message any more.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { createOutbox } from '#alerts/outbox/create-outbox.ts';
import { createAlerting } from '#app/alerting/create-alerting.ts';
import { loadConfig } from '#config/load-config.ts';
import type { AlertRecipient, AlertSettings } from '#core/alert-settings.ts';
import { createMetrics } from '#core/metrics.ts';
import { minutes, seconds } from '#core/units.ts';
import { openStore } from '#ledger/open-store.ts';
import type { MeasuredStep } from './incidents-bench-child.ts';
import { cityOf, recordFall } from './incidents-bench-city.ts';
import { EVENING_MS } from './kept-night.ts';

const RECIPIENTS = 5;

const [work = '', count = '0'] = process.argv.slice(2);
const every = work === 'core-link' ? 1 : Math.ceil(Number(count) / 10_000);
const arrivedMs: number[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, callback) => {
    stream.resume();
    stream.once('end', () => {
      arrivedMs.push(performance.now());
      callback();
    });
  },
});
const listening = server.listen(0, '127.0.0.1');
await once(listening, 'listening');

const dir = mkdtempSync(join(tmpdir(), 'camwatch-bench-alerting-'));
let nowMs = EVENING_MS;
const path = join(dir, 'ledger.sqlite');
const database = openStore(path, { nowMs: () => nowMs });
const inventory = cityOf(Number(count));
const sample = await loadConfig('config/hanoi');
const config = {
  ...sample,
  inventory: { ...sample.inventory, ...inventory },
  settings: { ...sample.settings, alerts: alertsTo((listening.address() as AddressInfo).port) },
};
const alerting = await createAlerting({
  ...{ config, path, env: process.env, nowMs: () => nowMs, metrics: createMetrics() },
  logger: pino({ level: 'silent' }),
});
alerting.advance(EVENING_MS + seconds(1));
recordFall(database, inventory, { every, fromMs: EVENING_MS + minutes(1), state: 'down' });

const before = process.cpuUsage();
const startedMs = performance.now();
// All have fallen, and whoever waited has waited long enough: from here on people wait.
nowMs = EVENING_MS + minutes(4);
const outbox = createOutbox(database);
for (;;) {
  alerting.advance(nowMs);
  await delay(100);
  const { waiting, held } = outbox.counts();
  if (waiting + held === 0 && arrivedMs.length > 0) break;
  // What is gathered for a digest is due a minute later.
  if (waiting === 0) nowMs += seconds(10);
}
const { user, system } = process.cpuUsage(before);
const { digested, sent } = outbox.counts();
const step = (name: string, wallMs: number): MeasuredStep => ({
  ...{ name, rows: digested + sent, news: arrivedMs.length },
  wallS: wallMs / 1_000,
  cpuS: (user + system) / 1e6,
  longestWriteMs: 0,
  peakMB: process.resourceUsage().maxRSS / 1_000,
});
process.stdout.write(
  JSON.stringify({
    steps: [
      step('first message in the mailbox', (arrivedMs[0] ?? 0) - startedMs),
      step('nothing waits any more', performance.now() - startedMs),
    ],
  }),
);
await alerting.close();
server.close();
rmSync(dir, { recursive: true, force: true });

function alertsTo(port: number): AlertSettings {
  const recipients = Array.from({ length: RECIPIENTS }, (_, index): AlertRecipient => {
    const email = { addresses: [`duty-${index}@example.org`], contacts: [] };
    const rest = { filter: {}, always: [], mostPerHour: 20, escalation: [] };
    return {
      id: `duty-${index}`,
      name: `Duty ${index}`,
      language: index % 2 === 0 ? 'vi' : 'en',
      email,
      ...rest,
    };
  });
  return {
    mail: {
      ...{ host: '127.0.0.1', port, security: 'none', connections: 4 },
      from: { name: 'camwatch', address: 'camwatch@example.org' },
    },
    recipients: new Map(recipients.map((one) => [one.id, one])),
    rosters: new Map(),
    reports: [],
  };
}
