import type { Channel, Disk } from '../../core/device-report.ts';
import { ACCESS_REASONS } from '../../core/probing.ts';
import { ProbeError } from '../prober.ts';
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
  /** There was no time for all questions. */
  readonly isCutShort?: true;
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
  services: Services,
  untilMs: number,
): Promise<Recorder> {
  const oldest = await attempt(() => readOldest(client, services));
  const found = await attempt(() => readChannels(client, services, untilMs));
  if (oldest instanceof ProbeError && found instanceof ProbeError) throw found;
  const channels = found instanceof ProbeError ? [] : found;
  const isCutShort = isLate(oldest) || isLate(found) || channels.some((one) => one.isUnasked);
  const disks = channels.map(({ state }) => state?.disks).find((state) => state !== undefined);
  return {
    channels: channels.map(({ channel }) => channel),
    failing: channels.filter(({ state }) => state?.isFailing).map(({ channel }) => channel.number),
    disks: disks ? [{ name: ONVIF_STORAGE, state: disks }] : [],
    ...(typeof oldest === 'number' && { oldestMs: oldest }),
    ...(isCutShort && { isCutShort }),
  };
}

const isLate = (answer: unknown) => answer instanceof ProbeError && answer.reason === 'timeout';

/** A question that this device does not answer must not hide what it does answer; a refusal is of all of them. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Value | ProbeError> {
  try {
    return await work();
  } catch (error) {
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
  readonly state: JobState | undefined;
  /** There was no time to ask for its state, or none to answer. */
  readonly isUnasked: boolean;
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
    if (job === undefined) found.push(toChannel(recording, undefined));
    else
      found.push(toChannel(recording, performance.now() < untilMs ? await readState(ask, job) : 'unasked'));
  }
  return found;
}

async function readState(ask: (name: string, content: string) => Promise<Xml>, job: string) {
  const content = `<JobToken>${escapeXml(job)}</JobToken>`;
  const told = await attempt(() => ask('GetRecordingJobState', content));
  if (isLate(told)) return 'unasked';
  return told instanceof ProbeError ? undefined : parseJobState(told);
}

function toChannel({ number, name }: Recording, told: JobState | 'unasked' | undefined): FoundChannel {
  const state = told === 'unasked' ? undefined : told;
  const { video = 'unknown', recording = 'unknown' } = state ?? {};
  const channel: Channel = { number, video, recording, ...(name && { name }) };
  return { state, isUnasked: told === 'unasked', channel };
}
