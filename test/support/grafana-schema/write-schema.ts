import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGenerator, type Schema } from 'ts-json-schema-generator';

/** Every shape that is checked, by the name it is asked for: options and custom fields by the kind of panel. */
const SHAPES = {
  dashboard: 'CheckedDashboard',
  'rule-group': 'CheckedRuleGroup',
  'notification-policy': 'CheckedNotificationPolicy',
  'contact-point': 'CheckedContactPoint',
  'mute-timing': 'CheckedMuteTiming',
  'options:barchart': 'CheckedBarchartOptions',
  'options:bargauge': 'CheckedBargaugeOptions',
  'options:dashlist': 'CheckedDashlistOptions',
  'options:gauge': 'CheckedGaugeOptions',
  'options:geomap': 'CheckedGeomapOptions',
  'options:heatmap': 'CheckedHeatmapOptions',
  'options:piechart': 'CheckedPiechartOptions',
  'options:stat': 'CheckedStatOptions',
  'options:state-timeline': 'CheckedStateTimelineOptions',
  'custom:state-timeline': 'CheckedStateTimelineCustom',
  'options:status-history': 'CheckedStatusHistoryOptions',
  'options:table': 'CheckedTableOptions',
  'options:text': 'CheckedTextOptions',
  'options:timeseries': 'CheckedTimeseriesOptions',
  'custom:timeseries': 'CheckedTimeseriesCustom',
};

const PROJECT_DIR = join(import.meta.dirname, '../../..');
const PATH = 'grafana/check/schema.json';

const DATA_SOURCE: Schema = {
  type: 'object',
  properties: { type: { type: 'string' }, uid: { type: 'string' } },
  required: ['type', 'uid'],
};
/** A query of ours, in place of "whatever a data source reads": raw InfluxQL, else an expression of the server. */
const QUERY: Schema = {
  type: 'object',
  required: ['refId', 'datasource'],
  properties: { refId: { type: 'string' }, datasource: DATA_SOURCE },
  if: { required: ['query'] },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON schema.
  then: {
    properties: {
      query: { type: 'string', minLength: 1 },
      rawQuery: { const: true },
      resultFormat: { enum: ['time_series', 'table'] },
    },
    required: ['rawQuery', 'resultFormat'],
  },
  else: {
    properties: {
      type: { enum: ['reduce', 'threshold', 'math', 'resample', 'classic_conditions', 'sql'] },
    },
    required: ['type'],
  },
};

const generator = createGenerator({
  path: join(import.meta.dirname, 'shapes.ts'),
  tsconfig: join(PROJECT_DIR, 'tsconfig.json'),
  skipTypeCheck: true,
});
const schemas = Object.fromEntries(
  Object.entries(SHAPES).map(([name, type]) => [name, withoutProse(generator.createSchema(type))]),
);
const text = `${JSON.stringify(schemas, undefined, 1)}\n`;
const path = join(PROJECT_DIR, PATH);
const current = await readFile(path, 'utf8').catch(() => '');
if (current !== text && process.argv.includes('--check')) {
  process.stderr.write(`${PATH}: expected what npm run generate writes, got another text\n`);
  process.exitCode = 1;
} else if (current !== text) {
  await writeFile(path, text);
  process.stdout.write(`wrote ${PATH}\n`);
}

/** The documentation of the SDK is its own; a query is of whatever data source. */
function withoutProse(schema: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => {
      if (key === 'description' && typeof value === 'string') return undefined;
      return key === 'Dataquery' ? QUERY : value;
    }),
  );
}
