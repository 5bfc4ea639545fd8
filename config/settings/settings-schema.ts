import { z } from 'zod';
import { databaseFlaw } from '../../core/domain/record-place.ts';
import { days, minutes, seconds } from '../../core/time/units.ts';
import { Checkpoints } from '../checkpoint-schema.ts';
import { address as addressField, readAddress } from '../files/field-formats.ts';
import {
  durationMs,
  percentAsRatio,
  port,
  secretReference,
  seenText,
  sizeBytes,
  slug,
  timeZone,
} from '../files/values.ts';
import { Alerts } from './alerts-schema.ts';
import { Grafana } from './grafana-schema.ts';
import { refuseOpenDoor } from './open-door.ts';
import { expectWayBack, Openid } from './openid-schema.ts';
import { Profile } from './profile-schema.ts';
import { hasNoUser } from './web-address.ts';

const anAddress = `expected ${addressField.expected}`;
const address = z.string({ error: anAddress }).refine((text) => readAddress(text) !== undefined, anAddress);

/** Never with a password. */
const database = z
  .string({ error: 'expected postgresql://user@host:port/database' })
  .superRefine((text, { addIssue }) => {
    const flaw = databaseFlaw(text);
    if (flaw !== undefined) addIssue(flaw);
  })
  .meta({ value: 'postgresql address' });

const City = z
  .strictObject({
    name: seenText('a name').meta({ example: 'Hà Nội', description: 'Name of the city for people.' }),
    name_en: seenText('a name').meta({ example: 'Hanoi', description: 'The same in English.' }),
    time_zone: timeZone
      .meta({ example: 'Asia/Ho_Chi_Minh' })
      .describe('Dates without a time are midnight here, and periods of figures begin and end here.'),
    area_list: z.iso
      .date({ error: 'expected the date of the list of areas, such as 2025-07-01' })
      .meta({ value: 'date', example: '2025-07-01' })
      .describe('Version of the list that codes of areas belong to: codes were reused.'),
  })
  .transform(({ name, name_en, time_zone, area_list }) => ({
    name,
    nameEn: name_en,
    timeZone: time_zone,
    areaList: area_list,
  }));

/** An address that must answer while the collector can see; a `silent` one must never answer. */
const Canary = z.strictObject({
  address: address.meta({ example: '10.0.0.1', description: 'Numeric address or host name.' }),
  port: port.optional().meta({ example: 443, description: 'TCP connect to this port instead of ICMP.' }),
  expect: z
    .enum(['answer', 'silence'], { error: 'expected answer or silence' })
    .default('answer')
    .describe('`silence`: an address that nobody has; when it answers, something answers for everybody.'),
});

function inFlight(most: number, usual: number, what: string) {
  return z
    .int()
    .min(1, 'expected at least 1')
    .max(most, `expected at most ${most}`)
    .default(usual)
    .describe(`${what} in flight at most.`);
}

const Collector = z
  .strictObject({
    id: slug.default('collector-1').describe('Name of this collector in the ledger and in InfluxDB.'),
    canaries: z
      .array(Canary)
      .default([])
      .describe('Addresses near the collector that tell its own blindness from outages.'),
    canary_interval: durationMs(seconds(1), minutes(5))
      .prefault('5s')
      .describe('How often the canaries are asked: readings wait for the next good answer.'),
    icmp: z
      .enum(['auto', 'fping', 'ping', 'tcp'], { error: 'expected auto, fping, ping or tcp' })
      .default('auto')
      .describe('What sends pings. `auto`: fping, else the `ping` package, else a TCP connect.'),
    icmp_fallback_port: port.default(80).describe('Port of the TCP connect where no ping can be sent.'),
    tcp_concurrency: inFlight(5_000, 500, 'TCP probes'),
    snmp_concurrency: inFlight(2_000, 200, 'SNMP polls'),
    snmp_answers_from: z
      .enum(['any-address', 'asked-address'], { error: 'expected any-address or asked-address' })
      .default('any-address')
      .describe(
        'Whose SNMP answers count. `any-address`: also those of another address than was asked that know the number and the community, or the engine, of the question, as routers with several addresses send them; they are a finding.',
      ),
    onvif_concurrency: inFlight(1_000, 100, 'ONVIF checks'),
    rtsp_concurrency: inFlight(1_000, 300, 'RTSP checks'),
    rtsp_per_line: inFlight(100, 2, 'streams played over one link, or from one recorder,'),
  })
  .transform(
    ({
      canary_interval,
      icmp_fallback_port,
      tcp_concurrency,
      snmp_concurrency,
      snmp_answers_from,
      onvif_concurrency,
      rtsp_concurrency,
      rtsp_per_line,
      ...collector
    }) => ({
      ...collector,
      canaryIntervalMs: canary_interval,
      icmpFallbackPort: icmp_fallback_port,
      tcpConcurrency: tcp_concurrency,
      snmpConcurrency: snmp_concurrency,
      snmpAnswersFrom: snmp_answers_from,
      onvifConcurrency: onvif_concurrency,
      rtspConcurrency: rtsp_concurrency,
      rtspPerLine: rtsp_per_line,
    }),
  );

