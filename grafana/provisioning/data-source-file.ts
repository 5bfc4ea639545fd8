import { seconds } from '../../core/units.ts';
import type { DataSource } from '../content.ts';
import { doubleDollars } from './dollars.ts';
import { secretText } from './secret-text.ts';

/** Grafana cuts what a query returns after 1000 series unless told otherwise: a city has more links than that. */
const MOST_SERIES = 20_000;

/** The file that makes the data source; dashboards and rules know it by its uid. */
export function dataSourceFile(source: DataSource) {
  const { uid, name, url, database, version, user, secret, leastIntervalMs } = source;
  const isFirst = version === 1;
  return {
    apiVersion: 1,
    prune: true,
    datasources: [
      {
        orgId: 1,
        uid,
        name: doubleDollars(name),
        type: 'influxdb',
        access: 'proxy',
        url: doubleDollars(url),
        editable: false,
        ...(isFirst && user !== undefined && { user: doubleDollars(user) }),
        jsonData: {
          dbName: doubleDollars(database),
          httpMode: 'POST',
          timeInterval: `${leastIntervalMs / seconds(1)}s`,
          maxSeries: MOST_SERIES,
          ...(!isFirst && secret !== undefined && { httpHeaderName1: 'Authorization' }),
        },
        ...(secret !== undefined && {
          secureJsonData: isFirst
            ? { password: secretText(secret) }
            : { httpHeaderValue1: `Token ${secretText(secret)}` },
        }),
      },
    ],
  };
}
