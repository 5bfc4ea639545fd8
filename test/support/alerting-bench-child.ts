// A storm from the ledger to a mail server, in a process of its own: how long until nobody waits for a message any more.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { loadConfig } from '#config/load-config.ts';
import type { AlertRecipient, AlertSettings } from '#core/domain/alert-settings.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createAlerting } from '#server/alerting/create-alerting.ts';
import type { MeasuredStep } from './incidents-bench-child.ts';
import { batchesOf, cityOf, recordFall } from './incidents-bench-city.ts';
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
let clock = () => EVENING_MS;
const nowMs = () => clock();
const path = join(dir, 'ledger.sqlite');
const database = openStore(path, { nowMs });
const inventory = cityOf(Number(count));
const sample = await loadConfig('config/hanoi');
const config = {
  ...sample,
  inventory: { ...sample.inventory, ...inventory },
  settings: {
    ...sample.settings,
    // All is asked as the cameras of the sample city are: it waits 71 s for what is above it.
    profiles: { camera: sample.settings.profiles['camera-fixed'] ?? {} },
    alerts: alertsTo((listening.address() as AddressInfo).port),
  },
};
const alerting = await createAlerting({
  ...{ config, path, env: process.env, nowMs, metrics: createMetrics() },
  logger: pino({ level: 'error' }, pino.destination(2)),
});
await alerting.advance(EVENING_MS + seconds(1));
const before = process.cpuUsage();
const outbox = createOutbox(database);
const steps = work === 'core-link' ? await watchLive() : await watchAtOnce();
process.stdout.write(JSON.stringify({ steps }));
await alerting.close();
server.close();
rmSync(dir, { recursive: true, force: true });

/**
 * As it happens, in real time: rows are written when the collector would have, and the engine is asked every second, as
 * camwatch does. Counted from the instant at which the outage of the core link is on record, its waits included, until the
 * mail server has taken the message of the last recipient.
 */
async function watchLive(): Promise<readonly MeasuredStep[]> {
  const batches = batchesOf(database, inventory, { every, fromMs: EVENING_MS + minutes(1), state: 'down' });
  const confirmedMs = batches[0]?.recordedMs ?? 0;
  const startedMs = performance.now();
  clock = () => Math.floor(confirmedMs - seconds(1) + performance.now() - startedMs);
  const found: MeasuredStep[] = [];
  let rows = 0;
  let nextTickMs = 0;
  let next = 0;
  const told = (name: string, mails: number) => {
    const arrived = arrivedMs[mails - 1];
    if (arrived === undefined) return false;
    found.push(step(name, arrived - startedMs - seconds(1), rows, mails));
    return true;
  };
  const expected = [
    ['core link on record until five first mails are in their mailboxes', RECIPIENTS],
    ['until five more say how many are down', 2 * RECIPIENTS],
  ] as const;
  while (found.length < expected.length && nowMs() < confirmedMs + minutes(2)) {
    for (let batch = batches[next]; batch && batch.recordedMs <= nowMs(); batch = batches[next]) {
      batch.record();
      rows += batch.rows;
      next++;
    }
    if (nowMs() >= nextTickMs) {
      nextTickMs = nowMs() + seconds(1);
      await alerting.advance(nowMs());
    }
    await delay(20);
    const [name, mails] = expected[found.length] ?? ['', 0];
    told(name, mails);
  }
  if (found.length < expected.length)
    throw new Error(`expected ${2 * RECIPIENTS} mails, got ${arrivedMs.length}`);
  return found;
}

/** All has fallen, and whoever waited has waited long enough: from here on people wait. */
async function watchAtOnce(): Promise<readonly MeasuredStep[]> {
  recordFall(database, inventory, { every, fromMs: EVENING_MS + minutes(1), state: 'down' });
  const startedMs = performance.now();
  let presentMs = EVENING_MS + minutes(4);
  clock = () => presentMs;
  for (;;) {
    await alerting.advance(presentMs);
    await delay(100);
    const { waiting, held } = outbox.counts();
    if (waiting + held === 0 && arrivedMs.length > 0) break;
    // What is gathered for a digest is due a minute later.
    if (waiting === 0) presentMs += seconds(10);
  }
  const { digested, sent } = outbox.counts();
  return [
    step('first message in the mailbox', (arrivedMs[0] ?? 0) - startedMs, digested + sent, arrivedMs.length),
    step('nothing waits any more', performance.now() - startedMs, digested + sent, arrivedMs.length),
  ];
}

function step(name: string, wallMs: number, rows: number, news: number): MeasuredStep {
  const { user, system } = process.cpuUsage(before);
  return {
    ...{ name, rows, news },
    wallS: wallMs / 1_000,
    cpuS: (user + system) / 1e6,
    longestWriteMs: 0,
    peakMB: process.resourceUsage().maxRSS / 1_000,
  };
}

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
