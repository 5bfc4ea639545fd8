import { z } from 'zod';
import { INDICATORS } from '../core/state.ts';
import { minutes, seconds } from '../core/units.ts';
import { durationMs, percentAsRatio, port, secretReference, sizeBytes, slug } from './values.ts';

const address = z.string({ error: 'expected an address' }).min(1, 'expected an address');

const City = z
  .strictObject({
    name: z.string().min(1, 'expected a name'),
    name_en: z.string().min(1, 'expected a name'),
    time_zone: z.string().refine(isTimeZone, 'expected a time zone such as Asia/Ho_Chi_Minh'),
    area_list: z.iso.date({ error: 'expected the date of the list of areas, such as 2025-07-01' }),
  })
  .transform(({ name, name_en, time_zone, area_list }) => ({
    name,
    nameEn: name_en,
    timeZone: time_zone,
    areaList: area_list,
  }));

/** An address that must answer while the collector can see; a `silent` one must never answer. */
const Canary = z.strictObject({
  address,
  /** TCP connect instead of ICMP. */
  port: port.optional(),
  expect: z.enum(['answer', 'silence'], { error: 'expected answer or silence' }).default('answer'),
});

const Collector = z
  .strictObject({
    id: slug.default('collector-1'),
    canaries: z.array(Canary).default([]),
    canary_interval: durationMs(seconds(1), minutes(5)).default(seconds(5)),
    icmp: z
      .enum(['auto', 'fping', 'ping', 'tcp'], { error: 'expected auto, fping, ping or tcp' })
      .default('auto'),
    icmp_fallback_port: port.default(80),
    tcp_concurrency: z.int().min(1, 'expected at least 1').max(5_000, 'expected at most 5000').default(500),
  })
  .transform(({ canary_interval, icmp_fallback_port, tcp_concurrency, ...collector }) => ({
    ...collector,
    canaryIntervalMs: canary_interval,
    icmpFallbackPort: icmp_fallback_port,
    tcpConcurrency: tcp_concurrency,
  }));

const Check = z
  .strictObject({
    prober: z.enum(['icmp', 'tcp'], { error: 'expected icmp or tcp' }),
    interval: durationMs(seconds(1)).default(minutes(1)),
    timeout: durationMs(50).default(seconds(1)),
    port: port.optional(),
    confirm: z.int().min(1, 'expected at least 1').max(20, 'expected at most 20').default(3),
    recheck: durationMs(seconds(1)).default(seconds(5)),
    degraded_loss: percentAsRatio.default(0.5),
  })
  .refine(({ timeout, interval }) => timeout < interval, {
    path: ['timeout'],
    message: 'expected less than the interval',
  })
  .transform(({ interval, timeout, recheck, degraded_loss, ...check }) => ({
    ...check,
    intervalMs: interval,
    timeoutMs: timeout,
    recheckMs: Math.min(recheck, interval),
    degradedLossRatio: degraded_loss,
  }));

const Profile = z
  .partialRecord(z.enum(INDICATORS, { error: `expected one of ${INDICATORS.join(', ')}` }), Check)
  .refine((checks) => Object.keys(checks).length > 0, 'expected at least one indicator, such as reach');

const Ledger = z.strictObject({
  /** Relative to the configuration folder. */
  path: z.string().min(1, 'expected a path').default('data/ledger.sqlite'),
});

const Influx = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:8086' }),
    database: slug.default('camwatch'),
    username: z.string().optional(),
    password: secretReference.optional(),
    queue: z.string().min(1, 'expected a folder').default('data/influx-queue'),
    queue_limit: sizeBytes(1e6).default(20e9),
    replay_limit: sizeBytes(1e5).default(10e6),
    resolution: z
      .enum(['auto', 'every-reading', 'summaries'], { error: 'expected auto, every-reading or summaries' })
      .default('auto'),
  })
  .transform(({ queue, queue_limit, replay_limit, ...influx }) => ({
    ...influx,
    queueDir: queue,
    queueLimitBytes: queue_limit,
    /** Bytes a second that a backlog may be replayed with, so that catching up does not push out the present. */
    replayBytesPerSecond: replay_limit,
  }));

const Page = z.strictObject({
  host: z.string().min(1, 'expected an address').default('127.0.0.1'),
  port: z.int().min(0, 'expected 0 to 65535').max(65_535, 'expected 0 to 65535').default(8_480),
  language: z.enum(['vi', 'en'], { error: 'expected vi or en' }).default('vi'),
});

const Deadman = z
  .strictObject({
    url: z.url({
      protocol: /^https?$/,
      error: 'expected an address such as https://example.org/ping/camwatch',
    }),
    interval: durationMs(seconds(10)).default(minutes(1)),
  })
  .transform(({ url, interval }) => ({ url, intervalMs: interval }));

/** `camwatch.yaml` as code reads it: checked, complete, and with the units in the names. */
export const Settings = z
  .strictObject({
    city: City,
    collector: Collector.prefault({}),
    profiles: z
      .record(slug, Profile)
      .refine((profiles) => Object.keys(profiles).length > 0, 'expected a profile'),
    ledger: Ledger.prefault({}),
    influx: Influx.optional(),
    page: Page.prefault({}),
    deadman: Deadman.optional(),
  })
  .readonly();

export type Settings = z.output<typeof Settings>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