const Findings = z
  .strictObject({
    clock_drift: durationMs(seconds(1)).prefault('30s').describe('How far the clock of a device may be off.'),
    snmp_wanted: z
      .enum(['v3', 'v2c'], { error: 'expected v3 or v2c' })
      .default('v3')
      .describe('An older version of SNMP than this is a finding.'),
    saturated_at: percentAsRatio
      .prefault('90%')
      .describe('From this share of its capacity a link counts as saturated (`capacity` is degraded).'),
    default_passwords: z
      .enum(['off', 'try'], { error: 'expected off or try' })
      .default('off')
      .describe('`try`: once a day the default passwords of its maker. It may lock an account.'),
    telnet: z
      .enum(['off', 'look'], { error: 'expected off or look' })
      .default('off')
      .describe('`look`: once a day whether port 23 is open.'),
  })
  .transform(({ clock_drift, snmp_wanted, saturated_at, default_passwords, telnet }) => ({
    clockDriftMs: clock_drift,
    snmpWanted: snmp_wanted,
    saturatedRatio: saturated_at,
    defaultPasswords: default_passwords,
    telnet,
  }));

const TimeServer = z.strictObject({
  address: address.meta({ example: 'ntp.example.org', description: 'Numeric address or host name.' }),
  port: port.default(123).describe('UDP port.'),
});

const Clock = z
  .strictObject({
    servers: z
      .array(TimeServer)
      .max(9, 'expected at most 9 time servers')
      .optional()
      .describe(
        'NTP servers that are asked whether the time of this machine is right; more than half of them must agree. Best three or more.',
      ),
    step_limit: durationMs(minutes(1), days(1))
      .prefault('1h')
      .describe(
        'Where the clock is farther off than this from where it should be, nothing is recorded until the time is confirmed.',
      ),
  })
  .transform(({ servers = [], step_limit }) => ({ servers, stepLimitMs: step_limit }));

const Ledger = z.strictObject({
  path: z
    .string()
    .min(1, 'expected a path')
    .default('data/ledger.sqlite')
    .describe(
      'File of the ledger, relative to the configuration folder. With `ledger.database`: only what papers, drafts and marks lie beside.',
    ),
  database: database.optional().meta({
    example: 'postgresql://camwatch@127.0.0.1:5432/camwatch',
    description: 'PostgreSQL in the place of the file, see docs/postgresql.md.',
  }),
  password: secretReference.optional().meta({
    example: 'file:/etc/camwatch/ledger-password',
    description: 'Where its password is kept; without one as libpq does it: PGPASSFILE, peer.',
  }),
  mark: seenText('a path').optional().meta({
    example: '/mnt/other-disk/camwatch.mark',
    description:
      'A second high-water mark, relative to the configuration folder: on another disk it also tells when the whole folder of the ledger was put back. The first lies beside the ledger.',
  }),
});

const Accounts = z.strictObject({
  path: z
    .string()
    .min(1, 'expected a path')
    .default('data/accounts.sqlite')
    .describe(
      'File of accounts, whose they are, and their sessions, relative to the configuration folder. It can be erased, the ledger names accounts alone. With `accounts.database`: only what the key of links in mails lies beside.',
    ),
  database: database.optional().meta({
    example: 'postgresql://camwatch@127.0.0.1:5432/camwatch',
    description: 'PostgreSQL in the place of the file; it may be that of the ledger.',
  }),
  password: secretReference.optional().meta({
    example: 'file:/etc/camwatch/ledger-password',
    description: 'Where its password is kept.',
  }),
  openid: Openid.optional().describe(
    'Log-in by an OpenID Connect issuer, beside passwords; see docs/accounts.md.',
  ),
});

const Statements = z.strictObject({
  key: z
    .string()
    .min(1, 'expected a path')
    .default('keys/statement-key.pem')
    .describe(
      'File of the Ed25519 key that statements and checkpoints are signed with, relative to the configuration folder; made when it is first needed. Keep it away from the ledger.',
    ),
});

