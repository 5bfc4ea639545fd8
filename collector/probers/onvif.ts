import type { Access, DeviceReport, ReportParts } from '../../core/domain/device-report.ts';
import type { Device } from '../../core/domain/inventory.ts';
import type { ProbeAnswer } from '../../core/domain/probing.ts';
import { withDeadline } from '../../core/time/deadline.ts';
import { createHttpClient, type HttpClient } from '../http/request.ts';
import { describeDevice } from '../onvif/describe-device.ts';
import { readServices } from '../onvif/directory.ts';
import { judgeJobs } from '../onvif/judge-jobs.ts';
import { createOnvifClient, type OnvifClient, type TimedAnswer } from '../onvif/onvif-client.ts';
import { type Quirks, quirksOf } from '../onvif/quirks.ts';
import { readRecorder } from '../onvif/recordings.ts';
import { type Endpoint, endpointOf } from '../onvif/services.ts';
import { ProbeError, type SingleProber, type Target } from '../probing/prober.ts';
import { concludeRecording } from '../recorders/conclude-recording.ts';
import { createLruMap, type LruMap } from '../snmp/session/lru-map.ts';

export interface OnvifProberOptions {
  readonly concurrency: number;
  /** What the clocks of devices are compared with. */
  readonly nowMs: () => number;
  /** The path of the device service that the maker of a device uses, where it is not the usual one. */
  readonly defaultPath?: (device: Device) => string | undefined;
}

/**
 * Asks the ONVIF service of a device. `service`: its time, unsigned, which every device must tell; with it who it is and how
 * its streams are set, at depth `details`. `recording`: what it records and since when (Profile G), signed.
 */
export function createOnvifProber(options: OnvifProberOptions): SingleProber {
  const known: Known = { ...options, silent: createLruMap<string, true>(MOST_SILENT) };
  return {
    mode: 'single',
    concurrency: options.concurrency,
    probe: async (target, signal) => {
      const isRecorder = target.question?.check.indicator === 'recording';
      if (isRecorder) return await probeRecording(target, known, signal);
      if (target.question?.depth !== 'details') return await converse(target, known, signal, probeService);
      // Details that take too long must not fail a service that has answered.
      const answer = await withDeadline(Math.floor(target.timeoutMs * DETAILS_SHARE), signal, (inner) =>
        converse(target, known, inner, probeService),
      );
      signal.throwIfAborted();
      return answer;
    },
  };
}

interface Known extends OnvifProberOptions {
  /** Who let a connection stand and never answered a second question on it. */
  readonly silent: LruMap<string, true>;
}

const MOST_SILENT = 4_096;

/** Of the time that a probe may take, what its questions may: the rest is for the runner's own deadline. */
const DETAILS_SHARE = 0.9;
/** Of that time, what may pass before no further channel of a recorder is asked. */
const STATES_SHARE = 0.7;

