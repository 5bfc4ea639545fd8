import type { Express } from 'express';
import { parameter, refuse } from './answer.ts';
import type { Body, FakeStore } from './store.ts';

export function addDataSources(app: Express, store: FakeStore): void {
  const { dataSources } = store;

  app.get('/api/datasources/uid/:uid', ({ params }, response) => {
    const source = dataSources.get(parameter(params.uid));
    if (!source) return refuse(response, 404, 'Data source not found');
    response.json(shown(source));
  });

  app.post('/api/datasources', ({ body }, response) => {
    if (dataSources.has(body.uid) || [...dataSources.values()].some(({ name }) => name === body.name))
      return refuse(response, 409, 'data source with the same name already exists');
    dataSources.set(body.uid, { ...body, id: store.nextId++, version: 1 });
    response.json({ message: 'Datasource added', datasource: shown(dataSources.get(body.uid)) });
  });

  app.put('/api/datasources/uid/:uid', ({ params, body }, response) => {
    const source = dataSources.get(parameter(params.uid));
    if (!source) return refuse(response, 404, 'Data source not found');
    if (source.readOnly === true) return refuse(response, 403, 'Cannot update read-only data source');
    if (body.version !== undefined && body.version !== source.version)
      return refuse(
        response,
        409,
        'Datasource has already been updated by someone else. Please reload and try again',
      );
    const secureJsonData = { ...source.secureJsonData, ...body.secureJsonData };
    dataSources.set(source.uid, { ...body, id: source.id, secureJsonData, version: source.version + 1 });
    response.json({ message: 'Datasource updated', datasource: shown(dataSources.get(source.uid)) });
  });

  app.delete('/api/datasources/uid/:uid', ({ params }, response) => {
    if (!dataSources.delete(parameter(params.uid))) return refuse(response, 404, 'Data source not found');
    response.json({ message: 'Data source deleted' });
  });
}

/** Secrets go in and never come out: only which are set. */
function shown({ secureJsonData = {}, ...source }: Body) {
  return {
    orgId: 1,
    typeLogoUrl: 'public/app/plugins/datasource/influxdb/img/influxdb_logo.svg',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    withCredentials: false,
    isDefault: false,
    readOnly: false,
    ...source,
    secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((name) => [name, true])),
  };
}
