import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import type { AlertSettings } from '#core/domain/alert-settings.ts';
import { type Change, deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import type { Language } from '#core/language/language.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { createAlerting } from '#server/alerting/create-alerting.ts';
import { actsOn } from '#test/support/acting-night.ts';
import { recipient, recipientsOf } from '#test/support/alert-recipients.ts';
import { openIncidentSource } from '#test/support/portal-incidents.ts';
import { type MimePart, readMime } from '#test/support/read-mime.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';
import { startClosedPortal } from '../../integration/portal/door/sample-door.ts';

export const LINE = 'link-hoang-mai';
export const CAMERA = 'cam-hoang-mai-0003';
/** Three at night in Hanoi. */
const START_MS = Date.UTC(2026, 10, 24, 20, 2);
const LINK_KEY = 'e'.repeat(64);
/** Longer than incidents wait for what else fell, and for what comes back. */
const SETTLED_MS = minutes(3);

/**
 * A city in which everything is up, its record, the portal on it, and camwatch's own alerting, which sends to a mail server on the
 * loopback. Its clock is moved by the test.
 */
export async function startWholeNight(language: Language) {
  const fleet = sampleFleet({ camerasPerArea: 4 });
  const sample = await loadConfig('config/hanoi');
  const path = tempLedgerPath();
  const clock = { nowMs: START_MS };
  const nowMs = () => clock.nowMs;
  const database = openStore(path, { nowMs });
  onTestFinished(() => database.close());
  const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
  writer.recordCreation(START_MS);

  const mail = await startScriptedMail();
  const alerts: AlertSettings = {
    mail: {
      ...{ host: '127.0.0.1', port: mail.port, security: 'none', connections: 1 },
      from: { name: 'camwatch', address: 'camwatch@example.org' },
    },
    recipients: recipientsOf(
      recipient('truc-ban', {
        language,
        name: language === 'vi' ? 'Trực ban' : 'Duty desk',
        email: { addresses: ['truc-ban@example.org', 'truong-ca@example.org'], contacts: [] },
      }),
    ),
    rosters: new Map(),
    reports: [],
  };
  const portal = await startClosedPortal(
    { ...fleet, settings: { ...fleet.settings, alerts } },
    {
      ...{ incidents: openIncidentSource(path), act: actsOn(path, nowMs).act, linkKey: LINK_KEY, nowMs },
      prepare: () => undefined,
    },
  );
  const alerting = await createAlerting({
    config: {
      ...{ ...sample, inventory: fleet.inventory },
      settings: { ...sample.settings, alerts: { ...alerts, pageUrl: portal.url } },
    },
    ...{
      path,
      env: {},
      nowMs,
      metrics: createMetrics(),
      logger: pino({ level: 'silent' }),
      linkKey: LINK_KEY,
    },
  });
  onTestFinished(() => alerting.close());
  alerting.sight('seeing', clock.nowMs);
  await alerting.advance(clock.nowMs);

  const behind = [...fleet.inventory.devices.keys()].filter((id) => /^(cam|nvr|sw)-hoang-mai/.test(id));
  const entities: readonly Entity[] = [linkEntity(LINE), ...behind.map(deviceEntity)];
  let nextSeq = 1;
  const pass = async (ms: number) => {
    // In steps, as the server does: what is due in between is done when it is due.
    for (const endMs = clock.nowMs + ms; clock.nowMs < endMs; ) {
      clock.nowMs = Math.min(endMs, clock.nowMs + seconds(10));
      await alerting.advance(clock.nowMs);
    }
  };
  const turn = async (state: 'up' | 'down') => {
    const atMs = clock.nowMs - seconds(10);
    const reason = state === 'down' ? { reason: 'timeout' } : {};
    const changes = entities.map(
      (entity): Change => ({
        ...{ entity, indicator: 'reach', state, ...reason, afterMs: atMs - seconds(30), atMs },
      }),
    );
    writer.record([{ batch: { changes }, firstSourceSeq: nextSeq, recordedMs: clock.nowMs }]);
    nextSeq += changes.length + 1;
    for (const { entity } of changes) {
      portal.live.forget(entity);
      portal.live.set(entity, {
        ...{
          state,
          sinceMs: atMs,
          afterMs: atMs - seconds(30),
          lastProbeMs: clock.nowMs,
          ...reason,
        },
      });
    }
    await pass(SETTLED_MS);
  };

  return {
    ...portal,
    pass,
    /** The line is cut, and with it all that is behind it. */
    cut: () => turn('down'),
    restore: () => turn('up'),
    /** The mail with this subject, once it has arrived. */
    mailSaying: async (subject: RegExp): Promise<string> => {
      const find = () =>
        mail.received.map(({ raw }) => readMime(raw)).find((one) => subject.test(subjectOf(one)));
      await expect
        .poll(() => mail.received.map(({ raw }) => subjectOf(readMime(raw))))
        .toContainEqual(expect.stringMatching(subject));
      return textOf(find());
    },
  };
}

const subjectOf = ({ headers }: MimePart): string => headers.get('subject') ?? '';

/** Its plain text, as a reader without pictures has it. */
function textOf(mail: MimePart | undefined): string {
  if (mail === undefined) return '';
  if (mail.type === 'text/plain') return mail.body.toString();
  return mail.parts.map(textOf).find((text) => text !== '') ?? '';
}
