import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { RecordedFinding } from '../../core/domain/findings.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { Numbering } from '../../core/packed/numbering.ts';
import type { EarlierFacts } from './device-survey.ts';
import { renderStream } from './find-streams.ts';

/**
 * What devices are held to where the inventory is silent: what they said first. It stays so while a finding stands, or a
 * change would be forgotten with the next look.
 */
export interface EarlierFactsBook {
  readonly of: (deviceId: string) => EarlierFacts;
  /** Takes up what was not known yet, and whether there was any; what differs is left to {@link EarlierFactsBook.adoptStream}. */
  readonly learn: (facts: Omit<DeviceFacts, 'observedMs'>) => boolean;
  /** From now on the stream is held to this. */
  readonly adoptStream: (deviceId: string, streamId: string, settings: string) => void;
  readonly replace: (isKnown: (deviceId: string) => boolean) => void;
}

const MOST_STREAMS = 16;
/** Devices that say something else at every look must not fill the memory. */
const MOST_KEPT = 10_000;

/** What a stream is set to, by its id: one object for all devices that are set alike, and never changed. */
type Streams = ReadonlyMap<string, string>;

const NO_STREAMS: Streams = new Map();

/** `numbers` are those of the devices, which others may use as well. */
export function createEarlierFacts(
  recorded: Iterable<DeviceFacts>,
  standing: Iterable<RecordedFinding>,
  numbers: Pick<Numbering, 'numberOf' | 'find' | 'nameOf'>,
): EarlierFactsBook {
  const serials: (string | undefined)[] = [];
  const models: (string | undefined)[] = [];
  const streamsOf: (Streams | undefined)[] = [];
  // A city has few models and few ways to set a stream: each is kept once.
  const texts = new Map<string, string>();
  const settings = new Map<string, Streams>();
  const intern = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined && texts.size < MOST_KEPT) texts.set(text, text);
    return known ?? text;
  };
  const share = (streams: Streams): Streams => {
    const key = JSON.stringify([...streams]);
    const known = settings.get(key);
    if (known === undefined && settings.size < MOST_KEPT) settings.set(key, streams);
    return known ?? streams;
  };
  const setStream = (device: number, id: string, text: string) => {
    const streams = new Map(streamsOf[device]).set(intern(id), intern(text));
    streamsOf[device] = share(streams);
  };
  const learn = ({ deviceId, identity, streams = [] }: Omit<DeviceFacts, 'observedMs'>) => {
    if (identity === undefined && streams.length === 0) return false;
    const device = numbers.numberOf(deviceId);
    const [serial, model, settingsBefore] = [serials[device], models[device], streamsOf[device]];
    serials[device] ??= identity?.serial;
    models[device] ??= identity?.model === undefined ? undefined : intern(identity.model);
    for (const stream of streams) {
      const known = streamsOf[device] ?? NO_STREAMS;
      if (known.has(stream.id) || known.size >= MOST_STREAMS) continue;
      setStream(device, stream.id, renderStream(stream));
    }
    const isSame = serials[device] === serial && models[device] === model;
    return !isSame || streamsOf[device] !== settingsBefore;
  };

  // What a standing finding expects comes first: the facts on record are those that gave rise to it.
  for (const { entity, code, subject, goneMs, values } of standing) {
    const { kind, id } = parseEntity(entity) ?? {};
    const { expected } = values;
    if (goneMs !== undefined || kind !== 'device' || id === undefined || typeof expected !== 'string')
      continue;
    if (code === 'serial-changed') serials[numbers.numberOf(id)] = expected;
    if (code === 'model-changed') models[numbers.numberOf(id)] = intern(expected);
    if (code === 'stream-changed') setStream(numbers.numberOf(id), subject, expected);
  }
  for (const facts of recorded) learn(facts);

  return {
    of: (deviceId) => {
      const device = numbers.find(deviceId);
      if (device === undefined) return NOTHING;
      const [serial, model, streams] = [serials[device], models[device], streamsOf[device]];
      return {
        ...(serial !== undefined && { serial }),
        ...(model !== undefined && { model }),
        stream: (id) => streams?.get(id),
      };
    },
    learn,
    adoptStream: (deviceId, streamId, text) => setStream(numbers.numberOf(deviceId), streamId, text),
    replace: (isKnown) => {
      for (const column of [serials, models, streamsOf])
        for (const device of column.keys())
          if (column[device] !== undefined && !isKnown(numbers.nameOf(device))) column[device] = undefined;
    },
  };
}

const NOTHING: EarlierFacts = { stream: () => undefined };
