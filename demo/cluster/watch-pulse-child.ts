// Looks at what the record has heard of each collector, and tells every word that is new as a JSON line: in a process of its own,
// since a question to a record that is taking over waits for its answer.
import { setTimeout as delay } from 'node:timers/promises';
import { recordStore } from '../../ledger/sqlite/record-store.ts';

const [place = ''] = process.argv.slice(2);
const EVERY_MS = 250;
const store = recordStore(place);
const heard = new Map<string, number>();
process.stdin.resume().once('end', () => process.exit(0));

for (;;) {
  try {
    using collectors = store.openCollectors({ author: 'demo', nowMs: Date.now });
    for (;;) {
      for (const { id, seen } of collectors.list()) {
        if (seen === undefined || heard.get(id) === seen.seenMs) continue;
        heard.set(id, seen.seenMs);
        process.stdout.write(`${JSON.stringify({ id, atMs: Date.now() })}\n`);
      }
      await delay(EVERY_MS);
    }
  } catch {
    // The record takes over, and is asked again.
    await delay(EVERY_MS);
  }
}
