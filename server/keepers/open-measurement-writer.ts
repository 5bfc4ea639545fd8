import type { Logger } from 'pino';
import { createMeasurementWriter, type MeasurementWriter } from '../../collector/influx/create-influx.ts';
import { createPseudonyms } from '../../collector/influx/pseudonyms.ts';
import type { Config } from '../../config/load-config.ts';
import { createPresentInventory } from '../../core/domain/present-inventory.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import type { Time } from '../open-time.ts';
import { loadPseudonymKey } from '../pseudonym-key.ts';

export interface WriterOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly config: () => Config;
  readonly time: Time;
  readonly ledgerPath: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** What is there has gone: all of it is to be written again. */
  readonly onNewDatabase: () => Promise<void>;
}

/** Opens what measurements go to by the settings; where they name nothing, it keeps none. */
export async function openMeasurementWriter({
  env,
  config,
  time,
  ledgerPath,
  ...options
}: WriterOptions): Promise<MeasurementWriter> {
  const { city, influx } = config().settings;
  const { nowMs } = time.clock;
  const passwordOf = async (target: { readonly password?: string | undefined } | undefined) =>
    target?.password === undefined ? undefined : await resolveSecret(target.password, env);
  const password = await passwordOf(influx);
  return createMeasurementWriter({
    ...{ ...options, settings: influx, timeZone: city.timeZone, nowMs },
    ...(password && { password }),
    alsoPasswords: await Promise.all((influx?.also ?? []).map(passwordOf)),
    inventory: createPresentInventory(() => config().inventory, nowMs),
    pseudonymOf: createPseudonyms(loadPseudonymKey(ledgerPath)),
  });
}
