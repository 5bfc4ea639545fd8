import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import type { AlertSettings } from '#core/domain/alert-settings.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import type { ToldClockDoubt } from '#ledger/record/incidents/incident-event.ts';
import { createIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createAlerting } from '#server/alerting/create-alerting.ts';
import { recipient, recipientsOf } from '#test/support/alert-recipients.ts';
import { readMime } from '#test/support/read-mime.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';

/** A Thursday at 9 in Hanoi. */
const START_MS = Date.UTC(2026, 10, 26, 2);
const AHEAD: ToldClockDoubt = { cause: 'step', offMs: days(3652) };

async function city() {
  const mail = await startScriptedMail();
  const sample = await loadConfig('config/hanoi');
  const [agency = ''] = sample.inventory.agencies.keys();
  const [contractor = ''] = sample.inventory.contractors.keys();
  const alerts: AlertSettings = {
    mail: {
      ...{ host: '127.0.0.1', port: mail.port, security: 'none', connections: 1 },
      from: { name: 'camwatch', address: 'camwatch@example.org' },
    },
    recipients: recipientsOf(
      recipient('noc', { language: 'en' }),
      recipient('agency', { filter: { agencies: [agency] } }),
      recipient('contractor', { filter: { contractors: [contractor] } }),
    ),
    rosters: new Map(),
    reports: [],
  };
  const config = { ...sample, settings: { ...sample.settings, alerts } };
  const path = tempLedgerPath();
  const database = openStore(path, { nowMs: () => START_MS });
  onTestFinished(() => database.close());
  const clock = { nowMs: START_MS };
  const start = async () => {
    const nowMs = () => clock.nowMs;
    const logger = pino({ level: 'silent' });
    const alerting = await createAlerting({
      ...{ config, path, env: process.env, nowMs, metrics: createMetrics(), logger },
    });
    return {
      ...alerting,
      /** As the collector tells it: what it sees, and a second later how late it is. */
      tell: async (sight: 'blind' | 'seeing', clockDoubt?: ToldClockDoubt) => {
        alerting.sight(sight, clock.nowMs, clockDoubt);
        clock.nowMs += seconds(1);
        await alerting.advance(clock.nowMs);
      },
    };
  };
  return {
    clock,
    start,
    reads: createIncidentReads(database),
    mails: (count: number) =>
      vi.waitFor(
        () => {
          expect(mail.received).toHaveLength(count);
          return mail.received.map(({ to, raw }) => {
            const { headers } = readMime(raw);
            return { to, subject: headers.get('subject'), id: headers.get('message-id'), headers };
          });
        },
        { timeout: 30_000 },
      ),
  };
}

test('a clock that is not believed is told to the operators once, over restarts, and that it is over in the same thread', async () => {
  const { clock, start, reads, mails } = await city();
  const first = await start();
  await first.tell('seeing');
  clock.nowMs += minutes(1);
  await first.tell('blind', AHEAD);

  const [opened] = await mails(1);
  expect(opened).toMatchObject({
    to: ['noc@example.org'],
    subject: '[camwatch] Clock not believed, nothing is recorded: collector hanoi-1',
  });
  await first.close();

  const second = await start();
  clock.nowMs += hours(2);
  await second.tell('blind', { ...AHEAD, offMs: days(3653) });
  clock.nowMs += minutes(10);
  await second.advance(clock.nowMs);
  expect(reads.incidents()).toMatchObject([
    {
      openedMs: START_MS + seconds(61),
      summary: { severity: 'critical', root: { kind: 'collector', collector: 'hanoi-1', clockDoubt: AHEAD } },
    },
  ]);

  await second.tell('seeing');
  await second.tell('seeing');
  const [, resolved, ...others] = await mails(2);
  expect(others).toEqual([]);
  expect(resolved).toMatchObject({
    to: ['noc@example.org'],
    subject: '[camwatch] Resolved: collector hanoi-1 · after 2 hours 10 minutes',
  });
  expect(resolved?.headers.get('in-reply-to')).toBe(opened?.id);
  expect(reads.incidents({ state: 'unresolved' })).toEqual([]);
  const [{ id = '' } = {}] = reads.incidents();
  expect(reads.steps(id).map(({ action, recordedMs }) => [action, recordedMs])).toEqual([
    ['opened', START_MS + seconds(62)],
    ['resolved', clock.nowMs - seconds(1)],
  ]);
  await second.close();
});

test('a record that is ahead of the clock takes incidents to no time that nobody believes', async () => {
  const { clock, start, reads, mails } = await city();
  const before = await start();
  await before.tell('seeing');
  await before.close();

  clock.nowMs = START_MS + days(3652);
  const alerting = await start();
  await alerting.tell('blind', { cause: 'behind-record', offMs: -days(3652) });

  await mails(1);
  expect(reads.incidents()).toMatchObject([{ openedMs: START_MS + seconds(1) }]);
  await alerting.close();
});
