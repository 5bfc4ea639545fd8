import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadConfigApart } from '#config/load-apart.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import { createIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { startAlerting } from '#server/alerting/start-alerting.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const START_MS = Date.UTC(2026, 10, 26, 2);

async function startedCity() {
  const dir = join(tempFolder(), 'city');
  await cp('config/hanoi', dir, { recursive: true });
  await mkdir(join(dir, 'data'), { recursive: true });
  const path = join(dir, 'data', 'ledger.sqlite');
  const database = openStore(path, { nowMs: () => START_MS });
  onTestFinished(() => database.close());
  const clock = { nowMs: START_MS };
  const alerting = startAlerting({
    config: (await loadConfigApart(dir)).shared,
    path,
    collector: 'hanoi-1',
    env: process.env,
    clock: createClock().shared,
    nowMs: () => clock.nowMs,
    metrics: createMetrics(),
    logger: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    restartMs: 50,
  });
  onTestFinished(alerting.close);
  const lag = async () => {
    const [, value] =
      /^camwatch_incident_lag_seconds(?:\{.*\})? (\S+)$/m.exec(await alerting.metricsText()) ?? [];
    return Number(value);
  };
  /** Ticks until what is measured is so. */
  const tickUntil = async (isSo: (text: string) => boolean) => {
    const untilMs = Date.now() + seconds(30);
    while (Date.now() < untilMs) {
      alerting.tick({ sight: 'seeing' });
      await delay(50);
      if (isSo(await alerting.metricsText())) return;
    }
    throw new Error(
      `not within 30 s: ${(await alerting.metricsText()).match(/^camwatch_incident.*$/gm)?.join('\n')}`,
    );
  };
  return { dir, database, clock, lag, tickUntil, tick: alerting.tick, health: alerting.health };
}

const kept = (text: string) => /^camwatch_incident_lag_seconds(?:\{.*\})? 0$/m.test(text);
const failed = (text: string) => /^camwatch_incident_failures_total\{work="incidents"\} [1-9]/m.test(text);

test('incidents that cannot be kept lag behind, however the thread ends up', async () => {
  const { database, clock, lag, health, tickUntil } = await startedCity();
  clock.nowMs += minutes(1);
  await tickUntil(kept);

  database.exec('ALTER TABLE maintenance RENAME TO gone');
  clock.nowMs += minutes(5);
  await tickUntil(failed);
  expect(await lag()).toBe(300);
  expect(health()).toEqual({
    incidentLagMs: minutes(5),
    incidentRestarts: 0,
    deadMessages: 0,
    messageWaitMs: 0,
  });

  database.exec('ALTER TABLE gone RENAME TO maintenance');
  clock.nowMs += minutes(1);
  await tickUntil(kept);
});

test('a clock that is not believed is an incident of the collector, and incidents go on', async () => {
  const { database, clock, tick, tickUntil } = await startedCity();
  await tickUntil(kept);
  const { incidents } = createIncidentReads(database);
  const clockDoubt = { cause: 'step', sinceMs: START_MS + minutes(1), offMs: hours(2) + 0.25 } as const;
  await vi.waitFor(
    () => {
      clock.nowMs += seconds(1);
      tick({ sight: 'blind', clockDoubt });
      expect(incidents()).toMatchObject([
        { summary: { root: { clockDoubt: { cause: 'step', offMs: hours(2) } }, severity: 'critical' } },
      ]);
    },
    { timeout: seconds(30), interval: 200 },
  );

  clock.nowMs += seconds(1);
  await tickUntil(() => incidents()[0]?.resolvedMs !== undefined);
});

test('a thread that cannot be started lags behind', async () => {
  const dir = tempFolder();
  const metrics = createMetrics();
  const clock = { nowMs: START_MS };
  const alerting = startAlerting({
    config: (await loadConfigApart('config/hanoi')).shared,
    // A folder is no ledger.
    path: dir,
    collector: 'hanoi-1',
    env: process.env,
    clock: createClock().shared,
    nowMs: () => clock.nowMs,
    metrics,
    logger: pino({ level: 'silent' }),
    restartMs: 50,
  });
  onTestFinished(alerting.close);
  alerting.tick({ sight: 'seeing' });
  clock.nowMs += minutes(10);

  expect(await alerting.metricsText()).toMatch(/^camwatch_incident_lag_seconds(?:\{.*\})? 600$/m);
  expect(alerting.health()).toMatchObject({ incidentLagMs: minutes(10) });
  await rm(dir, { recursive: true });
});
