// A process that writes the growing days of links until it is killed, and prints how far each write got.
import { pino } from 'pino';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { trafficDay } from './traffic-day.ts';

const LINKS = 50;
const SAMPLES_PER_DAY = 20;
const [path = '', run = ''] = process.argv.slice(2);
const ledger = await openLedger({ path, collector: 'collector-1', run, logger: pino({ level: 'silent' }) });
await ledger.closeCrashedTraffic();

for (let written = 1; ; written++) {
  const day = Math.ceil(written / SAMPLES_PER_DAY);
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  const samples = Array.from({ length: written - (day - 1) * SAMPLES_PER_DAY }, () => 10_000_000);
  const days = Array.from({ length: LINKS }, (_, index) =>
    trafficDay(samples, { linkId: `line-${run}-${index}`, date }),
  );
  const isOver = samples.length === SAMPLES_PER_DAY;
  await ledger.recordTraffic({ open: isOver ? [] : days, closed: isOver ? days : [] });
  process.stdout.write(`${written}\n`);
}
