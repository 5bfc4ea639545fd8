import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { startWithRoomForYoung } from '#core/host/young-generation.ts';

/** Holds much for a short time, and tells how large the room for what is young became. */
const PROGRAM = `
  const { parentPort } = require('node:worker_threads');
  const { getHeapSpaceStatistics } = require('node:v8');
  let [held, most] = [[], 0];
  for (let round = 0; round < 300; round++) {
    for (let count = 0; count < 20_000; count++) held.push({ count, of: [round] });
    if (held.length > 100_000) held = held.slice(50_000);
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    most = Math.max(most, young.space_size);
  }
  parentPort.postMessage(most / 2 ** 20);
`;

async function roomOf(worker: Worker): Promise<unknown> {
  const [megabytes] = await once(worker, 'message');
  await once(worker, 'exit');
  return megabytes;
}

test('a thread has more room for what is young, and those after it the usual one', async () => {
  const start = () => new Worker(PROGRAM, { eval: true });

  expect(await roomOf(startWithRoomForYoung(start))).toBe(64);
  expect(await roomOf(start())).toBe(16);
});
