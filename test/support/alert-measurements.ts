import { days, minutes } from '#core/time/units.ts';

/** What is wrong in the measurements of a made-up city, beside which all is well. */
export interface AlertFaults {
  /** Cameras of ten that are down at the police in d1. */
  readonly camerasDown?: number;
  readonly lineDown?: boolean;
  readonly lineFull?: boolean;
  readonly recorderDown?: boolean;
  readonly diskFailed?: boolean;
  readonly retentionShort?: boolean;
  readonly clockOffsetMs?: number;
  readonly lossRatio?: number;
  readonly rttMs?: number;
  readonly blind?: boolean;
  readonly dropsPoints?: boolean;
  readonly queueGrows?: boolean;
  readonly incidentLagMs?: number;
  readonly threadEnded?: boolean;
  readonly givesUpMessages?: boolean;
  readonly messageWaitMs?: number;
  /** Of the collector `c-1` of two, by what the centre writes of them. */
  readonly silentMs?: number;
  readonly waitingMs?: number;
  readonly troubled?: boolean;
  readonly certificateLeftMs?: number;
  readonly uncovered?: number;
}

const MEASURED_MS = minutes(75);
const PLACES = [
  { agency: 'police', district: 'd1', device: 'nvr-1', link: 'line-1' },
  { agency: 'police', district: "d'2 (b)", device: 'nvr-2', link: 'line-2' },
  { agency: 'none', district: 'none', device: 'nvr-3', link: 'none' },
] as const;
const escapeTag = (text: string) => text.replace(/[ ,=]/g, '\\$&');

/** Lines of the policy `raw`, and of `long`, of the last 75 minutes before `nowMs`. */
export function alertMeasurements(
  nowMs: number,
  faults: AlertFaults = {},
): { raw: string[]; long: string[] } {
  const raw: string[] = [];
  for (let atMs = nowMs - MEASURED_MS; atMs < nowMs; atMs += minutes(1)) {
    const minute = Math.floor((nowMs - atMs) / minutes(1));
    raw.push(...minuteOf(atMs, minute, faults));
  }
  return { raw, long: [...eventsOf(nowMs, faults), ...rollUpsOf(nowMs, faults)] };
}

function minuteOf(atMs: number, minutesAgo: number, faults: AlertFaults): readonly string[] {
  return [
    ...PLACES.flatMap((place, index) => placeLines(place, index === 0 ? faults : {}, atMs)),
    `fleet_contractor,contractor=nha-thau-a,kind=camera,indicator=reach ${counts(20, faults.camerasDown ?? 0)} ${atMs}`,
    `fleet_contractor,contractor=nha-thau-b,kind=camera,indicator=reach ${counts(20, 0)} ${atMs}`,
    // It counts since its start, which was half an hour ago.
    `collector,collector=c-1 seeing=${faults.blind ? 0 : 1}i,queue_bytes=${queueOf(minutesAgo, faults)}i,dropped_points=${droppedOf(minutesAgo, faults)}i,${alertingOf(minutesAgo, faults)} ${atMs}`,
    ...clusterLines(faults, atMs),
  ];
}

function clusterLines(
  {
    silentMs = 3_000,
    waitingMs = 1_000,
    troubled = false,
    certificateLeftMs = days(20),
    uncovered = 0,
  }: AlertFaults,
  atMs: number,
): readonly string[] {
  const said = (silence: number, wait: number, isTroubled: boolean, left: number) =>
    `silent_ms=${silence}i,waiting_ms=${wait}i,behind_rows=40i,troubled=${isTroubled ? 1 : 0}i,certificate_left_ms=${left}i ${atMs}`;
  return [
    `cluster_collector,collector=c-1,zone=z1 ${said(silentMs, waitingMs, troubled, certificateLeftMs)}`,
    `cluster_collector,collector=c-2,zone=z1 ${said(3_000, 0, false, days(12))}`,
    `cluster_zone,zone=z1 devices=10i,uncovered=${uncovered}i ${atMs}`,
    `cluster_zone,zone=z2 devices=4i,uncovered=0i ${atMs}`,
  ];
}

const queueOf = (minutesAgo: number, { queueGrows }: AlertFaults) =>
  queueGrows ? (100 - minutesAgo) * 1_000 : (minutesAgo % 3) * 1_000;

