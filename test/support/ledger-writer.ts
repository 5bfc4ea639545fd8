// A process that writes batches until it is killed, and prints the number of each that is acknowledged.
import { pino } from 'pino';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';

const [path = '', run = ''] = process.argv.slice(2);
const ledger = await openLedger({ path, collector: 'collector-1', run, logger: pino({ level: 'silent' }) });
await ledger.closeCrashedCoverage();

const startMs = Date.now();
const BATCHES_AT_ONCE = 4;
for (let first = 0; ; first += BATCHES_AT_ONCE) {
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, (_, index) => record(first + index)));
}

async function record(number: number): Promise<void> {
  const atMs = startMs + number;
  const changes = ['a', 'b', 'c'].map((name) => ({
    entity: `device:${run}-${number}-${name}` as const,
    indicator: 'reach' as const,
    state: 'down' as const,
    reason: 'timeout',
    afterMs: atMs - 1,
    atMs,
  }));
  await ledger.record({ changes, coverage: [{ fromMs: startMs, toMs: atMs }] });
  process.stdout.write(`${number}\n`);
}
