/**
 * A writer in a process of its own: writes 100 readings of a camera a round, says on stdout how many it has handed over
 * so far and when, a line a round, and is killed when they are as many as it was told.
 */

import { createTestWriter } from './influx-writer.ts';
import { readingsOf } from './readings.ts';

const [url = '', dir = '', startMs = '', points = ''] = process.argv.slice(2);
const writer = createTestWriter(url, { dir });
for (let round = 0; ; round++) {
  const atMs = Number(startMs) + round * 100_000;
  writer.write(readingsOf('cam-1-1', 100, atMs));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const handedOver = (round + 1) * 100;
  process.stdout.write(`${handedOver} ${Date.now()}\n`);
  // By itself: whoever watches it may be late, and by then there were more.
  if (handedOver >= Number(points)) process.kill(process.pid, 'SIGKILL');
}