function droppedOf(minutesAgo: number, { dropsPoints }: AlertFaults): number {
  if (minutesAgo > 8) return 500;
  return dropsPoints ? 8 - minutesAgo : 0;
}

/** Messages that were given up long ago stay until they are sent again or are too old to be kept. */
function alertingOf(minutesAgo: number, faults: AlertFaults): string {
  const { incidentLagMs = 1_000, threadEnded, givesUpMessages, messageWaitMs = 12_000 } = faults;
  const dead = givesUpMessages && minutesAgo < 8 ? 9 : 7;
  return `incident_lag_ms=${incidentLagMs}i,incident_restarts=${threadEnded && minutesAgo < 8 ? 3 : 2}i,messages_dead=${dead}i,message_wait_ms=${messageWaitMs}i`;
}

const counts = (all: number, down: number) => `up=${all - down}i,degraded=0i,down=${down}i,unknown=0i`;

function placeLines(
  { agency, district, device, link }: (typeof PLACES)[number],
  faults: AlertFaults,
  atMs: number,
): readonly string[] {
  const place = `agency=${escapeTag(agency)},district=${escapeTag(district)}`;
  const {
    camerasDown = 0,
    lineFull,
    recorderDown,
    diskFailed,
    retentionShort,
    clockOffsetMs = 40,
    lossRatio = 0,
    rttMs = 9,
  } = faults;
  return [
    `fleet_agency_district,${place},kind=camera,indicator=reach ${counts(10, camerasDown)} ${atMs}`,
    `fleet_agency_district,${place},kind=nvr,indicator=reach ${counts(1, 0)} ${atMs}`,
    `fleet_agency_district,${place},kind=nvr,indicator=recording ${counts(3, recorderDown ? 1 : 0)} ${atMs}`,
    // Nothing is known of it: neither up nor down.
    `fleet_agency_district,${place},kind=camera,indicator=stream up=0i,degraded=0i,down=0i,unknown=10i ${atMs}`,
    `answers,${place},area=w1 pings=2i,loss_ratio_sum=${2 * lossRatio},timed=2i,rtt_sum_ms=${2 * rttMs},clock_ahead_ms=${Math.max(0, clockOffsetMs)},clock_behind_ms=${Math.min(0, clockOffsetMs)} ${atMs}`,
    // Only clocks were read there.
    `answers,${place},area=w2 clock_ahead_ms=1,clock_behind_ms=-1 ${atMs}`,
    `recorder,${place},device=${device},kind=nvr up=1i,degraded=${retentionShort ? 1 : 0}i,disks_failed=${diskFailed ? 1 : 0}i${retentionShort ? ',reason="retention"' : ''} ${atMs}`,
    `traffic,${place},device=sw,kind=switch,interface=1,link=${link} in_util_ratio=0.2,out_util_ratio=${lineFull ? 0.96 : 0.1} ${atMs}`,
  ];
}

function eventsOf(nowMs: number, { lineDown }: AlertFaults): readonly string[] {
  const event = (entity: string, state: string, minutesAgo: number, indicator = 'reach') => {
    const atMs = nowMs - minutes(minutesAgo);
    return `event,kind=link,entity=${entity},indicator=${indicator},agency=police,district=d1 state="${state}",after_ms=${atMs - 1_000}i ${atMs}`;
  };
  return [
    event('link:line-1', 'up', 9_000),
    event('link:line-2', 'down', 60),
    event('link:line-2', 'up', 40),
    event('link:line-2', 'down', 30, 'capacity'),
    ...(lineDown ? [event('link:line-1', 'down', 20)] : []),
  ];
}

function rollUpsOf(nowMs: number, { lineFull, camerasDown = 0 }: AlertFaults): readonly string[] {
  return Array.from({ length: 90 }, (_, index) => nowMs - minutes(15) * (index + 1)).flatMap((atMs) => [
    `traffic,agency=police,district=d1,device=sw,kind=switch,interface=1,link=line-1 in_util_ratio=0.2,out_util_ratio=${lineFull ? 0.93 : 0.1} ${atMs}`,
    `fleet_contractor,contractor=nha-thau-a,kind=camera,indicator=reach ${counts(20, camerasDown)} ${atMs}`,
  ]);
}
