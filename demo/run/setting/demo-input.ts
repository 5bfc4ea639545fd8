import { z } from 'zod';
import { durationFrom } from '../../../core/input/fields.ts';
import { must } from '../../../core/input/parse-input.ts';
import { formatDurationMs, seconds } from '../../../core/time/units.ts';
import { numberFrom, Seed } from '../../../simulator/write-city.ts';
import { FIRST_BLOCK, LAST_BLOCK } from './claim-folder.ts';
import { shortestDemoMs } from './demo-script.ts';

const Duration = durationFrom(1, Number.MAX_SAFE_INTEGER, {
  en: 'Expected a duration with its unit, such as 60s or 5m.',
  vi: 'Cần khoảng thời gian kèm đơn vị, như 60s hoặc 5m.',
});

const SHORTEST_MS = Math.ceil(shortestDemoMs() / seconds(5)) * seconds(5);
const SHORTEST = formatDurationMs(SHORTEST_MS);

/** What a demo is made of. */
export const RunDemo = z.object({
  forMs: Duration.superRefine(
    must(
      (lengthMs) => lengthMs >= SHORTEST_MS,
      `Expected at least ${SHORTEST}: less does not hold a fault of every kind.`,
      `Cần ít nhất ${SHORTEST}: ngắn hơn thì không đủ cho mọi loại sự cố.`,
    ),
  )
    .optional()
    .describe('end by itself after this long, such as 60s or 5m'),
  roundMs: Duration.optional().describe(
    'how long things stay broken, such as 12m: long enough for alerts to fire (default: a minute)',
  ),
  // Fewer would leave districts empty, more would not fit into one block of addresses.
  devices: numberFrom(250, 2_000).default(300).describe('how many devices'),
  seed: Seed.describe('the same number gives the same city and script'),
  port: numberFrom(0, 65_535)
    .meta({ value: 'port' })
    .optional()
    .describe('port of the page (0: any free one)'),
  block: numberFrom(FIRST_BLOCK, LAST_BLOCK)
    .meta({ value: 'number' })
    .optional()
    .describe('use the addresses 127.NUMBER.x.y; otherwise the first free block'),
  influx: z.boolean().default(true).describe('do without InfluxDB'),
  influxBreakMs: Duration.optional().describe('stop InfluxDB for this long, ten seconds after the start'),
  keep: z
    .boolean()
    .default(false)
    .describe('keep configuration, ledger, measurements, truth and log, and say where'),
});
