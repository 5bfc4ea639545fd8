/**
 * A writer in a process of its own, to be killed: writes `count` readings of each camera named on the command line
 * and then says on stdout how many it handed over, a line a round.
 */

import { createTestWriter } from './influx-writer.ts';
import { readingsOf } from './readings.ts';

const [url = '', dir = '', startMs = ''] = process.argv.slice(2);
const writer = createTestWriter(url, { dir });
for (let round = 0; ; round++) {
  const atMs = Number(startMs) + round * 100_000;
  writer.write(readingsOf('cam-1-1', 100, atMs));
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.stdout.write(`${(round + 1) * 100} ${Date.now()}\n`);
}
