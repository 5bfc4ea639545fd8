import type { Outage } from '#availability/timelines/outages.ts';
import type { RecordedFinding } from '#core/domain/findings.ts';
import type { Device, Link } from '#core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import type { TrafficDay, TrafficSample } from '#core/domain/traffic.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import type { FindingQuery, RecordedFacts, TrafficDayQuery } from '#ledger/record/devices.ts';
import type { Shown } from '#portal/city/city-view.ts';
import type { LearntSource } from '#portal/city/learnt-source.ts';
import { sampleFleet } from './sample-fleet.ts';
import { SAMPLE_NOW_MS, type SampleLive } from './sample-live.ts';
import { trafficDay } from './traffic-day.ts';
import { trafficSample } from './traffic-sample.ts';

const MBIT = 1_000_000;

/** The sample fleet with measured links, cameras on ports of their switch and on channels of their recorder. */
export function measuredFleet(): Shown {
  const shown = sampleFleet();
  const links = new Map<string, Link>();
  for (const [id, link] of shown.inventory.links) {
    const area = id.slice('link-'.length);
    links.set(
      id,
      area === 'bi-mat'
        ? { ...link, interface: { device: 'nvr-bi-mat', name: 'eth0' } }
        : {
            ...link,
            capacityBitsPerSecond: 100 * MBIT,
            medium: 'rented-line',
            interface: { device: `sw-${area}`, name: 'uplink' },
          },
    );
  }
  const devices = new Map<string, Device>();
  for (const [id, device] of shown.inventory.devices) {
    const [, area = '', number = ''] = /^cam-(.+)-(\d{4})$/.exec(id) ?? [];
    devices.set(
      id,
      area === ''
        ? device
        : {
            ...device,
            attachedTo: { device: `sw-${area}`, name: `ge-0/0/${Number(number)}` },
            channelOf: { recorder: `nvr-${area}`, channel: Number(number) },
          },
    );
  }
  return { ...shown, inventory: { ...shown.inventory, links, devices } };
}

/** What a morning of speaking to devices left behind. */
export function sampleLearnt(): LearntSource {
  return {
    findings: (query = {}) => FINDINGS.filter((finding) => isAsked(finding, query)).values(),
    facts: (deviceId) => FACTS.get(deviceId),
    trafficDays: (query = {}) => TRAFFIC_DAYS.filter((day) => isDayAsked(day, query)).values(),
  };
}

/** Rates of the morning, and a recorder and a line in trouble. */
export function scriptMeasurements(live: SampleLive, { inventory }: Shown): void {
  const samples: TrafficSample[] = [...inventory.links.values()].flatMap((link, index) => {
    if (link.interface === undefined) return [];
    const share = link.id === 'link-hai-ba-trung' ? 0.972 : 0.02 + ((index * 37) % 61) / 100;
    return [
      rate(link.interface.device, 'uplink', share * 100 * MBIT, {
        linkId: link.id,
        capacityBitsPerSecond: 100 * MBIT,
      }),
    ];
  });
  for (let port = 1; port <= 12; port++)
    samples.push(rate('sw-ba-dinh', `ge-0/0/${port}`, port === 3 ? 0 : (3.2 + port / 10) * MBIT));
  live.setTraffic(samples);

  const sinceMs = SAMPLE_NOW_MS - minutes(25);
  const saturated = { inBitsPerSecond: 97.2 * MBIT, outBitsPerSecond: 2.1 * MBIT, utilisationRatio: 0.972 };
  live.set(linkEntity('link-hai-ba-trung'), {
    indicator: 'capacity',
    state: 'degraded',
    reason: 'saturated',
    sinceMs,
    afterMs: sinceMs - seconds(60),
    lastProbeMs: SAMPLE_NOW_MS - seconds(30),
    measurements: saturated,
  });
  live.set(deviceEntity('nvr-ba-dinh'), {
    indicator: 'recording',
    state: 'degraded',
    reason: 'video-loss',
    sinceMs,
    afterMs: sinceMs - minutes(5),
    lastProbeMs: SAMPLE_NOW_MS - minutes(2),
    measurements: {
      responseMs: 21.4,
      channels: 12,
      channelsLost: 1,
      disks: 4,
      disksFailed: 1,
      freeRatio: 0.04,
    },
  });
  live.set(deviceEntity('cam-ba-dinh-0003'), {
    indicator: 'stream',
    state: 'down',
    reason: 'no-media',
    sinceMs,
    afterMs: sinceMs - minutes(5),
    lastProbeMs: SAMPLE_NOW_MS - minutes(2),
  });
  live.set(deviceEntity('cam-ba-dinh-0005'), {
    indicator: 'service',
    state: 'unknown',
    reason: 'no-access',
    sinceMs,
    afterMs: sinceMs - minutes(5),
  });
}

