import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { watchConfig } from '#config/watch-config.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { writeConfigFolder } from '../../support/config-folder.ts';

/** Watches, and settles once what the folder looks like now is known. */
async function watch(dir: string, onChange: () => Promise<void> | void, intervalMs = 20) {
  const stopping = new AbortController();
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const logger = pino(
    { level: 'debug' },
    { write: (line) => line.includes('watching the configuration') && start() },
  );
  const settled = watchConfig(dir, onChange, { stop: stopping.signal, logger, intervalMs });
  const stop = async () => {
    stopping.abort();
    await settled;
  };
  onTestFinished(stop);
  await started;
  return { stop };
}

describe('watchConfig', () => {
  test('calls back once after an edit', async () => {
    const dir = await writeConfigFolder();
    const onChange = vi.fn();
    await watch(dir, onChange);

    await writeFile(join(dir, 'sites.csv'), 'id\n');

    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), PATIENCE);
  });

  test('sees an editor that writes another file and renames it', async () => {
    const dir = await writeConfigFolder();
    const onChange = vi.fn();
    await watch(dir, onChange);

    await writeFile(join(dir, 'sites.csv.tmp'), 'id\n');
    await rename(join(dir, 'sites.csv.tmp'), join(dir, 'sites.csv'));

    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), PATIENCE);
  });

  test('goes on watching when the folder is replaced by another', async () => {
    const dir = await writeConfigFolder();
    const other = await writeConfigFolder({ 'sites.csv': 'id,name\n' });
    const onChange = vi.fn();
    await watch(dir, onChange);

    await rm(dir, { recursive: true });
    await rename(other, dir);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), PATIENCE);
    await writeFile(join(dir, 'sites.csv'), 'id,name,area\n');

    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2), PATIENCE);
  });

  test('survives that taking over fails', async () => {
    const dir = await writeConfigFolder();
    const onChange = vi.fn(() => Promise.reject(new Error('no')));
    await watch(dir, onChange);

    await writeFile(join(dir, 'sites.csv'), 'id\n');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), PATIENCE);
    await writeFile(join(dir, 'sites.csv'), 'id,name\n');

    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2), PATIENCE);
  });

  test('settles at once when it is stopped, however long its interval, and leaves no timer', async () => {
    const dir = await writeConfigFolder();
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const timersBefore = timers();
    // Twenty at once: the runner's own timers come and go by one or two, and must not decide.
    const watching = await Promise.all(Array.from({ length: 20 }, () => watch(dir, vi.fn(), 3_600_000)));
    expect(timers()).toBeGreaterThan(timersBefore + 15);

    for (const { stop } of watching) await stop();

    expect(timers()).toBeLessThan(timersBefore + 5);
  });
});
