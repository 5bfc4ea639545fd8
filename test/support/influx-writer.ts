import { pino } from 'pino';
import { createMeasurementWriter, type MeasurementWriter } from '#collector/influx/create-influx.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { samplePseudonym } from './sample-pseudonym.ts';
import { smallCity } from './small-city.ts';

export interface TestWriterOptions {
  readonly dir: string;
  readonly password?: string;
  readonly inventory?: Inventory;
  readonly influx?: Record<string, unknown>;
  readonly log?: (entry: Record<string, unknown>) => void;
  readonly nowMs?: () => number;
}

/** A measurement writer of the small city; what it logs goes to `log`. */
export function createTestWriter(
  url: string,
  { dir, password, inventory = smallCity(), influx = {}, log = () => undefined, ...rest }: TestWriterOptions,
): MeasurementWriter & { metrics: ReturnType<typeof createMetrics> } {
  const metrics = createMetrics();
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp' } } },
    influx: { url, queue: 'queue', ...influx },
  });
  const writer = createMeasurementWriter({
    settings: settings.influx,
    dir,
    ...(password !== undefined && { password: createSecret(password) }),
    inventory: () => inventory,
    pseudonymOf: samplePseudonym,
    timeZone: settings.city.timeZone,
    metrics,
    logger: pino({ level: 'debug' }, { write: (line) => log(JSON.parse(line)) }),
    ...rest,
  });
  return { ...writer, metrics };
}
