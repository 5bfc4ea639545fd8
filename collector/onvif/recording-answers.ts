import type { Channel, Disk } from '../../core/domain/device-report.ts';
import { child, children, textAt, type Xml } from './xml.ts';

export interface Recording {
  readonly token: string;
  readonly number: number;
  readonly name?: string;
}

const MOST_RECORDINGS = 512;

/** Reads a GetRecordingsResponse. */
export function parseRecordings(response: Xml): readonly Recording[] {
  const items = children(response, 'RecordingItem').slice(0, MOST_RECORDINGS);
  const found = items.flatMap((item) => {
    const token = textAt(item, 'RecordingToken');
    const name = textAt(item, 'Configuration', 'Source', 'Name');
    return token === undefined ? [] : [{ token, ...(name && { name }) }];
  });
  const numbers = numbersOf(found.map(({ token }) => token));
  return found.map((recording, index) => ({ ...recording, number: numbers[index] ?? index + 1 }));
}

/**
 * Profile G knows no channel numbers. They are those at the end of the tokens where each has one of its own that can be a
 * channel's (counted from 0 or from 1), else the places in the list.
 */
function numbersOf(tokens: readonly string[]): readonly number[] {
  const written = tokens.map((token) => /(\d{1,6})$/.exec(token)?.[1]);
  const numbers = written.map(Number);
  const first = Math.min(...numbers);
  const most = Math.max(MOST_CHANNELS, numbers.length);
  const areChannels =
    written.every((digits) => digits !== undefined) &&
    new Set(numbers).size === numbers.length &&
    Math.max(...numbers) <= most;
  if (!areChannels) return tokens.map((_token, index) => index + 1);
  return first === 0 ? numbers.map((number) => number + 1) : numbers;
}

/** Beyond this a number in a token counts something else, such as `RecordMediaProfile00100`. */
const MOST_CHANNELS = 64;

export interface RecordingJob {
  readonly token: string;
  /** Token of the recording that it fills. */
  readonly recording: string;
}

/** Reads a GetRecordingJobsResponse. */
export function parseJobs(response: Xml): readonly RecordingJob[] {
  return children(response, 'JobItem').flatMap((item) => {
    const token = textAt(item, 'JobToken');
    const recording = textAt(item, 'JobConfiguration', 'RecordingToken');
    return token === undefined || recording === undefined ? [] : [{ token, recording }];
  });
}

export interface JobState extends Pick<Channel, 'video' | 'recording'> {
  /** It should record and cannot. */
  readonly isFailing: boolean;
  /** What its error says of the disks, where it speaks of them. */
  readonly disks?: Extract<Disk['state'], 'full' | 'failed'>;
}

/**
 * Reads a GetRecordingJobStateResponse. Whether a picture comes in shows only while it is kept, and in the words of an
 * error: one that speaks of the disk does not blame the picture.
 */
export function parseJobState(response: Xml): JobState {
  const state = child(response, 'State');
  const said = textAt(state, 'State')?.toLowerCase() ?? '';
  const recording = RECORDING_BY_STATE.get(said) ?? 'unknown';
  if (recording === 'on') return { recording, video: 'present', isFailing: false };
  const errors = children(state, 'Sources')
    .flatMap((source) => children(child(source, 'Tracks'), 'Track'))
    .flatMap((track) => textAt(track, 'Error') ?? []);
  const ofDisks = errors.find((error) => DISKS.test(error));
  const isLost = errors.some((error) => LOSS.test(error));
  return {
    recording,
    video: isLost ? 'lost' : ofDisks ? 'present' : 'unknown',
    isFailing: said === 'error',
    ...(ofDisks && { disks: /full|space/i.test(ofDisks) ? 'full' : 'failed' }),
  };
}

const RECORDING_BY_STATE: ReadonlyMap<string, Channel['recording']> = new Map([
  ['active', 'on'],
  ['partiallyactive', 'on'],
  ['idle', 'off'],
  ['error', 'off'],
]);

const LOSS =
  /(?:video|signal) ?(?:loss|lost)|loss of (?:video|signal)|no (?:video|signal|source|input)|disconnect|not connected|unreachable/i;
const DISKS = /\b(?:disks?|hdd|storage|space|sd ?card)\b/i;

/**
 * Reads a GetRecordingSummaryResponse: the instant of the oldest recording. The epoch, or any date before there were such
 * recorders, stands for "none".
 */
export function parseOldest(response: Xml): number | undefined {
  const text = textAt(response, 'Summary', 'DataFrom') ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(text)) return undefined;
  // A date without a zone would be read as of ours.
  const atMs = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return atMs >= Date.UTC(2000) ? atMs : undefined;
}
