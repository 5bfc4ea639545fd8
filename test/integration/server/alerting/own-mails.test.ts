import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { askAddress, confirmAddress, hashOfAddress } from '#accounts/actions/notices.ts';
import { newsThread } from '#accounts/notices.ts';
import { loadConfig } from '#config/load-config.ts';
import type { AlertSettings } from '#core/domain/alert-settings.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { createIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createAlerting } from '#server/alerting/create-alerting.ts';
import { readMime } from '#test/support/read-mime.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';
import { openDoor } from '../../accounts/open-door.ts';

const patience = { timeout: seconds(30) };

test('an account is mailed to by the outbox that alerts have: asked first, tried again, and told what was refused', async () => {
  let answer: string | undefined;
  const mail = await startScriptedMail({ message: async () => answer });
  const sample = await loadConfig('config/hanoi');
  const alerts: AlertSettings = {
    mail: {
      ...{ host: '127.0.0.1', port: mail.port, security: 'none', connections: 1 },
      from: { name: 'camwatch', address: 'camwatch@example.org' },
    },
    ...{ recipients: new Map(), rosters: new Map(), reports: [], pageUrl: 'https://camera.example.org' },
  };
  const config = { ...sample, settings: { ...sample.settings, alerts } };
  const door = openDoor();
  const { clock, store } = door;
  store.accounts.add(
    { id: 'an', role: 'noc', seesSecret: false, madeMs: clock.nowMs },
    { account: 'an', name: 'An' },
  );
  const path = tempLedgerPath();
  const database = openStore(path, { nowMs: door.nowMs });
  onTestFinished(() => database.close());
  const { messages } = createIncidentReads(database);
  const alerting = await createAlerting({
    ...{ config, path, env: process.env, nowMs: door.nowMs, metrics: createMetrics() },
    ...{ logger: pino({ level: 'silent' }), linkKey: 'k'.repeat(64) },
    own: { store, datesSince: async () => [], close: async () => undefined },
  });
  const pass = async (ms: number) => {
    clock.nowMs += ms;
    await alerting.advance(clock.nowMs);
  };
  const arrived = (count: number) =>
    vi.waitFor(async () => {
      await pass(seconds(6));
      expect(mail.received).toHaveLength(count);
      return readMime(mail.received.at(-1)?.raw ?? '').headers.get('subject');
    }, patience);
  alerting.sight('seeing', clock.nowMs);

  askAddress(door, 'an', 'an@example.org', 'en');
  expect(await arrived(1)).toBe('[camwatch] Confirm where notifications go');
  expect(mail.received[0]?.to).toEqual(['an@example.org']);
  const { asked } = store.notices.find('an') ?? {};
  confirmAddress(door, 'an', asked ? hashOfAddress(asked) : '');

  answer = '451 4.3.0 try again';
  await pass(minutes(1));
  alerting.sight('blind', clock.nowMs);
  await vi.waitFor(async () => {
    await pass(seconds(10));
    expect(messages(newsThread('an'))).toMatchObject([
      { state: 'waiting', detail: expect.stringContaining('451') },
    ]);
  }, patience);
  answer = undefined;
  expect(await arrived(2)).toBe('[camwatch] New incidents: 1');
  await vi.waitFor(() => expect(messages(newsThread('an'))).toMatchObject([{ state: 'sent' }]), patience);

  await alerting.close();
});
