import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEmailNotifier } from '#alerts/notifications/notifiers/email.ts';
import type { Agency } from '#core/domain/inventory.ts';
import type { Notifier } from '#core/domain/notifier.ts';
import { createSecret } from '#core/domain/secret.ts';
import { createZone } from '#core/time/zone.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { loadPlan } from '#plan/definition/load-plan.ts';
import {
  planReminders,
  type RemindedCity,
  type SendingOptions,
  sendReminders,
} from '#plan/reminders/remind.ts';
import { startDailyReminders } from '#server/keepers/remind-daily.ts';
import { makeAuthority, type TestAuthority } from '#test/support/certificate-authority.ts';
import { type Exim, startExim } from '#test/support/exim.ts';
import { HANOI, HANOI_DIR, HANOI_TIME_ZONE } from '#test/support/hanoi.ts';
import { readMime } from '#test/support/read-mime.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const zone = createZone(HANOI_TIME_ZONE);
const atOf = (text: string): number => zone.parseInstantMs(`${text}+07:00`) ?? Number.NaN;

let authority: TestAuthority;
let exim: Exim;

beforeAll(async () => {
  authority = await makeAuthority();
  exim = await startExim(authority);
});
afterAll(async () => {
  await exim?.stop();
  await authority?.remove();
});

function eximNotifier(): Notifier {
  const { host, port, username, password } = exim;
  const notifier = createEmailNotifier({
    mail: {
      ...{ host, port, security: 'starttls', username, connections: 2 },
      authority: authority.authorityFile,
      from: { name: 'Sở Khoa học và Công nghệ', address: 'ke-hoach@camwatch.example.org' },
    },
    password: createSecret(password),
    timeoutMs: 10_000,
  });
  onTestFinished(() => notifier.close());
  return notifier;
}

/** The sample city of which two units have an address, and an empty ledger. */
async function city(units: readonly string[] = ['ubnd-phuong-ba-dinh', 'cong-an-thanh-pho']) {
  const plan = await loadPlan(HANOI_DIR, { timeZone: HANOI_TIME_ZONE, inventory: HANOI.inventory });
  if (!plan) throw new Error('expected the plan of the sample city');
  const path = join(tempFolder(), 'ledger.sqlite');
  openDecisions(path, { author: 'an', nowMs: Date.now }).close();
  const agencies = new Map<string, Agency>(
    [...HANOI.inventory.agencies].filter(([id]) => units.includes(id) || id === 'so-khoa-hoc-va-cong-nghe'),
  );
  const reminded: RemindedCity = {
    plan: { ...plan, units: { ...plan.units, except: ['so-khoa-hoc-va-cong-nghe'] } },
    inventory: { agencies, contacts: HANOI.inventory.contacts },
    zone,
    store: recordStore(path),
    reader: openTempReader(path),
  };
  const send = (at: string, options: Partial<SendingOptions> = {}) =>
    sendReminders(reminded, {
      atMs: atOf(at),
      notifier: eximNotifier(),
      author: 'an',
      nowMs: () => atOf(at),
      signal: AbortSignal.timeout(20_000),
      ...options,
    });
  return { reminded, send, path };
}

async function mailOf(messageId: string) {
  return vi.waitFor(
    async () => {
      const mail = (await exim.mails()).find((text) => text.includes(`Message-ID: <${messageId}>`));
      if (mail === undefined) throw new Error(`${messageId} has not arrived`);
      return readMime(mail);
    },
    { timeout: 10_000, interval: 50 },
  );
}

const told = (outcomes: Awaited<ReturnType<typeof sendReminders>>) =>
  outcomes.map(({ reminder, outcome }) => `${reminder.id} ${outcome}`);

