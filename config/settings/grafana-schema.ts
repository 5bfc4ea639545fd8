import { z } from 'zod';
import { minutes, seconds } from '../../core/time/units.ts';
import { durationMs, secretReference } from '../files/values.ts';
import { GRAFANA_ALERTING, toAlerting } from './grafana-alerting-schema.ts';

const httpAddress = (example: string) =>
  z.url({ protocol: /^https?$/, error: `expected an address such as ${example}` });

/** Grafana reads, and elsewhere than camwatch writes: it may need another address, and shall have another user. */
const Reading = z
  .strictObject({
    version: z
      .enum(['1', '2', '3'], { error: 'expected "1", "2" or "3"' })
      .default('1')
      .describe('Of InfluxDB: `"1"` takes user and password, `"2"` and `"3"` a token.'),
    url: httpAddress('http://127.0.0.1:8086').optional().meta({
      value: 'http or https address',
      example: 'http://10.0.0.5:8086',
      description: 'As Grafana reaches it; that of `influx` where absent.',
    }),
    username: z.string().optional().meta({ example: 'grafana', description: 'User that may only read.' }),
    secret: secretReference
      .optional()
      .meta({ example: 'env:GRAFANA_INFLUX_PASSWORD', description: 'Its password, or the token.' }),
  })
  .transform(({ version, ...reading }) => ({ ...reading, version: VERSIONS[version] }));

const VERSIONS = { '1': 1, '2': 2, '3': 3 } as const;

/** Where dashboards and alert rules are pushed to. */
export const Grafana = z
  .strictObject({
    url: httpAddress('https://grafana.example.org').optional().meta({
      value: 'http or https address',
      example: 'https://grafana.example.org',
      description: 'Grafana 12 or later, needed to push; `http:` only where `plain_http` allows it.',
    }),
    token: secretReference.optional().meta({
      example: 'env:GRAFANA_TOKEN',
      description:
        'Token of a service account, needed to push; docs/grafana.md says what it must be allowed.',
    }),
    plain_http: z
      .enum(['loopback', 'anywhere'], { error: 'expected loopback or anywhere' })
      .default('loopback')
      .describe('Where the token may go in the clear: to this machine only, or over the network.'),
    timeout: durationMs(seconds(1), minutes(5)).prefault('30s').describe('Of each request.'),
    alerting_edits: z
      .enum(['locked', 'open'], { error: 'expected locked or open' })
      .default('locked')
      .describe(
        'Whether rules, contact points and policies of ours can be edited in Grafana; a push undoes it.',
      ),
    influx: Reading.prefault({}).describe('The data source that dashboards and rules read.'),
    ...GRAFANA_ALERTING,
  })
  .transform(({ plain_http, timeout, alerting_edits, contact_points, messages, ...grafana }) => ({
    ...grafana,
    ...toAlerting({ contact_points, messages }),
    plainHttp: plain_http,
    timeoutMs: timeout,
    alertingEdits: alerting_edits,
  }));
