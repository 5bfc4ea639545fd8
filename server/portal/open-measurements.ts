import type { Logger } from 'pino';
import { createPseudonyms } from '../../collector/influx/pseudonyms.ts';
import { buildServerAddress } from '../../collector/influx/queue/server-address.ts';
import { createMeasurementReader } from '../../collector/influx/reading/create-measurement-reader.ts';
import type { Config } from '../../config/load-config.ts';
import type { MeasurementReader } from '../../core/domain/time-series.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { readPseudonymKey } from '../pseudonym-key.ts';

export interface MeasurementsPlace {
  readonly config: () => Config;
  /** Beside it lies the key of pseudonyms, which whoever writes measurements has made. */
  readonly ledgerPath: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
}

/** What charts are drawn from, as the user that writes it; `undefined` where the settings name no InfluxDB. @throws PSEUDONYM_KEY */
export function openMeasurements({
  config,
  ledgerPath,
  env,
  logger,
}: MeasurementsPlace): MeasurementReader | undefined {
  const { influx } = config().settings;
  if (influx === undefined) return undefined;
  const pseudonymOf = createPseudonyms(readPseudonymKey(ledgerPath));
  const { password } = influx;
  return createMeasurementReader({
    address: async () =>
      buildServerAddress(influx, password === undefined ? undefined : await resolveSecret(password, env)),
    stored: () => ({ ...config(), pseudonymOf }),
    logger,
  });
}