/** One server that measurements are written to. */
const server = {
  url: z.url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:8086' }).meta({
    value: 'http or https address',
    example: 'http://127.0.0.1:8086',
    description: 'InfluxDB 1.x, or what speaks its write API.',
  }),
  database: slug.default('camwatch').describe('Database; it is made where it is missing.'),
  username: z.string().optional().meta({ example: 'camwatch', description: 'User that may write.' }),
  password: secretReference
    .optional()
    .meta({ example: 'env:INFLUX_PASSWORD', description: 'Where its password is kept.' }),
};

/** The same with a queue of its own. */
const target = {
  ...server,
  queue_limit: sizeBytes(1e6).prefault('20GB').describe('The oldest is dropped beyond this.'),
  replay_limit: sizeBytes(1e5)
    .prefault('10MB')
    .describe(
      'How much of a backlog is written a second, so that catching up does not push out the present.',
    ),
};

const queue = z.string().min(1, 'expected a folder');

/** Of a network zone, whose collectors have their queues in folders of their own. */
const ZoneServer = z
  .strictObject({
    ...server,
    read_url: z
      .url({ protocol: /^https?$/, error: 'expected an address such as http://10.1.0.5:8086' })
      .optional()
      .meta({
        value: 'http or https address',
        example: 'http://10.1.0.5:8086',
        description: 'As Grafana and the pages at the centre reach it; `url` where absent.',
      }),
  })
  .transform(({ read_url, ...rest }) => ({ ...rest, readUrl: read_url ?? rest.url }));

const renamed = <Target extends { queue: string; queue_limit: number; replay_limit: number }>({
  queue,
  queue_limit,
  replay_limit,
  ...rest
}: Target) => ({
  ...rest,
  queueDir: queue,
  queueLimitBytes: queue_limit,
  /** Bytes a second that a backlog may be replayed with, so that catching up does not push out the present. */
  replayBytesPerSecond: replay_limit,
});

const Influx = z
  .strictObject({
    ...target,
    queue: queue
      .default('data/influx-queue')
      .describe(
        'Folder of what waits to be written, relative to the configuration folder. For its owner alone: one that is open to others is closed to them at the start.',
      ),
    resolution: z
      .enum(['auto', 'every-reading', 'summaries'], { error: 'expected auto, every-reading or summaries' })
      .default('auto')
      .describe(
        '`auto`: every reading up to 20,000 devices, above it 5-minute summaries and every failed probe.',
      ),
    also: z
      .array(
        z.strictObject({
          ...target,
          queue: queue.meta({
            example: 'data/influx-queue-centre',
            description: 'Folder of what waits to be written to this one; every server has its own.',
          }),
        }),
      )
      .max(4, 'expected at most 4 more servers')
      .default([])
      .describe(
        'More servers that the same points are written to, each from a queue of its own: one that is away keeps no other waiting.',
      ),
    zones: z.record(slug, ZoneServer).default({}).meta({
      key: 'zone',
      exampleKey: 'ba-dinh',
      description:
        'By network zone, the server that its collectors write to in place of the first, and dashboards read from; see docs/measurements.md.',
    }),
  })
  .superRefine(({ queue: first, also }, context) => {
    for (const [place, one] of also.entries()) {
      const others = [first, ...also.slice(0, place).map((earlier) => earlier.queue)];
      if (!others.includes(one.queue)) continue;
      const message = `expected a folder that no other server's points wait in, got ${one.queue} again`;
      context.addIssue({ code: 'custom', path: ['also', place, 'queue'], message });
    }
  })
  .transform(({ also, ...first }) => ({ ...renamed(first), also: also.map(renamed) }));

const Page = z
  .strictObject({
    host: z
      .string()
      .min(1, 'expected an address')
      .default('127.0.0.1')
      .describe('Address that the page is served at: this machine only, unless told otherwise.'),
    port: z
      .int()
      .min(0, 'expected 0 to 65535')
      .max(65_535, 'expected 0 to 65535')
      .default(8_480)
      .describe('0: any free port.'),
    names: z
      .array(
        z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'expected a name such as camwatch.example.org'),
      )
      .default([])
      .describe(
        'Names that the page is reached by, besides `host` and the name in `alerts.page_url`. Requests by other names are refused, addresses in figures are not.',
      ),
    language: z
      .enum(['vi', 'en'], { error: 'expected vi or en' })
      .default('vi')
      .describe('Language of the page where the reader has not chosen one and the browser asks for neither.'),
    anonymous: z
      .enum(['none', 'read'], { error: 'expected none or read' })
      .default('none')
      .describe(
        '`read`: whoever reaches the page reads what is open to everybody, without logging in; for a page that is served to this machine or a network of your own.',
      ),
    tls: z
      .strictObject({
        cert: seenText('a path').meta({
          example: 'tls/camwatch.pem',
          description:
            'File of the certificate and those above it (PEM), relative to the configuration folder.',
        }),
        key: seenText('a path').meta({
          example: 'tls/camwatch.key',
          description: 'File of its key (PEM), which nobody else may read.',
        }),
      })
      .optional()
      .describe('Serves the page by HTTPS. The files are read again when they change.'),
    proxies: z
      .array(address)
      .max(9, 'expected at most 9 addresses')
      .default([])
      .describe(
        'Addresses of reverse proxies that end TLS before the page: what they say of who asks is believed.',
      ),
  })
  .superRefine(refuseOpenDoor);

