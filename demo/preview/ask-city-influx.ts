import {
  buildServerAddress,
  detailOf,
  renderAuthorization,
} from '../../collector/influx/queue/server-address.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { type AskInflux, createAskInflux } from '../../grafana/reading/ask-influx.ts';

const USUAL_URL = 'http://127.0.0.1:8086';
const USUAL_DATABASE = 'camwatch';

export interface GivenInflux {
  /** In place of that of the settings. */
  readonly influx?: string | undefined;
  readonly database?: string | undefined;
}

/** Asks the InfluxDB of a city: as the user of the settings, where it is that of the settings, since a password goes nowhere else. */
export async function askCityInflux(
  { influx }: Pick<Settings, 'influx'>,
  given: GivenInflux,
  env: NodeJS.ProcessEnv,
): Promise<AskInflux> {
  const url = given.influx ?? influx?.url ?? USUAL_URL;
  const user =
    influx !== undefined && new URL(influx.url).origin === new URL(url).origin ? influx : undefined;
  const password = user?.password === undefined ? undefined : await resolveSecret(user.password, env);
  const database = given.database ?? influx?.database ?? USUAL_DATABASE;
  const address = buildServerAddress({ url, database, username: user?.username }, password);
  return createAskInflux({ url, database, toDetail: detailOf(address), ...renderAuthorization(address) });
}
