import type { Logger } from 'pino';
import { createPseudonyms } from '../../collector/influx/pseudonyms.ts';
import { buildServerAddress } from '../../collector/influx/queue/server-address.ts';
import { createMeasurementReader } from '../../collector/influx/reading/create-measurement-reader.ts';
import type { Config } from '../../config/load-config.ts';
import type { MeasuredQuery, MeasurementReader } from '../../core/domain/time-series.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { siteOfDevice, zoneOf } from '../../core/leases/share.ts';
import { readPseudonymKey } from '../pseudonym-key.ts';

export interface MeasurementsPlace {
  readonly config: () => Config;
  /** Beside it lies the key of pseudonyms, which whoever writes measurements has made. */
  readonly ledgerPath: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
}

/**
 * What charts are drawn from, as the user that writes it: that of the network zone of a device, where the zone has one. `undefined`
 * where the settings name no InfluxDB. @throws PSEUDONYM_KEY
 */
export function openMeasurements({
  config,
  ledgerPath,
  env,
  logger,
}: MeasurementsPlace): MeasurementReader | undefined {
  const { influx } = config().settings;
  if (influx === undefined) return undefined;
  const pseudonymOf = createPseudonyms(readPseudonymKey(ledgerPath));
  const open = (
    server: Parameters<typeof buildServerAddress>[0] & { readonly password?: string | undefined },
  ) =>
    createMeasurementReader({
      address: async () => {
        const { password } = server;
        return buildServerAddress(
          server,
          password === undefined ? undefined : await resolveSecret(password, env),
        );
      },
      stored: () => ({ ...config(), pseudonymOf }),
      logger,
    });
  const first = open(influx);
  const ofZones = new Map(
    Object.entries(influx.zones).map(([zone, server]) => [zone, open({ ...server, url: server.readUrl })]),
  );
  return { read: (query) => (ofZones.get(zoneOfQuery(query, config())) ?? first).read(query) };
}

/** What is asked at once is of one device, or of one line's port. */
function zoneOfQuery(
  { subjects: [subject] }: MeasuredQuery,
  { inventory }: Pick<Config, 'inventory'>,
): string {
  const device = inventory.devices.get(subject?.device ?? '');
  return device === undefined ? '' : zoneOf(inventory, siteOfDevice(inventory, device));
}
