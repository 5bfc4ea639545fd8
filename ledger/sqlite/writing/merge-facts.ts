import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import { days } from '../../../core/time/units.ts';
import type { FactPart, RecordedFacts } from '../../record/devices.ts';

const MOST_STREAMS = 16;
const MOST_DISKS = 64;
/** A stream that no probe has named for so long is a profile that was removed. */
const STREAM_KEPT_MS = days(7);

/**
 * What is known after `news`: a part that is not said this time keeps its earlier value, and so does a detail of the
 * identity; streams come from several probes and are told apart by id. News older than what is known adds only what
 * was not known.
 */
export function mergeFacts(known: RecordedFacts | undefined, news: DeviceFacts): RecordedFacts {
  const { deviceId, observedMs } = news;
  const isOlder = (part: FactPart) =>
    observedMs < (known?.observedMsByPart[part] ?? Number.NEGATIVE_INFINITY);
  const pick = <Part extends FactPart>(part: Part): DeviceFacts[Part] | undefined =>
    isOlder(part) ? (known?.[part] ?? news[part]) : (news[part] ?? known?.[part]);
  const timeOf = (part: FactPart) =>
    news[part] === undefined || isOlder(part) ? known?.observedMsByPart[part] : observedMs;

  const identity = mergeIdentity(known, news, isOlder('identity'));
  const { streams, observedMsByStream } = mergeStreams(known, news);
  const disks = pick('disks')?.slice(0, MOST_DISKS);
  const networkTime = pick('networkTime');
  const certificate = pick('certificate');
  const oldestRecordingMs = pick('oldestRecordingMs');
  return {
    deviceId,
    observedMs: Math.max(observedMs, known?.observedMs ?? observedMs),
    observedMsByPart: Object.fromEntries(
      PARTS.flatMap((part) => {
        const partMs = timeOf(part);
        return partMs === undefined ? [] : [[part, partMs]];
      }),
    ),
    observedMsByStream,
    ...(identity && { identity }),
    ...(streams.length > 0 && { streams }),
    ...(disks && { disks }),
    ...(networkTime && { networkTime }),
    ...(certificate && { certificate }),
    ...(oldestRecordingMs !== undefined && { oldestRecordingMs }),
  };
}

const PARTS = [
  'identity',
  'streams',
  'disks',
  'networkTime',
  'certificate',
  'oldestRecordingMs',
] as const satisfies readonly FactPart[];

function mergeIdentity(known: RecordedFacts | undefined, news: DeviceFacts, isOlder: boolean) {
  if (!known?.identity || !news.identity) return news.identity ?? known?.identity;
  return isOlder ? { ...news.identity, ...known.identity } : { ...known.identity, ...news.identity };
}

function mergeStreams(known: RecordedFacts | undefined, { streams = [], observedMs }: DeviceFacts) {
  const timesMs = { ...known?.observedMsByStream };
  const kept = new Map((known?.streams ?? []).map((stream) => [stream.id, stream]));
  for (const stream of streams) {
    if (observedMs < (timesMs[stream.id] ?? Number.NEGATIVE_INFINITY)) continue;
    // Addresses are asked one by one: one that was not told this time is not gone.
    const { streamAddress, snapshotAddress } = kept.get(stream.id) ?? {};
    kept.set(stream.id, {
      ...(streamAddress !== undefined && { streamAddress }),
      ...(snapshotAddress !== undefined && { snapshotAddress }),
      ...stream,
    });
    timesMs[stream.id] = observedMs;
  }
  const newestMs = Math.max(observedMs, ...Object.values(timesMs));
  const timeOf = ({ id }: { readonly id: string }) => timesMs[id] ?? observedMs;
  const merged = [...kept.values()]
    .filter((stream) => newestMs - timeOf(stream) <= STREAM_KEPT_MS)
    // Ties by id, so that the order does not hang on who was asked last.
    .sort((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_STREAMS)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    streams: merged,
    observedMsByStream: Object.fromEntries(merged.map((stream) => [stream.id, timeOf(stream)])),
  };
}
