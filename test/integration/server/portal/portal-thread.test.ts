import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { acceptInvitation } from '#accounts/actions/accept-invitation.ts';
import { addAccount } from '#accounts/actions/add-account.ts';
import { logIn } from '#accounts/actions/log-in.ts';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';
import { loadConfig } from '#config/load-config.ts';
import { type OpenedConfig, openSharedConfig, shareConfig } from '#config/shared-config.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { type PortalThreadOptions, startPortalThread } from '#server/portal/start-portal-thread.ts';
import { loadPseudonymKey } from '#server/pseudonym-key.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { sampleLive } from '#test/support/sample-live.ts';
import { WRITING } from '#test/support/sample-portal.ts';
import { openTempLedger, tempLedgerPath } from '#test/support/temp-ledger.ts';

const open = async (devices: number): Promise<OpenedConfig> =>
  openSharedConfig(shareConfig(await loadConfig(await makeConfigDir({ devices })), Date.now()));

/** The thread of the portal, beside a scripted collector. */
async function startThread(more: Partial<PortalThreadOptions> = {}, given?: OpenedConfig) {
  let config = given ?? (await open(3));
  const path = more.ledgerPath ?? tempLedgerPath();
  await openTempLedger(path);
  const clock = createClock();
  let live = sampleLive(config.inventory, clock.nowMs());
  let isBroken = false;
  const workers: Worker[] = [];
  const noteWorker = (worker: Worker) => void workers.push(worker);
  process.on('worker', noteWorker);
  onTestFinished(() => void process.off('worker', noteWorker));
  const accountsPath = join(path, '..', 'accounts.sqlite');
  const metrics = createMetrics();
  const thread = await startPortalThread(
    {
      ...{
        config: config.shared,
        ledgerPath: path,
        accountsPath,
        tls: undefined,
        notice: undefined,
        linkKey: 'key',
      },
      ...{ clock: clock.shared, metrics, logger: pino({ level: 'silent' }), nowMs: clock.nowMs },
      present: () => config,
      live: {
        statuses: () => live.statuses(),
        columns: () => {
          if (isBroken) throw new Error('broken');
          return live.columns();
        },
        linkStatuses: () => live.linkStatuses(),
        status: (...asked) => live.status(...asked),
        health: () => live.health(),
        traffic: (at) => live.traffic?.(at) ?? [],
      },
      measurements: () => WRITING,
      takeNoted: () => new Set(),
      configurationFailure: () => undefined,
      ledgerFailure: () => undefined,
      checkpointFailure: () => undefined,
      alertingHealth: () => ({ incidentLagMs: 0, incidentRestarts: 0 }),
      metricsText: async (own) => JSON.stringify(own.map(({ name }) => name)),
      restartMs: 10,
      ...more,
    },
    config.inventory.devices,
  );
  onTestFinished(thread.close);
  const read = async (at: string): Promise<Listed> => (await (await fetch(thread.url + at)).json()) as Listed;
  return {
    ...{ thread, path, accountsPath, clock, metrics, workers, read },
    live: () => live,
    breakDown: () => {
      isBroken = true;
    },
    take: (next: OpenedConfig) => {
      config = next;
      live = sampleLive(config.inventory, clock.nowMs());
      thread.reload(config.shared, config.inventory.devices);
    },
  };
}

/** A thread starts, and on a busy machine that takes its time. */
const SLOW = { timeout: 30_000 };

type Listed = { total: number; items: { id: string; state: string; indicators: object[] }[] };

