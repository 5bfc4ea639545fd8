import type { DataSource } from '../content.ts';
import { influxJsonData } from '../influx-json-data.ts';
import { doubleDollars } from './dollars.ts';
import { secretText } from './secret-text.ts';

/** The file that makes the data sources; dashboards and rules know them by their uids. */
export const dataSourceFile = (sources: readonly DataSource[]) => ({
  apiVersion: 1,
  prune: true,
  datasources: sources.map(provisioned),
});

function provisioned(source: DataSource) {
  const { uid, name, url, database, version, user, secret } = source;
  const isFirst = version === 1;
  return {
    orgId: 1,
    uid,
    name: doubleDollars(name),
    type: 'influxdb',
    access: 'proxy',
    url: doubleDollars(url),
    editable: false,
    ...(isFirst && user !== undefined && { user: doubleDollars(user) }),
    jsonData: { ...influxJsonData(source), dbName: doubleDollars(database) },
    ...(secret !== undefined && {
      secureJsonData: isFirst
        ? { password: secretText(secret) }
        : { httpHeaderValue1: `Token ${secretText(secret)}` },
    }),
  };
}