/** An outage with everything that bears witness of it. */
export const WITNESSED_OUTAGE: Outage = {
  entity: deviceEntity('cam-ba-dinh-0003'),
  indicator: 'reach',
  fromMs: SAMPLE_NOW_MS - hours(3),
  afterMs: SAMPLE_NOW_MS - hours(3) - seconds(60),
  reason: 'timeout',
  evidence: {
    probes: 3,
    port: 'sw-ba-dinh#ge-0/0/3',
    portOper: 'up',
    portBitsPerSecond: 4_100_000,
    poeDelivering: true,
    poeMilliwatts: 6_400,
    channelVideo: 'present',
    witnessAgeMs: 5_000,
    portRateAgeMs: 45_000,
    channelAgeMs: 2_000,
  },
  recordedMs: SAMPLE_NOW_MS - hours(3) + seconds(10),
};

function rate(deviceId: string, name: string, bitsPerSecond: number, rest: Partial<TrafficSample> = {}) {
  const inOctets = Math.round((bitsPerSecond / 8) * 60);
  return trafficSample(SAMPLE_NOW_MS - seconds(40), {
    deviceId,
    interface: name,
    inOctets,
    outOctets: Math.round(inOctets * 0.03),
    inErrors: 0,
    outErrors: 0,
    ...rest,
  });
}

function finding(
  entity: Entity,
  code: RecordedFinding['code'],
  rest: Partial<RecordedFinding> = {},
): RecordedFinding {
  const firstMs = SAMPLE_NOW_MS - days(2);
  return { entity, code, subject: '', firstMs, lastMs: SAMPLE_NOW_MS - minutes(20), values: {}, ...rest };
}

const cam = (number: number, area = 'ba-dinh') =>
  deviceEntity(`cam-${area}-${String(number).padStart(4, '0')}`);

/** One of every kind, each with the values that the collector gives it. */
const FINDINGS: readonly RecordedFinding[] = [
  finding(cam(1), 'access-refused', { subject: 'onvif service details', values: { reason: 'credentials' } }),
  finding(cam(2), 'certificate-expired', {
    subject: 'onvif',
    values: { subject: 'CN=192.0.2.1', validToMs: SAMPLE_NOW_MS - days(40) },
  }),
  finding(cam(2), 'certificate-self-signed', { subject: 'onvif', values: { subject: 'CN=192.0.2.1' } }),
  finding(cam(3), 'clock-drift', { values: { offsetMs: -310_000, allowedMs: 5_000 } }),
  finding(cam(3), 'contradiction', {
    subject: 'port',
    values: { switch: 'sw-ba-dinh', interface: 'ge-0/0/3', bitsPerSecond: 4_100_000 },
  }),
  finding(cam(4), 'clock-unsynchronised', { values: { source: 'manual', servers: 0 } }),
  finding(deviceEntity('sw-ba-dinh'), 'counter-implausible', {
    subject: 'ge-0/0/7',
    values: { speedBitsPerSecond: 1e9 },
  }),
  finding(cam(5), 'credentials-missing', { values: { reference: 'file:/run/secrets/cam' } }),
  finding(deviceEntity('sw-ba-dinh'), 'default-community'),
  finding(cam(6), 'default-password', { subject: 'rtsp' }),
  finding(cam(7), 'empty-password', { subject: 'onvif' }),
  finding(cam(8), 'no-password', { subject: 'rtsp' }),
  finding(deviceEntity('nvr-ba-dinh'), 'disk-trouble', { subject: 'Disk 2', values: { state: 'failed' } }),
  finding(cam(9), 'firmware-old', { values: { found: 'V5.5.0', minimum: 'V5.7.3' } }),
  finding(cam(10), 'model-changed', { values: { expected: 'DS-A', found: 'DS-B' } }),
  finding(cam(10), 'cleartext-login', { subject: 'rtsp', values: { password: 'kept' } }),
  finding(cam(10), 'pin-mismatch', { subject: 'onvif service' }),
  finding(cam(12), 'ping-filtered', { values: { answeredBy: 'service' } }),
  finding(deviceEntity('nvr-ba-dinh'), 'retention-short', {
    values: { wantedMs: days(30), foundMs: days(12) + hours(5) },
  }),
  finding(deviceEntity('nvr-ba-dinh'), 'retention-long', {
    values: { allowedMs: days(90), foundMs: days(120) },
  }),
  finding(cam(11), 'serial-changed', {
    firstMs: SAMPLE_NOW_MS - hours(5),
    values: { expected: 'A1B2', found: 'C3D4' },
  }),
  finding(deviceEntity('sw-ba-dinh'), 'snmp-old-version', { values: { found: 'v2c', wanted: 'v3' } }),
  finding(deviceEntity('sw-ba-dinh'), 'other-source-address', {
    values: { asked: '192.0.2.1 port 161', from: '198.51.100.7 port 161' },
  }),
  finding(cam(12), 'never-answered', { subject: 'service', values: { reason: 'timeout' } }),
  finding(cam(12), 'stream-changed', {
    subject: 'Profile_1',
    values: { expected: 'h264, 1920x1080, 25 fps', found: 'h264, 704x576, 12 fps' },
  }),
  finding(cam(12), 'telnet-open'),
  finding(deviceEntity('sw-lang'), 'on-battery', { values: { chargeRatio: 0.62, runtimeMs: minutes(34) } }),
  finding(linkEntity('link-lang'), 'contradiction', {
    subject: 'port',
    values: { interface: 'uplink', port: 'down' },
  }),
  finding(cam(3), 'serial-changed', {
    firstMs: SAMPLE_NOW_MS - days(9),
    lastMs: SAMPLE_NOW_MS - days(8),
    goneMs: SAMPLE_NOW_MS - days(8) + hours(1),
    values: { expected: 'A9', found: 'B8' },
  }),
  finding(deviceEntity('cam-bi-mat'), 'telnet-open'),
  finding(deviceEntity('cam-han-che'), 'contradiction', {
    subject: 'channel',
    values: { recorder: 'nvr-bi-mat', channel: 3 },
  }),
];

