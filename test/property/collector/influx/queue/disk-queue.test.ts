import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { unpackLines } from '#collector/influx/queue/batch.ts';
import { createDiskQueue, type QueuedBatch } from '#collector/influx/queue/disk-queue.ts';
import { batchOf, drain } from '#test/support/batches.ts';

const step = fc.constantFrom('append', 'append', 'take', 'acknowledge', 'give back', 'restart');

test('whatever happens in between, what was not acknowledged comes back once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const dir = await mkdtemp(join(tmpdir(), 'camwatch-influx-'));
      const open = () =>
        createDiskQueue({
          dir,
          limitBytes: 1e9,
          segmentBytes: 200,
          logger: pino({ level: 'silent' }),
          onDropped: () => expect.unreachable('nothing may be dropped'),
        });
      let queue = open();
      const waiting = new Set<string>();
      let held: (QueuedBatch & { line: string })[] = [];
      try {
        for (const [index, what] of steps.entries()) {
          if (what === 'append') {
            const line = `m${index} v=1 1`;
            waiting.add(line);
            queue.release(await queue.append(await batchOf(line)));
          } else if (what === 'take') {
            const taken = await queue.takeOldest(0);
            if (taken) held.push({ ...taken, line: (await unpackLines(taken.batch))[0] ?? '' });
          } else if (what === 'restart') {
            await queue.close();
            held = [];
            queue = open();
          } else {
            const one = held.pop();
            if (one && what === 'acknowledge') {
              queue.acknowledge(one.ticket);
              waiting.delete(one.line);
            } else if (one) queue.release(one.ticket);
          }
        }
        for (const { ticket } of held) queue.release(ticket);

        await queue.takeOldest(-1);
        expect(queue.pendingPoints()).toBe(waiting.size);
        expect(await drain(queue)).toEqual([...waiting]);
      } finally {
        await queue.close();
        await rm(dir, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
