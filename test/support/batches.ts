import { type Batch, packLines, unpackLines } from '#collector/influx/queue/batch.ts';
import type { DiskQueue } from '#collector/influx/queue/disk-queue.ts';

/** A batch of one line, so that it can be told from the others. */
export function batchOf(...lines: string[]): Promise<Batch> {
  return packLines(lines, { retention: 'raw', oldestMs: 1_764_000_000_000 });
}

/** Appends batches of one line each and gives them back to the queue, as a run that ends does. */
export async function fill(queue: DiskQueue, ...lines: string[]): Promise<void> {
  for (const line of lines) queue.release(await queue.append(await batchOf(line)));
}

/** Takes and acknowledges everything, and resolves to the lines in the order they came. */
export async function drain(queue: DiskQueue): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const taken = await queue.takeOldest(0);
    if (taken === undefined) return lines;
    lines.push(...(await unpackLines(taken.batch)));
    queue.acknowledge(taken.ticket);
  }
}
