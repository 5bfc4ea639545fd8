import { expect, test } from 'vitest';
import { InfluxQL } from '#grafana/influxql/influxql-query.ts';
import { namesOf, select } from '#grafana/influxql/select.ts';

const query = select({ columns: { seeing: 'last("seeing")' }, from: namesOf('collector').from });

test('a query has the shape that the data source reads, whatever built it before', () => {
  const builder = new InfluxQL(query, 'camwatch-influx').refId('B').alias('$tag_collector').every(60_000);

  expect(JSON.parse(JSON.stringify(builder.build()))).toEqual({
    refId: 'B',
    datasource: { type: 'influxdb', uid: 'camwatch-influx' },
    query,
    rawQuery: true,
    resultFormat: 'time_series',
    alias: '$tag_collector',
    intervalMs: 60_000,
    maxDataPoints: 43_200,
  });
  expect(new InfluxQL(query, 'x').table().build()).toMatchObject({ refId: 'A', resultFormat: 'table' });
});
