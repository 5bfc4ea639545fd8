import { Counter, Gauge, Histogram, Registry } from 'prom-client';

interface Definition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels?: readonly string[];
  readonly buckets?: readonly number[];
}

/** Every Prometheus metric of camwatch. `docs/metrics.md` is generated from this table. */
export const METRICS = {
  camwatch_build_info: { type: 'gauge', help: 'Always 1; the version is a label.', labels: ['version'] },
  camwatch_probes_total: {
    type: 'counter',
    help: 'Probes sent, by prober and outcome (ok, or the reason of the failure).',
    labels: ['prober', 'outcome'],
  },
  camwatch_probe_duration_seconds: {
    type: 'histogram',
    help: 'Time one batch (ICMP) or one probe (others) took.',
    labels: ['prober'],
    buckets: [0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 30],
  },
  camwatch_event_loop_delay_p99_seconds: {
    type: 'gauge',
    help: 'How late the event loop of a thread came to what was due, in 99 of 100 looks of the last minute or two.',
    labels: ['thread'],
  },
  camwatch_event_loop_delay_max_seconds: {
    type: 'gauge',
    help: 'How late it came at most in the last minute or two.',
    labels: ['thread'],
  },
  camwatch_probing_restarts_total: {
    type: 'counter',
    help: 'Starts anew of the thread that probes: what it had under way says nothing.',
  },
  camwatch_probes_in_flight: { type: 'gauge', help: 'Targets being probed now.', labels: ['prober'] },
  camwatch_schedule_lateness_seconds: {
    type: 'gauge',
    help: 'How late the most overdue probe of the last tick was sent.',
  },
  camwatch_schedule_shortfall_total: {
    type: 'counter',
    help: 'Probes skipped because the work exceeded the interval.',
  },
  camwatch_schedule_ticks_total: { type: 'counter', help: 'Ticks of the scheduler.' },
  camwatch_canary_good: { type: 'gauge', help: '1 while the canaries answer as they should, else 0.' },
  camwatch_canary_rounds_total: {
    type: 'counter',
    help: 'Rounds of canaries, by result.',
    labels: ['result'],
  },
  camwatch_readings_released_total: { type: 'counter', help: 'Readings released by a good canary.' },
  camwatch_readings_dropped_total: {
    type: 'counter',
    help: 'Readings dropped, by reason.',
    labels: ['reason'],
  },
  camwatch_changes_total: {
    type: 'counter',
    help: 'Changes of state, by indicator and state.',
    labels: ['indicator', 'state'],
  },
  camwatch_clock_steps_total: {
    type: 'counter',
    help: 'Steps of the wall clock against the monotonic clock.',
  },
  camwatch_clock_trusted: {
    type: 'gauge',
    help: '1 while the time of this machine is believed, else 0: then nothing is recorded.',
  },
  camwatch_clock_offset_seconds: {
    type: 'gauge',
    help: 'How far the time of this machine is ahead of where it should be, while it is not believed; else 0.',
  },
  camwatch_clock_server_answers_total: {
    type: 'counter',
    help: 'Answers of time servers, by result: ok, or why one is not believed.',
    labels: ['result'],
  },
  camwatch_ledger_write_seconds: {
    type: 'histogram',
    help: 'Time from handing a batch to the ledger until it is on disk.',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  },
  camwatch_hub_requests_total: {
    type: 'counter',
    help: 'Requests of collectors, by what was asked and outcome (ok, or the code of the refusal).',
    labels: ['route', 'outcome'],
  },
  camwatch_hub_request_seconds: {
    type: 'histogram',
    help: 'Time that a request of a collector took.',
    labels: ['route'],
    buckets: [0.001, 0.01, 0.1, 0.5, 1, 5, 30],
  },
  camwatch_leases_granted_total: {
    type: 'counter',
    help: 'Leases that this hub granted, by network zone: how often who shares it became another.',
    labels: ['zone'],
  },
  camwatch_unwatched_sites: {
    type: 'gauge',
    help: 'Sites of a network zone in which no collector lives, by zone; 0 where one does.',
    labels: ['zone'],
  },
  camwatch_shipped_rows_total: { type: 'counter', help: 'Rows of the own chain that a hub has taken.' },
  camwatch_shipped_bytes_total: {
    type: 'counter',
    help: 'Bytes that were sent to hubs, packed, in requests that were answered or not.',
  },
  camwatch_shipping_failures_total: {
    type: 'counter',
    help: 'Requests to hubs that failed or were refused, by reason.',
    labels: ['reason'],
  },
  camwatch_shipping_waiting_rows: { type: 'gauge', help: 'Rows of the own chain that no hub has taken yet.' },
  camwatch_shipping_lag_seconds: {
    type: 'gauge',
    help: 'Age of the oldest row that no hub has taken yet; 0 where there is none.',
  },
  camwatch_shipping_stopped: {
    type: 'gauge',
    help: '1 while nothing is sent until a person looks: the chain is another at the hub, or the certificate is refused.',
  },
  camwatch_certificate_end_seconds: {
    type: 'gauge',
    help: 'When the own certificate ends, in seconds since 1970.',
  },
  camwatch_ledger_restarts_total: {
    type: 'counter',
    help: 'Times that the thread that writes to the ledger had to be started again.',
  },
  camwatch_ledger_pending_batches: {
    type: 'gauge',
    help: 'Batches handed to the ledger and not yet on disk.',
  },
  camwatch_rates_total: {
    type: 'counter',
    help: 'Rates of interfaces that were measured.',
  },
  camwatch_rates_dropped_total: {
    type: 'counter',
    help: 'Pairs of polls of an interface that gave no rate, by reason.',
    labels: ['reason'],
  },
  camwatch_findings: {
    type: 'gauge',
    help: 'Findings that stand now, by code.',
    labels: ['code'],
  },
  camwatch_daily_looks_total: {
    type: 'counter',
    help: 'Looks that are taken once a day where they are asked for, by kind and result.',
    labels: ['kind', 'result'],
  },
  camwatch_ledger_rows_waiting: {
    type: 'gauge',
    help: 'Findings, facts and days of traffic that wait for the ledger, by sink.',
    labels: ['sink'],
  },
  camwatch_ledger_rows_dropped_total: {
    type: 'counter',
    help: 'Findings, facts and days of traffic that were dropped because too many waited, by sink.',
    labels: ['sink'],
  },
  camwatch_influx_points_total: {
    type: 'counter',
    help: 'Points by fate: written, dropped, set-aside.',
    labels: ['fate'],
  },
  camwatch_influx_failed_writes_total: {
    type: 'counter',
    help: 'Write requests that InfluxDB did not take: their points stay in the queue.',
  },
  camwatch_influx_queue_bytes: { type: 'gauge', help: 'Bytes of points waiting on disk for InfluxDB.' },
  camwatch_influx_set_aside_points: {
    type: 'gauge',
    help: 'Points that InfluxDB refused by themselves, until camwatch measurements resend has sent them again.',
  },
  camwatch_influx_write_seconds: {
    type: 'histogram',
    help: 'Time of one write request to InfluxDB.',
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  },
  camwatch_influx_up: { type: 'gauge', help: '1 while InfluxDB takes writes, else 0.' },
  camwatch_inventory_devices: {
    type: 'gauge',
    help: 'Devices in the inventory that everybody may see, by kind.',
    labels: ['kind'],
  },
  camwatch_inventory_reloads_total: {
    type: 'counter',
    help: 'Reloads of the configuration, by result.',
    labels: ['result'],
  },
  camwatch_ledger_unmarked_rows: {
    type: 'gauge',
    help: 'Rows of the ledger beyond its high-water mark: more than a few mean that the mark cannot be written.',
  },
  camwatch_ledger_unwitnessed_rows: {
    type: 'gauge',
    help: 'Rows of the ledger beyond the last head that others than the operator have signed.',
  },
  camwatch_checkpoints_issued_total: {
    type: 'counter',
    help: 'Checkpoints of the ledger that were signed and put on record.',
  },
  camwatch_checkpoint_sendings_total: {
    type: 'counter',
    help: 'Tries to hand a checkpoint over, by destination (timestamp, folder, url, mail) and result.',
    labels: ['destination', 'result'],
  },
  camwatch_collector_last_seen_seconds: {
    type: 'gauge',
    help: 'How long nothing was heard of a collector, as a centre sees it.',
    labels: ['collector'],
  },
  camwatch_collector_behind_rows: {
    type: 'gauge',
    help: 'Rows that a collector has and that are not on record, by what it said last.',
    labels: ['collector'],
  },
  camwatch_zone_uncovered_devices: {
    type: 'gauge',
    help: 'Devices of a network zone that nobody covers now.',
    labels: ['zone'],
  },
  camwatch_centre_working: {
    type: 'gauge',
    help: '1 at the centre that does what may be done only once, 0 at one that stands by.',
  },
  camwatch_checkpoint_late_seconds: {
    type: 'gauge',
    help: 'For how long a checkpoint could not be made or sent; 0 while all have arrived.',
  },
  camwatch_deadman_signals_total: {
    type: 'counter',
    help: 'Signals of life sent to the outside address, by result.',
    labels: ['result'],
  },
  camwatch_http_requests_total: {
    type: 'counter',
    help: 'Requests answered by the page and the API, by route and status.',
    labels: ['route', 'status'],
  },
  camwatch_view_build_seconds: {
    type: 'histogram',
    help: 'Time the state of the city took to be put together for the page and the API.',
    buckets: [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1],
  },
  camwatch_incident_news_total: {
    type: 'counter',
    help: 'Steps in the lives of incidents, of which everybody may know.',
  },
  camwatch_incidents_unresolved: {
    type: 'gauge',
    help: 'Incidents that are not resolved, of which everybody may know.',
  },
  camwatch_incident_lag_seconds: {
    type: 'gauge',
    help: 'How far what incidents were told of lies behind the present.',
  },
  camwatch_incident_failures_total: {
    type: 'counter',
    help: 'Times that incidents, escalations or reports could not be written down; it is tried again.',
    labels: ['work'],
  },
  camwatch_incident_restarts_total: {
    type: 'counter',
    help: 'Times that the thread of incidents and messages had to be started again.',
  },
  camwatch_page_question_seconds: {
    type: 'histogram',
    help: 'Time the thread of the collector took to tell that of the page what it asked for: checks wait meanwhile.',
    labels: ['about'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
  },
  camwatch_page_restarts_total: {
    type: 'counter',
    help: 'Times that the thread of the page had to be started again.',
  },
  camwatch_alert_planned_total: { type: 'counter', help: 'Messages about incidents put into the outbox.' },
  camwatch_alert_messages: {
    type: 'gauge',
    help: 'Messages of the outbox that are not sent, by state: waiting, held (for a digest), dead (given up).',
    labels: ['state'],
  },
  camwatch_alert_oldest_waiting_seconds: {
    type: 'gauge',
    help: 'For how long the eldest message that waits could have been sent.',
  },
  camwatch_alert_deliveries_total: {
    type: 'counter',
    help: 'Tries to deliver a message, by channel and outcome: sent, failed (tried again later), dead (given up).',
    labels: ['channel', 'outcome'],
  },
  camwatch_alert_delivery_seconds: {
    type: 'histogram',
    help: 'Time one try to deliver a message took, by channel.',
    labels: ['channel'],
    buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10, 30, 60],
  },
  camwatch_alert_digests_total: {
    type: 'counter',
    help: 'Digests made, by reason: wanted by the recipient, or more messages than it gets in an hour.',
    labels: ['reason'],
  },
  camwatch_alert_outbox_failures_total: {
    type: 'counter',
    help: 'Reads and writes of the outbox that failed and are tried again.',
  },
  camwatch_alert_outcomes_unwritten: {
    type: 'gauge',
    help: 'Tries to deliver whose outcome could not be written down yet.',
  },
} as const satisfies Readonly<Record<string, Definition>>;

type MetricName = keyof typeof METRICS;

type MetricOf<D> = D extends { type: 'counter' }
  ? Counter<string>
  : D extends { type: 'gauge' }
    ? Gauge<string>
    : Histogram<string>;

/** Handles of all metrics, typed by the table above, in a registry of their own. */
export type Metrics = { readonly [Name in MetricName]: MetricOf<(typeof METRICS)[Name]> } & {
  readonly registry: Registry;
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  const handles = Object.entries<Definition>(METRICS).map(([name, definition]) => [
    name,
    createMetric(name, definition, registry),
  ]);
  return { ...Object.fromEntries(handles), registry };
}

function createMetric(name: string, { type, help, labels = [], buckets }: Definition, registry: Registry) {
  const common = { name, help, labelNames: [...labels], registers: [registry] };
  switch (type) {
    case 'counter':
      return new Counter(common);
    case 'gauge':
      return new Gauge(common);
    case 'histogram':
      return new Histogram({ ...common, ...(buckets ? { buckets: [...buckets] } : {}) });
  }
}
