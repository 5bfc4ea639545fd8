import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { collectLoopDelays } from '#core/host/loop-delay.ts';
import { createMetrics } from '#core/names/metrics.ts';

const MODULE = new URL('../../../../core/host/loop-delay.ts', import.meta.url).href;

/** A thread of its own, held up for so long: what others do in the process of the tests holds it up for no longer. */
function startHeld(heldMs: number, times: { readonly everyMs: number; readonly windowMs?: number }): Worker {
  return new Worker(
    `const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(MODULE)}).then(({ postLoopDelay }) => {
      postLoopDelay('held', ${JSON.stringify(times)});
      parentPort.on('message', () => parentPort.close());
      setTimeout(() => {
        const untilMs = performance.now() + ${heldMs};
        while (performance.now() < untilMs);
      }, 50);
    });`,
    { eval: true },
  );
}

test('tells of a thread that was held up for 300 ms, and lets it end', async () => {
  const metrics = createMetrics();
  onTestFinished(collectLoopDelays(metrics, { everyMs: 20 }));
  const thread = startHeld(300, { everyMs: 20 });
  const ended = once(thread, 'exit');

  await expect.poll(() => most(metrics, 'held'), { timeout: 20_000 }).toBeGreaterThan(0.25);
  expect(await most(metrics, 'held')).toBeLessThan(5);
  expect(await most(metrics, 'main')).toBeDefined();

  thread.postMessage('end');
  expect(await ended).toEqual([0]);
});

test('forgets a stall after the window behind the one it was in', async () => {
  const metrics = createMetrics();
  onTestFinished(collectLoopDelays(metrics, { everyMs: 20 }));
  const thread = startHeld(900, { everyMs: 20, windowMs: 3_000 });
  onTestFinished(async () => void (await thread.terminate()));

  await expect.poll(() => most(metrics, 'held'), { timeout: 20_000 }).toBeGreaterThan(0.8);
  await expect.poll(() => most(metrics, 'held'), { timeout: 20_000 }).toBeLessThan(0.8);
});

async function most(metrics: ReturnType<typeof createMetrics>, thread: string) {
  const { values } = await metrics.camwatch_event_loop_delay_max_seconds.get();
  return values.find(({ labels }) => labels.thread === thread)?.value;
}
