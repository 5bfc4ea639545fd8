import { withDeadline } from '../../core/deadline.ts';
import type { Access, DeviceReport } from '../../core/device-report.ts';
import type { Device } from '../../core/inventory.ts';
import { describeDevice } from '../onvif/describe-device.ts';
import { readServices } from '../onvif/directory.ts';
import { judgeJobs } from '../onvif/judge-jobs.ts';
import { createOnvifClient, type OnvifClient, type TimedAnswer } from '../onvif/onvif-client.ts';
import { type Quirks, quirksOf } from '../onvif/quirks.ts';
import { readRecorder } from '../onvif/recordings.ts';
import { type Endpoint, endpointOf } from '../onvif/services.ts';
import { type ProbeAnswer, ProbeError, type SingleProber, type Target } from '../prober.ts';

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
  return {
    mode: 'single',
    concurrency: options.concurrency,
    probe: async (target, signal) => {
      const isRecorder = target.question?.check.indicator === 'recording';
      if (isRecorder) return await probeRecording(open(target, options, signal));
      if (target.question?.depth !== 'details') return await probeService(open(target, options, signal));
      // Details that take too long must not fail a service that has answered.
      const answer = await withDeadline(Math.floor(target.timeoutMs * DETAILS_SHARE), signal, (inner) =>
        probeService(open(target, options, inner)),
      );
      signal.throwIfAborted();
      return answer;
    },
  };
}

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

function open(target: Target, options: OnvifProberOptions, signal: AbortSignal): Probe {
  const { question } = target;
  const { nowMs, defaultPath } = options;
  const endpoint = endpointOf(target, question && defaultPath?.(question.device));
  const quirks = quirksOf(question?.device.maker);
  const client = createOnvifClient(
    { endpoint, quirks, nowMs, login: question?.credentials?.login, trace: question?.trace },
    signal,
  );
  return { target, endpoint, quirks, client, nowMs, signal };
}

async function probeService(probe: Probe): Promise<ProbeAnswer> {
  const { signal } = probe;
  const { question } = probe.target;
  const time = await readTime(probe);
  const trace = question?.trace;
  const details =
    question?.depth === 'details' ? await describeDevice({ ...probe, time, trace }, signal) : {};
  const { connectMs, responseMs, clockOffsetMs } = time;
  return {
    measurements: { connectMs, responseMs, ...(clockOffsetMs !== undefined && { clockOffsetMs }) },
    report: { ...factsOf(probe, time), ...details, access: accessOf(probe, hasTold(details)) },
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

function factsOf({ client }: Probe, { clockOffsetMs }: TimedAnswer): DeviceReport {
  const certificate = client.certificate();
  return {
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    ...(certificate && { certificate }),
  };
}

/** What no device tells everybody, unless its password is off. */
const hasTold = ({ identity, streams = [] }: DeviceReport) => identity !== undefined && streams.length > 0;

function accessOf({ client, target }: Probe, hasToldAll: boolean): Access {
  const login = client.login();
  if (login !== 'unneeded' && login !== 'accepted') return { protocol: 'onvif', refused: login };
  if (login === 'unneeded') return { protocol: 'onvif', ...(hasToldAll && { weakness: 'no-password' }) };
  const isEmpty = target.question?.credentials?.login?.password.reveal() === '';
  return { protocol: 'onvif', ...(isEmpty && { weakness: 'empty-password' }) };
}

async function probeRecording(probe: Probe): Promise<ProbeAnswer> {
  const { client, endpoint, quirks, nowMs, target } = probe;
  const untilMs = performance.now() + target.timeoutMs * STATES_SHARE;
  const time = await readTime(probe);
  const facts = factsOf(probe, time);
  const recorder = await withReport(facts, async () =>
    readRecorder(client, await readServices(client, endpoint, quirks.directory), untilMs),
  );
  const { channels, disks } = recorder;
  const { connectMs, responseMs, clockOffsetMs = 0 } = time;
  const retentionMs = target.question?.check.retentionMs;
  const judged = judgeJobs(recorder, { nowMs: nowMs(), retentionMs, clockOffsetMs });
  const { measurements, failed, degraded, oldestRecordingMs } = judged;
  const report: DeviceReport = {
    ...facts,
    ...(channels.length > 0 && { channels }),
    ...(recorder.isCutShort && { isCutShort: true }),
    ...(disks.length > 0 && { disks }),
    ...(oldestRecordingMs !== undefined && { oldestRecordingMs }),
    access: accessOf(probe, channels.length > 0),
  };
  if (failed) throw new ProbeError(failed.reason, failed.detail, { report });
  return { measurements: { connectMs, responseMs, ...measurements }, report, ...(degraded && { degraded }) };
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