describe('reminders by a real mail server', () => {
  test('arrive on the right days of the city, each once', async () => {
    const { send, path } = await city(['ubnd-phuong-ba-dinh']);
    const days: Record<string, readonly string[]> = {};

    // The last day for units is 29 November 2025. 23:59 of one day and 00:01 of the next are two days of the city.
    for (const at of [
      '2025-09-29T23:59',
      '2025-09-30T00:01',
      '2025-10-15T08:00',
      '2025-10-30T08:00',
      '2025-11-16T08:00',
      '2025-11-28T08:00',
      '2025-11-28T09:00',
      '2025-11-30T08:00',
    ])
      days[at] = told(await send(at));

    const reminder = (daysBefore: number) => [`reminder:ubnd-phuong-ba-dinh:2025-11-29:${daysBefore} sent`];
    expect(days).toEqual({
      '2025-09-29T23:59': [],
      '2025-09-30T00:01': reminder(60),
      '2025-10-15T08:00': [],
      '2025-10-30T08:00': reminder(30),
      // Due on the 15th: the machine was off.
      '2025-11-16T08:00': reminder(14),
      // That of seven days was missed, and is not sent any more.
      '2025-11-28T08:00': reminder(1),
      '2025-11-28T09:00': [],
      '2025-11-30T08:00': [],
    });
    const mail = await mailOf('reminder.ubnd-phuong-ba-dinh.2025-11-29.60@camwatch');
    expect(mail.headers.get('subject')).toBe(
      '[Đôn đốc] Báo cáo năm 2025: còn 60 ngày, hạn 29/11/2025 – Ủy ban nhân dân phường Ba Đình',
    );
    expect(mail.headers.get('to')).toBe('phuong-ba-dinh@example.org, truc-nen-tang@example.org');
    const [text] = mail.parts;
    expect(text?.body.toString()).toContain('- Biểu mẫu báo cáo năm 2025 của đơn vị;');
    // Four reminders, each in the mailbox of the unit and in that of who gets a copy.
    const mine = async () =>
      (await exim.mails()).filter((raw) => raw.includes('reminder.ubnd-phuong-ba-dinh.2025-11-29'));
    await vi.waitFor(async () => expect(await mine()).toHaveLength(8), { timeout: 10_000, interval: 50 });
    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problemCount: 0 });
  });

  test('name tasks that nobody has reported, and stop once the unit has handed in', async () => {
    const { send, path, reminded } = await city(['cong-an-thanh-pho']);

    await send('2025-11-15T08:00');
    const pen = openDecisions(path, { author: 'an', nowMs: () => atOf('2025-11-16T10:00') });
    pen.append('plan_step', {
      id: 'submission:cong-an-thanh-pho:2025',
      action: 'collected',
      body: {
        agency: 'cong-an-thanh-pho',
        year: 2025,
        receivedMs: atOf('2025-11-16T10:00'),
        counts: {},
        files: [],
      },
    });
    pen.close();

    expect(told(await send('2025-11-22T08:00'))).toEqual([]);
    const mail = await mailOf('reminder.cong-an-thanh-pho.2025-11-29.14@camwatch');
    expect(mail.parts[0]?.body.toString()).toMatch(/- Nhiệm vụ II\.4: .+ \(chưa báo cáo tiến độ\);/);
    expect([...reminded.reader.decisions('plan_step')].map(({ id, action }) => `${action} ${id}`)).toEqual([
      'sent reminder:cong-an-thanh-pho:2025-11-29:14',
      'collected submission:cong-an-thanh-pho:2025',
    ]);
  });
});

