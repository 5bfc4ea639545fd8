import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { RecordedFinding } from '../../core/domain/findings.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { EarlierFacts } from './device-survey.ts';
import { renderStream } from './find-streams.ts';

/**
 * What devices are held to where the inventory is silent: what they said first. It stays so while a finding stands, or a
 * change would be forgotten with the next look.
 */
export interface EarlierFactsBook {
  readonly of: (deviceId: string) => EarlierFacts;
  /** Takes up what was not known yet; what differs from it is left to {@link EarlierFactsBook.adoptStream}. */
  readonly learn: (facts: Omit<DeviceFacts, 'observedMs'>) => void;
  /** From now on the stream is held to this. */
  readonly adoptStream: (deviceId: string, streamId: string, settings: string) => void;
  readonly replace: (isKnown: (deviceId: string) => boolean) => void;
}

const MOST_STREAMS = 16;

interface Known {
  serial?: string;
  model?: string;
  readonly streams: Map<string, string>;
}

export function createEarlierFacts(
  recorded: Iterable<DeviceFacts>,
  standing: Iterable<RecordedFinding>,
): EarlierFactsBook {
  const byDevice = new Map<string, Known>();
  // A city has few models and few ways to set a stream: each text is kept once.
  const texts = new Map<string, string>();
  const intern = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  const knownOf = (deviceId: string): Known => {
    const known = byDevice.get(deviceId) ?? { streams: new Map<string, string>() };
    byDevice.set(deviceId, known);
    return known;
  };
  const learn = ({ deviceId, identity, streams = [] }: Omit<DeviceFacts, 'observedMs'>) => {
    if (identity === undefined && streams.length === 0) return;
    const known = knownOf(deviceId);
    if (identity?.serial !== undefined) known.serial ??= identity.serial;
    if (identity?.model !== undefined) known.model ??= intern(identity.model);
    for (const stream of streams) {
      if (known.streams.has(stream.id) || known.streams.size >= MOST_STREAMS) continue;
      known.streams.set(intern(stream.id), intern(renderStream(stream)));
    }
  };

  // What a standing finding expects comes first: the facts on record are those that gave rise to it.
  for (const { entity, code, subject, goneMs, values } of standing) {
    const { kind, id } = parseEntity(entity) ?? {};
    const { expected } = values;
    if (goneMs !== undefined || kind !== 'device' || id === undefined || typeof expected !== 'string')
      continue;
    if (code === 'serial-changed') knownOf(id).serial = expected;
    if (code === 'model-changed') knownOf(id).model = intern(expected);
    if (code === 'stream-changed') knownOf(id).streams.set(intern(subject), intern(expected));
  }
  for (const facts of recorded) learn(facts);

  return {
    of: (deviceId) => {
      const known = byDevice.get(deviceId);
      if (known === undefined) return NOTHING;
      const { serial, model, streams } = known;
      return {
        ...(serial !== undefined && { serial }),
        ...(model !== undefined && { model }),
        stream: (id) => streams.get(id),
      };
    },
    learn,
    adoptStream: (deviceId, streamId, settings) =>
      knownOf(deviceId).streams.set(intern(streamId), intern(settings)),
    replace: (isKnown) => {
      for (const deviceId of byDevice.keys()) if (!isKnown(deviceId)) byDevice.delete(deviceId);
    },
  };
}

const NOTHING: EarlierFacts = { stream: () => undefined };
