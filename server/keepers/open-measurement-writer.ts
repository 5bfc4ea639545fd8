import { createMeasurementWriter, type MeasurementWriter } from '../../collector/influx/create-influx.ts';
import { createPseudonyms } from '../../collector/influx/pseudonyms.ts';
import { createPresentInventory } from '../../core/domain/present-inventory.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { loadPseudonymKey } from '../pseudonym-key.ts';
import type { CopiesOptions } from './start-copies.ts';

export interface WriterOptions
  extends Pick<CopiesOptions, 'dir' | 'env' | 'config' | 'time' | 'ledgerPath' | 'metrics' | 'logger'> {
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