describe('a reminder that cannot be sent', () => {
  test('stays due where the unit has no address, and is told', async () => {
    const { send, reminded } = await city(['so-xay-dung']);

    const [outcome] = await send('2025-11-15T08:00');

    expect(outcome).toMatchObject({
      outcome: 'no-address',
      notes: ['plan.yaml: reminders.contacts has no contact of so-xay-dung'],
    });
    expect(planReminders(reminded, { atMs: atOf('2025-11-15T09:00') })).toHaveLength(1);
    expect([...reminded.reader.decisions('plan_step')]).toEqual([]);
  });

  test('stays due where the server does not take it, and goes the next time under the same id', async () => {
    const { send, reminded } = await city(['ubnd-phuong-ba-dinh']);
    const ids: string[] = [];
    const answering = (ok: boolean): Pick<Notifier, 'deliver'> => ({
      deliver: async ({ messageId }) => {
        ids.push(messageId);
        return ok ? { ok } : { ok, failure: 'temporary', detail: 'try later' };
      },
    });

    const [failed] = await send('2025-11-15T08:00', { notifier: answering(false) });
    const [sent] = await send('2025-11-15T09:00', { notifier: answering(true) });

    expect([failed?.outcome, failed?.notes]).toEqual(['failed', ['try later']]);
    expect(sent).toMatchObject({ outcome: 'sent', contacts: ['van-thu-ba-dinh', 'truc-nen-tang'] });
    expect(new Set(ids).size).toBe(1);
    expect([...reminded.reader.decisions('plan_step')]).toHaveLength(1);
  });

  test('does not go again where another process has sent it meanwhile', async () => {
    const { send } = await city();
    const ids: string[] = [];
    const taking: Pick<Notifier, 'deliver'> = {
      deliver: async ({ messageId }) => {
        ids.push(messageId);
        return { ok: true };
      },
    };
    const slow: Pick<Notifier, 'deliver'> = {
      deliver: async () => {
        await send('2025-11-15T08:00', { notifier: taking });
        return { ok: false, failure: 'temporary', detail: 'try later' };
      },
    };

    const outcomes = await send('2025-11-15T08:00', { notifier: slow });

    expect(ids).toHaveLength(2);
    expect(outcomes).toHaveLength(1);
  });

  test('is not taken for sent where only a copy arrived', async () => {
    const { send } = await city(['ubnd-phuong-ba-dinh']);
    const address = 'phuong-ba-dinh@example.org';

    const [outcome] = await send('2025-11-15T08:00', {
      notifier: {
        deliver: async () => ({
          ok: true,
          unreached: [{ address, failure: 'permanent', detail: 'no such mailbox' }],
        }),
      },
    });

    expect([outcome?.outcome, outcome?.notes]).toEqual(['failed', ['no such mailbox']]);
  });

  test('is told where there is no mail server', async () => {
    const { send } = await city(['ubnd-phuong-ba-dinh']);

    const [outcome] = await send('2025-11-15T08:00', { notifier: undefined });

    expect([outcome?.outcome, outcome?.notes]).toEqual([
      'failed',
      ['expected a mail server (alerts.mail of camwatch.yaml), got none'],
    ]);
  });
});

describe('a camwatch that runs', () => {
  test('sends what is due by itself, and nothing again after a restart', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'config'));
    const path = join(folder, 'ledger.sqlite');
    openDecisions(path, { author: 'an', nowMs: Date.now }).close();
    copyFileSync(join(HANOI_DIR, 'plan.yaml'), join(folder, 'config', 'plan.yaml'));
    const sent: string[] = [];
    const errors: unknown[] = [];
    const warnings: unknown[] = [];
    const logger = {
      info: () => undefined,
      warn: (facts: unknown) => warnings.push(facts),
      error: (facts: unknown) => errors.push(facts),
    };
    const start = () => {
      const daily = startDailyReminders({
        config: () => ({ ...HANOI, dir: join(folder, 'config') }),
        path,
        env: {},
        nowMs: () => atOf('2025-11-15T08:00'),
        author: 'an',
        logger: logger as never,
        openNotifiers: async () => ({
          notifierOf: () => ({
            deliver: async ({ messageId }) => {
              sent.push(messageId);
              return { ok: true };
            },
            close: async () => undefined,
          }),
          close: async () => undefined,
        }),
      });
      onTestFinished(daily.close);
      return daily;
    };

    const daily = start();
    const first = await daily.run();
    await daily.run();
    // One line a day for all of them, and again after a restart.
    expect(warnings).toHaveLength(1);
    const second = await start().run();

    // Those of the sample that have a contact; all others are told, and stay due.
    expect(sent.toSorted()).toEqual(
      [
        'cong-an-thanh-pho',
        'so-khoa-hoc-va-cong-nghe',
        'ubnd-phuong-ba-dinh',
        'ubnd-phuong-cua-nam',
        'ubnd-xa-hoa-lac',
      ].map((agency) => `reminder.${agency}.2025-11-29.14@camwatch`),
    );
    expect(first.filter(({ outcome }) => outcome === 'sent')).toHaveLength(5);
    expect(second.filter(({ outcome }) => outcome === 'sent')).toHaveLength(0);
    expect(second.every(({ outcome }) => outcome === 'no-address')).toBe(true);
    expect(errors).toEqual([]);

    writeFileSync(join(folder, 'config', 'plan.yaml'), 'name: [');
    expect(await start().run()).toEqual([]);
    expect(errors).toHaveLength(1);
  });
});