const observedMs = SAMPLE_NOW_MS - hours(4);
const FACTS: ReadonlyMap<string, RecordedFacts> = new Map(
  (
    [
      {
        deviceId: 'nvr-ba-dinh',
        observedMs,
        observedMsByPart: { identity: observedMs, disks: observedMs, oldestRecordingMs: observedMs },
        observedMsByStream: {},
        identity: {
          maker: 'Example',
          model: 'N-16',
          serial: 'R-4711',
          firmware: 'V4.61',
          name: 'nvr 192.0.2.1',
        },
        disks: [
          { name: 'Disk 1', state: 'ok', sizeBytes: 4e12, freeBytes: 1.6e11 },
          { name: 'Disk 2', state: 'failed', sizeBytes: 4e12 },
        ],
        oldestRecordingMs: SAMPLE_NOW_MS - days(12) - hours(5),
      },
      {
        deviceId: 'cam-ba-dinh-0003',
        observedMs,
        observedMsByPart: { identity: observedMs, networkTime: observedMs, certificate: observedMs },
        observedMsByStream: { Profile_1: observedMs, Profile_2: observedMs },
        identity: { maker: 'Example', model: 'C-2 <b>', serial: 'S-42', firmware: 'V5.7.3 build 220112' },
        networkTime: { source: 'ntp', servers: ['192.0.2.123'] },
        certificate: {
          subject: 'CN=192.0.2.1',
          isSelfSigned: true,
          validToMs: SAMPLE_NOW_MS - days(2),
          sha256: 'ab12',
        },
        streams: [
          {
            id: 'Profile_1',
            name: 'main',
            codec: 'H.265',
            width: 2560,
            height: 1440,
            framesPerSecond: 25,
            bitsPerSecond: 4_096_000,
            streamAddress: 'rtsp://192.0.2.1/main',
          },
          { id: 'Profile_2', codec: 'H.264', width: 704, height: 576 },
        ],
      },
    ] satisfies RecordedFacts[]
  ).map((facts) => [facts.deviceId, facts]),
);

/** Three days of a line that is full in the evening, and the present day of the others. */
const TRAFFIC_DAYS: readonly TrafficDay[] = [
  ...['2026-11-23', '2026-11-24', '2026-11-25'].flatMap((date, index) =>
    (['in', 'out'] as const).map((direction) =>
      trafficDay(
        Array.from(
          { length: index === 2 ? 129 : 288 },
          (_, place) => (direction === 'in' ? 40 + (place % 60) : 2) * MBIT,
        ),
        { linkId: 'link-hai-ba-trung', date, direction },
      ),
    ),
  ),
  ...(['in', 'out'] as const).map((direction) =>
    trafficDay(
      Array.from({ length: 129 }, (_, place) => (direction === 'in' ? 12 + (place % 5) : 1) * MBIT),
      { linkId: 'link-ba-dinh', direction },
    ),
  ),
];

function isAsked({ entity, code, goneMs }: RecordedFinding, query: FindingQuery): boolean {
  return (
    (query.entity === undefined || query.entity === entity) &&
    (query.entities === undefined || query.entities.includes(entity)) &&
    (query.code === undefined || query.code === code) &&
    (query.open === undefined || query.open === (goneMs === undefined))
  );
}

function isDayAsked({ linkId, date, direction }: TrafficDay, query: TrafficDayQuery): boolean {
  return (
    (query.linkId === undefined || query.linkId === linkId) &&
    (query.direction === undefined || query.direction === direction) &&
    (query.fromDate === undefined || date >= query.fromDate) &&
    (query.toDate === undefined || date < query.toDate)
  );
}