describe('the thread of the portal', () => {
  it('tells what the collector knows, and what single devices measured', async () => {
    const { read } = await startThread();
    const { total, items } = await read('/api/v1/devices');
    expect([total, items[0]?.state]).toEqual([3, 'up']);
    expect(items[0]?.indicators).toMatchObject([{ measurements: { rttAvgMs: 4.2 } }]);
    expect(await read('/api/v1/devices/cam-1')).toMatchObject({
      indicators: [{ measurements: { rttAvgMs: 4.2 } }],
    });
  });

  it('draws what InfluxDB has, as the settings name it', async () => {
    const { url } = await startTestInfluxd();
    const config = openSharedConfig(
      shareConfig(
        await loadConfig(await makeConfigDir({ devices: 1, more: `influx: { url: '${url}' }\n` })),
        Date.now(),
      ),
    );
    const path = tempLedgerPath();
    loadPseudonymKey(path);
    const writer = createTestWriter(url, { dir: await temporaryDir(), inventory: config.inventory });
    writer.write([
      {
        ...{ deviceId: 'cam-0', indicator: 'reach', atMs: Date.now() - 60_000 },
        outcome: { ok: true, measurements: { rttAvgMs: 12.5, lossRatio: 0 } },
      },
    ]);
    const port = {
      ...{ deviceId: 'cam-0', interface: 'eth0', atMs: Date.now() - 60_000, intervalMs: 60_000 },
      ...{ inBitsPerSecond: 1_000, outBitsPerSecond: 4e6, inOctets: 7_500, outOctets: 3e7 },
    };
    writer.writeTraffic([port]);
    await writer.close();
    const { thread, live } = await startThread({ ledgerPath: path }, config);
    live().setTraffic([port]);

    const page = await (await fetch(`${thread.url}/devices/cam-0/charts?lang=en`)).text();

    expect(page).toContain(
      'aria-label="Round trip, 24 hours: mean: last 12.5 ms (mean of 5 min), from 12.5 ms to 12.5 ms;',
    );
    // Its ports are known to the collector alone.
    expect(page).toContain('<b>Traffic · eth0</b>');
    expect(page).toMatch(/out: last 4\sMbit\/s/);
  });

  it('tells a stream within two seconds to look again, at what then shows the change', async () => {
    const { thread, read, live, clock } = await startThread();
    const closing = new AbortController();
    onTestFinished(() => closing.abort());
    const { body } = await fetch(`${thread.url}/events`, { signal: closing.signal });
    const stream = body?.getReader();
    await stream?.read();

    const changedMs = performance.now();
    live().set('device:cam-1', { state: 'down', reason: 'timeout', sinceMs: clock.nowMs() });

    await stream?.read();
    expect(performance.now() - changedMs).toBeLessThan(2_000);
    expect(await read('/api/v1/devices?state=down')).toMatchObject({ total: 1 });
  });

  it('shows a change within two seconds', async () => {
    const { read, live, clock } = await startThread();
    await read('/api/v1/devices');
    live().set('device:cam-1', { state: 'down', reason: 'timeout', sinceMs: clock.nowMs() });
    await vi.waitFor(
      async () => expect(await read('/api/v1/devices?state=down')).toMatchObject({ total: 1 }),
      { timeout: 2_000 },
    );
  });

  it('shows another inventory once it is taken over', SLOW, async () => {
    const { read, take } = await startThread();
    expect(await read('/api/v1/devices')).toMatchObject({ total: 3 });
    take(await open(5));
    await vi.waitFor(async () => expect(await read('/api/v1/devices')).toMatchObject({ total: 5 }), {
      timeout: 3_000,
    });
    expect((await read('/api/v1/devices?limit=9')).items.map(({ id }) => id)).toEqual(
      Array.from({ length: 5 }, (_, index) => `cam-${index}`),
    );
  });

  it('is started again where it ended, at the same address, and the collector lives on', SLOW, async () => {
    const { workers, read, metrics } = await startThread();
    await read('/api/v1/devices');
    await workers[0]?.terminate();
    await vi.waitFor(async () => expect(await read('/api/v1/devices')).toMatchObject({ total: 3 }), {
      timeout: 20_000,
      interval: 100,
    });
    expect((await metrics.camwatch_page_restarts_total.get()).values).toMatchObject([{ value: 1 }]);
  });

  it('shows nothing of a collector that does not say how things stand', async () => {
    const { thread, breakDown } = await startThread();
    breakDown();
    const answer = await fetch(`${thread.url}/api/v1/devices`);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('no answer')]);
    expect((await fetch(`${thread.url}/healthz`)).status).toBe(200);
  });

  it('counts its requests, and hands them to who tells of all threads', async () => {
    const { read, thread } = await startThread();
    await read('/api/v1/devices');
    const text = await (await fetch(`${thread.url}/metrics`)).text();
    expect(JSON.parse(text)).toEqual(
      expect.arrayContaining(['camwatch_http_requests_total', 'camwatch_view_build_seconds']),
    );
  });

  it('has the collector note how long it was held by what pages ask', async () => {
    const { read, metrics } = await startThread();
    await read('/api/v1/devices');
    const { values } = await metrics.camwatch_page_question_seconds.get();
    const counts = values.filter(({ metricName }) => metricName === 'camwatch_page_question_seconds_count');
    expect(new Set(counts.map(({ labels }) => labels.about))).toEqual(new Set(['present', 'devices']));
    const sums = values.filter(({ metricName }) => metricName === 'camwatch_page_question_seconds_sum');
    expect(sums.every(({ value }) => value > 0 && value < 10)).toBe(true);
  });

  it('says that its port is taken, as the settings say it', async () => {
    const { thread } = await startThread();
    const config = await open(1);
    const page = { ...config.settings.page, port: Number(new URL(thread.url).port) };
    const taken = { ...config.shared, settings: { ...config.settings, page } };
    await expect(startThread({ config: taken }, config)).rejects.toMatchObject({
      code: 'PORTAL_PORT_IN_USE',
    });
  });

  it('puts what people do on the chained record before it is done', SLOW, async () => {
    const { thread, accountsPath, path, clock } = await startThread();
    const store = openAccountStore(accountsPath);
    onTestFinished(() => store.close());
    const shell = { store, author: 'shell', nowMs: clock.nowMs, audit: () => undefined };
    const { secret } = await addAccount(shell, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    const password = 'đủ dài cho một mình';
    const answer = await fetch(`${thread.url}/invitation/${secret}`, {
      method: 'POST',
      body: new URLSearchParams({ password, repeated: password, code: '', key: '' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(answer.status).toBe(200);
    using database = new DatabaseSync(path, { readOnly: true });
    const actions = JSON.stringify(database.prepare('SELECT * FROM audit').all());
    expect(actions).toContain('account-keys');
    expect(actions).not.toContain('Nguyễn An');
  });

  it('asks a device out of turn for whoever may, and tells what it answered', async () => {
    const { thread, path, accountsPath, clock, read } = await startThread();
    const store = openAccountStore(accountsPath);
    onTestFinished(() => store.close());
    const shell = { store, author: 'shell', nowMs: clock.nowMs, audit: () => undefined };
    const { secret } = await addAccount(shell, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    const password = 'đủ dài cho một mình';
    await acceptInvitation(shell, { secret, password });
    const session = await logIn(shell, { account: 'an', password, code: '', from: 'test', browser: '' });
    const headers = { cookie: `__Host-camwatch=${session.secret}`, 'sec-fetch-site': 'same-origin' };
    await vi.waitFor(async () => expect((await read('/api/v1/devices')).items).not.toEqual([]));
    const url = `${thread.url}/devices/cam-0/check`;
    const page = async () => await (await fetch(`${url}?lang=en`, { headers })).text();
    const [, token = ''] = / name="token" value="([^"]+)"/.exec(await page()) ?? [];

    const asked = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }), headers });
    expect(asked.status).toBe(200);
    await vi.waitFor(async () => expect(await page()).toMatch(/Asked at .*, took [\d.,]+ m?s\b/), 15_000);

    expect(await page()).not.toContain('127.198.');
    using database = new DatabaseSync(path, { readOnly: true });
    const audit = JSON.stringify(database.prepare('SELECT * FROM audit').all());
    expect(audit).toContain('check-now');
    expect(database.prepare('SELECT count(*) AS count FROM change').get()).toEqual({ count: 0 });
  });

  it('ends when it is asked to', async () => {
    const { thread, workers } = await startThread();
    const ended = workers[0] && once(workers[0], 'exit');
    await thread.close();
    expect(await ended).toEqual([0]);
    await expect(fetch(`${thread.url}/healthz`)).rejects.toThrow();
  });
});