const Hub = z.strictObject({
  host: z
    .string()
    .min(1, 'expected an address')
    .default('127.0.0.1')
    .describe('Address that collectors are listened to at: this machine only, unless told otherwise.'),
  port: z
    .int()
    .min(0, 'expected 0 to 65535')
    .max(65_535, 'expected 0 to 65535')
    .default(8_490)
    .describe('0: any free port.'),
  names: z
    .array(address)
    .default(['localhost', '127.0.0.1'])
    .describe('Names and addresses that collectors reach it by: its certificate is for them.'),
  authority: z
    .string()
    .min(1, 'expected a folder')
    .default('keys/hub')
    .describe(
      'Folder of the key that signs certificates and the configuration that goes down, relative to the configuration folder; made when it is first needed. Every hub of a city needs the same one.',
    ),
});

const Deadman = z
  .strictObject({
    url: z
      .url({
        protocol: /^https?$/,
        error: 'expected an address such as https://example.org/ping/camwatch',
      })
      .refine(hasNoUser, 'expected an address without user and password')
      .meta({
        value: 'http or https address',
        example: 'https://example.org/ping/camwatch',
        description: 'Fetched while camwatch lives: whoever listens there raises the alarm when it stops.',
      }),
    interval: durationMs(seconds(10)).prefault('1m').describe('How often.'),
  })
  .transform(({ url, interval }) => ({ url, intervalMs: interval }));

const Cluster = z
  .strictObject({
    silent_after: durationMs(seconds(5), minutes(15))
      .prefault('1m')
      .describe(
        'How long nothing may be heard of a collector before others of its network zone watch for it.',
      ),
  })
  .transform(({ silent_after }) => ({ silentAfterMs: silent_after }));

/** `camwatch.yaml` as code reads it: checked, complete, and with the units in the names. */
export const Settings = z
  .strictObject({
    city: City.describe('The city.'),
    collector: Collector.prefault({}).describe('What asks the devices.'),
    profiles: z
      .record(slug, Profile)
      .refine((profiles) => Object.keys(profiles).length > 0, 'expected a profile')
      .meta({
        key: 'profile',
        exampleKey: 'camera',
        description: 'By name, what is probed on a device, by indicator, and how often.',
      }),
    findings: Findings.prefault({}).describe('What is worth a finding, and what is looked for.'),
    clock: Clock.prefault({}).describe('Whether the time of this machine is believed; see docs/clock.md.'),
    ledger: Ledger.prefault({}).describe('The record of changes and coverage.'),
    checkpoints: Checkpoints.optional().describe(
      'Heads of the ledger that are signed and sent out every day, and signed by others; see docs/checkpoints.md. Without this section none leave by themselves.',
    ),
    statements: Statements.prefault({}).describe('Statements of contracts.'),
    influx: Influx.optional().describe('Where measurements go; without this section they are not kept.'),
    grafana: Grafana.optional().describe(
      'Where dashboards and alert rules are pushed to; see docs/grafana.md.',
    ),
    alerts: Alerts.optional().describe(
      'Who is told of incidents, how and when; without this section nobody is.',
    ),
    accounts: Accounts.prefault({}).describe('Who may enter; see docs/accounts.md.'),
    page: Page.prefault({}).describe('The page and the API.'),
    hub: Hub.prefault({}).describe('Where collectors in the districts send to; see docs/collectors.md.'),
    deadman: Deadman.optional().describe('An outside address that misses us when we are gone.'),
    cluster: Cluster.prefault({}).describe(
      'How several collectors share a city; see docs/collectors.md. Of one alone none of it matters.',
    ),
  })
  .superRefine(expectWayBack)
  .readonly();

export type Settings = z.output<typeof Settings>;
