/** Uses up the descriptors it was given, then pings itself by both programs, and says what came of it. */

import { openSync } from 'node:fs';
import { createFpingProber } from '#collector/probers/fping.ts';
import { createPingProber } from '#collector/probers/ping.ts';
import { runProbes } from '#collector/probing/run-probes.ts';

const probers = [createFpingProber({ program: 'fping', count: 1, lanes: 1 }), createPingProber()];
const target = { address: '127.0.0.1', timeoutMs: 500 };
const stop = new AbortController().signal;
// What is loaded when it is first needed is loaded now.
for (const prober of probers) await runProbes(prober, [target], stop);
process.stdout.write('');
for (let isLeft = true; isLeft; ) {
  try {
    openSync('/dev/null', 'r');
  } catch {
    isLeft = false;
  }
}
for (const prober of probers) {
  const [outcome] = await runProbes(prober, [target], stop);
  process.stdout.write(`${outcome?.ok ? 'ok' : `${outcome?.reason}: ${outcome?.detail}`}\n`);
}
process.exit();
