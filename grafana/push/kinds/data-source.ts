import { asObject, type JsonObject, numberOf } from '../../api/json.ts';
import { HIDDEN, type Kind, MANAGED_BY, nameOf, type Wanted } from '../../api/kind.ts';
import { withoutKeys } from '../../api/normalise.ts';
import type { DataSource } from '../../content.ts';
import { influxJsonData } from '../../influx-json-data.ts';

export function wantedDataSource(source: DataSource): Wanted {
  const { uid, name, url, version, user, secret } = source;
  const isFirst = version === 1;
  return {
    kind: 'data-source',
    key: uid,
    title: name,
    body: {
      name,
      type: 'influxdb',
      access: 'proxy',
      url,
      ...(isFirst && user !== undefined && { user }),
      jsonData: { managed_by: MANAGED_BY, ...influxJsonData(source) },
      ...(secret !== undefined && {
        secureJsonData: isFirst ? { password: secret } : { httpHeaderValue1: `Token ${secret}` },
      }),
    },
  };
}

const path = (uid: string) => `/api/datasources/uid/${encodeURIComponent(uid)}`;
/** Of the server's own counting, or not said by us. */
const FILLED_IN = [
  'id',
  'uid',
  'orgId',
  'typeName',
  'typeLogoUrl',
  'apiVersion',
  'basicAuth',
  'basicAuthUser',
  'database',
  'isDefault',
  'readOnly',
  'version',
  'withCredentials',
  'accessControl',
  'secureJsonFields',
];

export const dataSourceKind: Kind = {
  async find({ client }, uid) {
    const answer = await client.read(path(uid), nameOf('data-source', uid));
    if (answer === undefined) return undefined;
    const source = asObject(answer);
    const version = numberOf(source.version);
    return {
      body: {
        ...withoutKeys(source, FILLED_IN),
        secureJsonData: hiddenSecrets(asObject(source.secureJsonFields)),
      },
      isMarked: asObject(source.jsonData).managed_by === MANAGED_BY,
      ...(source.readOnly === true && { locked: 'it comes from a file on the server' }),
      ...(version !== undefined && { version }),
    };
  },

  async write({ client, reveal }, { key: uid, title, body }, found) {
    const about = nameOf('data-source', uid, title);
    const version = found?.version;
    const sent = { uid, ...reveal(body), ...(version !== undefined && { version }) };
    await (found
      ? client.write('PUT', path(uid), about, { body: sent })
      : client.write('POST', '/api/datasources', about, { body: sent }));
  },

  async remove({ client }, uid) {
    await client.write('DELETE', path(uid), nameOf('data-source', uid), { expect: [404] });
    return undefined;
  },
};

function hiddenSecrets(fields: JsonObject): JsonObject {
  const set = Object.entries(fields).filter(([, isSet]) => isSet === true);
  return Object.fromEntries(set.map(([name]) => [name, HIDDEN]));
}