interface Probe {
  readonly target: Target;
  readonly endpoint: Endpoint;
  readonly quirks: Quirks;
  readonly client: OnvifClient;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

/** What asks many questions asks them on one connection, where the device lets it; whoever asks one is gone with its answer. */
async function converse<Value>(
  target: Target,
  options: Known,
  signal: AbortSignal,
  work: (probe: Probe) => Promise<Value>,
): Promise<Value> {
  const place = `${target.address} ${target.port}`;
  const { check, depth } = target.question ?? {};
  const isLong = depth === 'details' || check?.indicator === 'recording';
  const http = createHttpClient({
    connections: isLong && !options.silent.get(place) ? 'kept' : 'one-each',
    onSilence: () => options.silent.set(place, true),
    signal,
  });
  try {
    return await work(open(target, http, options, signal));
  } finally {
    http.close();
  }
}

function open(target: Target, http: HttpClient, options: OnvifProberOptions, signal: AbortSignal): Probe {
  const { question } = target;
  const { nowMs, defaultPath } = options;
  const endpoint = endpointOf(target, question && defaultPath?.(question.device));
  const quirks = quirksOf(question?.device.maker);
  const client = createOnvifClient({
    ...{ http, endpoint, quirks, nowMs },
    login: question?.credentials?.login,
    deviceId: question?.device.id,
    trace: question?.trace,
  });
  return { target, endpoint, quirks, client, nowMs, signal };
}

async function probeService(probe: Probe): Promise<ProbeAnswer> {
  const { signal } = probe;
  const { question } = probe.target;
  const time = await readTime(probe);
  const trace = question?.trace;
  const { parts, isCutShort } =
    question?.depth === 'details'
      ? await describeDevice({ ...probe, time, trace }, signal)
      : { parts: {}, isCutShort: false };
  const { connectMs, responseMs, clockOffsetMs } = time;
  return {
    measurements: { connectMs, responseMs, ...(clockOffsetMs !== undefined && { clockOffsetMs }) },
    report: { ...factsOf(probe, time), ...parts, ...accessOf(probe, hasTold(parts)) },
    ...(isCutShort && { lacksDetails: true }),
  };
}

async function readTime({ client, target }: Probe): Promise<TimedAnswer> {
  const time = await client.readTime();
  const { clockOffsetMs } = time;
  const text =
    clockOffsetMs === undefined
      ? 'its clock cannot be told from its answer'
      : `its clock is ${Math.abs(clockOffsetMs / 1_000).toFixed(1)} s ${clockOffsetMs < 0 ? 'behind' : 'ahead of'} ours`;
  target.question?.trace?.({ kind: 'noted', text });
  return time;
}

function factsOf({ client }: Probe, { clockOffsetMs }: TimedAnswer): ReportParts {
  const [certificate, tlsPin] = [client.certificate(), client.tlsPin()];
  return {
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    ...(certificate && { certificate }),
    ...(tlsPin !== undefined && { tlsPin }),
  };
}

/** What no device tells everybody, unless its password is off. */
const hasTold = ({ identity, streams = [] }: ReportParts) => identity !== undefined && streams.length > 0;

/** Nothing, where the device was asked only for what it tells everybody: a password that is off is no news then, nor is it set. */
function accessOf({ client, target }: Probe, hasToldAll: boolean): { readonly access?: Access } {
  const login = client.login();
  if (login !== 'unneeded' && login !== 'accepted') return { access: { protocol: 'onvif', refused: login } };
  if (login === 'unneeded') {
    return hasToldAll ? { access: { protocol: 'onvif', weakness: 'no-password' } } : {};
  }
  const weakness =
    target.question?.credentials?.login?.password.reveal() === ''
      ? 'empty-password'
      : client.isPasswordExposed() && 'cleartext-login';
  return { access: { protocol: 'onvif', ...(weakness && { weakness }) } };
}

/** Ends in time of its own: what was told until then may prove a fault. */
async function probeRecording(target: Target, options: Known, signal: AbortSignal): Promise<ProbeAnswer> {
  const untilMs = performance.now() + target.timeoutMs * STATES_SHARE;
  const ask = async (probe: Probe) => {
    const { client, endpoint, quirks } = probe;
    const time = await readTime(probe);
    const recorder = await withReport(factsOf(probe, time), () =>
      readRecorder(client, () => readServices(client, endpoint, quirks.directory), untilMs),
    );
    return { probe, time, recorder };
  };
  const { probe, time, recorder } = await withDeadline(
    Math.floor(target.timeoutMs * DETAILS_SHARE),
    signal,
    (inner) => converse(target, options, inner, ask),
  );
  signal.throwIfAborted();
  const { channels, disks, missing } = recorder;
  const { connectMs, responseMs, clockOffsetMs = 0 } = time;
  const retentionMs = target.question?.check.retentionMs;
  const judged = judgeJobs(recorder, { nowMs: options.nowMs(), retentionMs, clockOffsetMs });
  const { oldestRecordingMs } = judged;
  const report = {
    ...factsOf(probe, time),
    ...(channels.length > 0 && { channels }),
    ...(disks.length > 0 && { disks }),
    ...(oldestRecordingMs !== undefined && { oldestRecordingMs }),
    ...accessOf(probe, channels.length > 0),
  };
  const lacks = 'the device tells of no channel whose state is known, and of no recording';
  return concludeRecording({ judged, measurements: { connectMs, responseMs }, report, missing, lacks });
}

/** What was learnt before it failed goes with the reason. */
async function withReport<Value>(report: DeviceReport, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    throw new ProbeError(error.reason, error.message, { report, cause: error.cause });
  }
}
