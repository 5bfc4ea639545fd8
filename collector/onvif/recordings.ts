import type { Channel, Disk } from '../../core/domain/device-report.ts';
import { ACCESS_REASONS } from '../../core/domain/probing.ts';
import { DeadlineError } from '../../core/time/deadline.ts';
import type { Missing } from '../judge/judge-recorder.ts';
import { ProbeError } from '../probing/prober.ts';
import type { OnvifClient } from './onvif-client.ts';
import {
  type JobState,
  parseJobState,
  parseJobs,
  parseOldest,
  parseRecordings,
  type Recording,
} from './recording-answers.ts';
import type { Services } from './services.ts';
import { escapeXml, type Xml } from './xml.ts';

/** What a recorder says by Profile G. */
export interface Recorder {
  readonly channels: readonly Channel[];
  /** Channels that should record and cannot, for whatever reason. */
  readonly failing: readonly number[];
  /** Known only in trouble: the protocol has no other word for disks than the errors of what is recorded on them. */
  readonly disks: readonly Disk[];
  /** By the device's own clock. */
  readonly oldestMs?: number;
  /** There was no time for all questions, or the device had no answer. */
  readonly missing?: Missing;
}

/** Far more than the channels of any one recorder. */
const MOST_JOBS = 128;
/** What stands for all disks: the protocol does not tell them apart. */
export const ONVIF_STORAGE = 'storage';
const RECORDING = 'http://www.onvif.org/ver10/recording/wsdl';
const SEARCH = 'http://www.onvif.org/ver10/search/wsdl';

/**
 * Asks a recorder what it records, and since when. States are asked one by one: those that are not told before `untilMs`
 * (of `performance.now()`) stay unknown.
 * @throws ProbeError `unsupported` where it has neither of the services that tell, or why neither of them told.
 */
export async function readRecorder(
  client: OnvifClient,
  findServices: () => Promise<Services>,
  untilMs: number,
): Promise<Recorder> {
  const services = await attempt(findServices);
  if (services instanceof ProbeError && !isLate(services)) throw services;
  const ask = <Value>(work: (known: Services) => Promise<Value>) =>
    services instanceof ProbeError ? services : attempt(() => work(services));
  const oldest = await ask((known) => readOldest(client, known));
  const found = await ask((known) => readChannels(client, known, untilMs));
  const areBothRefused = oldest instanceof ProbeError && found instanceof ProbeError;
  if (areBothRefused && !isLate(oldest) && !isLate(found)) throw found;
  const channels = found instanceof ProbeError ? [] : found;
  const disks = channels.map(({ state }) => state?.disks).find((state) => state !== undefined);
  const missing = missingOf(oldest, found);
  return {
    channels: channels.map(({ channel }) => channel),
    failing: channels.filter(({ state }) => state?.isFailing).map(({ channel }) => channel.number),
    disks: disks ? [{ name: ONVIF_STORAGE, state: disks }] : [],
    ...(typeof oldest === 'number' && { oldestMs: oldest }),
    ...(missing && { missing }),
  };
}

/** Disks are known by the errors of channels: where a channel is missing, so may theirs be. */
function missingOf(
  oldest: number | ProbeError | undefined,
  found: readonly FoundChannel[] | ProbeError,
): Missing | undefined {
  const untold = found instanceof ProbeError ? found : found.find(({ untold: why }) => why)?.untold;
  const whyOldest = oldest instanceof ProbeError && isMissing(oldest) ? oldest : undefined;
  const whyChannels = untold && isMissing(untold) ? untold : undefined;
  const why = whyChannels ?? whyOldest;
  if (why === undefined) return undefined;
  const parts = [
    ...(whyChannels ? (['channels', 'disks'] as const) : []),
    ...(whyOldest ? (['oldest recording'] as const) : []),
  ];
  return { parts: new Set(parts), why: { reason: why.reason, detail: why.message } };
}

/** What a device does not offer was not kept back. */
const isMissing = ({ reason }: ProbeError) => reason !== 'unsupported';

const isLate = ({ reason }: ProbeError) => reason === 'timeout';

/** A question that this device does not answer must not hide what it does answer; a refusal is of all of them. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Value | ProbeError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DeadlineError) return new ProbeError('timeout', error.message, { cause: error });
    if (error instanceof ProbeError && !ACCESS_REASONS.has(error.reason)) return error;
    throw error;
  }
}

async function readOldest(client: OnvifClient, services: Services): Promise<number | undefined> {
  const endpoint = services.get('search');
  if (endpoint === undefined) throw lacks('search');
  return parseOldest(await client.call({ name: 'GetRecordingSummary', namespace: SEARCH }, endpoint));
}

const lacks = (service: string) =>
  new ProbeError('unsupported', `it has no ${service} service (ONVIF Profile G)`);

interface FoundChannel {
  readonly channel: Channel;
  readonly state?: JobState;
  /** Why its state was not told. */
  readonly untold?: ProbeError;
}

async function readChannels(
  client: OnvifClient,
  services: Services,
  untilMs: number,
): Promise<readonly FoundChannel[]> {
  const endpoint = services.get('recording');
  if (endpoint === undefined) throw lacks('recording');
  const ask = (name: string, content = '') => client.call({ name, namespace: RECORDING, content }, endpoint);
  const recordings = parseRecordings(await ask('GetRecordings'));
  const jobs = parseJobs(await ask('GetRecordingJobs')).slice(0, MOST_JOBS);
  const jobByRecording = new Map(jobs.map((job) => [job.recording, job.token]));
  const found: FoundChannel[] = [];
  for (const recording of recordings) {
    const job = jobByRecording.get(recording.token);
    const told =
      job === undefined ? undefined : performance.now() < untilMs ? await readState(ask, job) : NO_TIME;
    found.push(toChannel(recording, told));
  }
  return found;
}

const NO_TIME = new ProbeError('timeout', 'no time was left to ask for the state of every channel');

async function readState(
  ask: (name: string, content: string) => Promise<Xml>,
  job: string,
): Promise<JobState | ProbeError> {
  const content = `<JobToken>${escapeXml(job)}</JobToken>`;
  const told = await attempt(() => ask('GetRecordingJobState', content));
  return told instanceof ProbeError ? told : parseJobState(told);
}

function toChannel({ number, name }: Recording, told: JobState | ProbeError | undefined): FoundChannel {
  const isTold = told !== undefined && !(told instanceof ProbeError);
  const { video = 'unknown', recording = 'unknown' } = isTold ? told : {};
  const channel: Channel = { number, video, recording, ...(name && { name }) };
  if (told === undefined) return { channel };
  return told instanceof ProbeError ? { channel, untold: told } : { channel, state: told };
}
