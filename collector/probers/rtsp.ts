import type { Access, WholeReport } from '../../core/domain/device-report.ts';
import type { Device } from '../../core/domain/inventory.ts';
import type { ProbeAnswer } from '../../core/domain/probing.ts';
import { ProbeError, type Question, type SingleProber, type Target, tlsPinsOf } from '../probing/prober.ts';
import { createRtspClient, type RtspClient } from '../rtsp/client.ts';
import { type Description, describe } from '../rtsp/describe.ts';
import { play } from '../rtsp/play.ts';
import { refusalOf } from '../rtsp/refusal.ts';
import { factsOf, refusedOf, streamsOf, weaknessOf, withReport } from '../rtsp/report.ts';
import { createStreamMeter, type StreamMeter } from '../rtsp/stream-meter.ts';
import { DEFAULT_PORTS, renderStreamUrl, type StreamPlace } from '../rtsp/stream-url.ts';

export interface RtspProberOptions {
  readonly concurrency: number;
  /** The path that the device itself names, where it was asked (ONVIF). */
  readonly learntPath?: (device: Device) => string | undefined;
  /** The path that the maker of a device uses, where it is known: a guess. */
  readonly defaultPath?: (device: Device) => string | undefined;
}

/**
 * Asks an RTSP server. `service`: it answers OPTIONS, and DESCRIBE where the check names a path. `stream`: the video at the
 * path is played until its first packet, or measured for `playMs`; a mere description proves nothing.
 */
export function createRtspProber(options: RtspProberOptions): SingleProber {
  return {
    mode: 'single',
    concurrency: options.concurrency,
    probe: async (target, signal) => {
      const startedMs = performance.now();
      const { question } = target;
      const { path, isGuessed } = choosePath(question, options);
      const place = placeOf(target);
      const meter = createStreamMeter();
      const client = createRtspClient({
        place,
        login: question?.credentials?.login,
        deviceId: question?.device.id,
        trace: question?.trace,
        onFrame: meter.onFrame,
        mostBytes: mostBytes(question?.check.playMs ?? 0),
        signal,
      });
      const untilMs = startedMs + target.timeoutMs - marginMs(target.timeoutMs);
      const probe = { client, place, path, isGuessed, question, meter, untilMs };
      try {
        if (question?.check.indicator === 'stream') return await probeStream(probe);
        return await probeService(probe);
      } catch (error) {
        throw withReport(error, factsOf(client));
      } finally {
        client.close();
      }
    },
  };
}

/** One probe under way. */
interface Probe {
  readonly client: RtspClient;
  readonly place: StreamPlace;
  readonly path: string;
  /** Nobody named the path: that nothing is there proves nothing. */
  readonly isGuessed: boolean;
  readonly question: Question | undefined;
  readonly meter: StreamMeter;
  readonly untilMs: number;
}

function choosePath(
  question: Question | undefined,
  { learntPath, defaultPath }: RtspProberOptions,
): { readonly path: string; readonly isGuessed: boolean } {
  const named = question && (question.check.path ?? learntPath?.(question.device));
  if (named !== undefined) return { path: named, isGuessed: false };
  return { path: (question && defaultPath?.(question.device)) ?? '/', isGuessed: true };
}

/** Left for the polite end, and so that "nothing came" is told from "no answer". */
const marginMs = (timeoutMs: number) => Math.min(400, timeoutMs / 10);

/** Headers, and half a second of the richest stream there is; while one is measured 32 MB/s. */
const mostBytes = (playMs: number) => 16e6 + playMs * 32e3;

function placeOf({ address, port, isPortFixed, connectWithinMs, question }: Target): StreamPlace {
  const transport = question?.check.transport ?? 'plain';
  return {
    address,
    transport,
    port: port ?? DEFAULT_PORTS[transport],
    ...(isPortFixed && { isPortFixed }),
    ...(connectWithinMs !== undefined && { connectWithinMs }),
    ...tlsPinsOf(question),
  };
}

async function probeStream(probe: Probe): Promise<ProbeAnswer> {
  const { client, path, question } = probe;
  await askOptions(probe, 'any');
  const { description, report } = await describeStream(probe).catch((error: unknown) => {
    throw probe.isGuessed ? withoutBlame(error, path) : error;
  });
  const track = description.sdp.tracks.find(({ media }) => media === 'video');
  try {
    if (!track) throw new ProbeError('no-media', `the stream at ${path} has no video`);
    const { meter, untilMs } = probe;
    const playMs = question?.check.playMs ?? 0;
    const options = { description, track, path, meter, playMs, untilMs, trace: question?.trace };
    const played = await play(client, options);
    const measurements = { ...connectTime(client), describeMs: description.describeMs, ...played };
    return { measurements, report };
  } catch (error) {
    throw withReport(error, report);
  }
}

/** A camera is not down because we do not know where its stream is. */
function withoutBlame(error: unknown, path: string): unknown {
  if (!(error instanceof ProbeError) || error.reason !== 'no-media') return error;
  const message = `no stream at ${path}, which is a guess: name the path in the profile (${error.message})`;
  return new ProbeError('internal', message, { cause: error });
}

async function probeService(probe: Probe): Promise<ProbeAnswer> {
  const { client, question, isGuessed } = probe;
  await askOptions(probe, 'its own');
  const wantsDescription = question !== undefined && (!isGuessed || question.depth === 'details');
  if (!wantsDescription) return { measurements: connectTime(client), report: factsOf(client) };
  try {
    const { description, report } = await describeStream(probe);
    return { measurements: { ...connectTime(client), describeMs: description.describeMs }, report };
  } catch (error) {
    // A path that nobody named proves nothing of the service, which has answered.
    if (!isGuessed || !(error instanceof ProbeError)) throw error;
    question.trace?.({ kind: 'noted', text: `not described: ${error.message}` });
    const refused = refusedOf(error);
    const access: Access = { protocol: 'rtsp', ...(refused && { refused }) };
    return { measurements: connectTime(client), report: { ...factsOf(client), access } };
  }
}

/** Servers that want a login first, or do not know this path or OPTIONS, have answered; those that are unwell say so. */
async function askOptions({ client, place, path }: Probe, blame: 'any' | 'its own'): Promise<void> {
  const url = renderStreamUrl(place, path);
  const response = await client.askAsNobody({ method: 'OPTIONS', url, headers: {} });
  const refusal = refusalOf(response, 'OPTIONS', path);
  if (blame === 'its own' && (refusal?.reason === 'device-error' || refusal?.reason === 'busy'))
    throw refusal;
}

async function describeStream(probe: Probe): Promise<{
  readonly description: Description;
  readonly report: WholeReport;
}> {
  const { client, place, path, question } = probe;
  const description = await describe(client, place, path, question?.trace);
  const weakness = weaknessOf(client, question?.credentials?.login);
  const access: Access = { protocol: 'rtsp', ...(weakness && { weakness }) };
  return { description, report: { ...factsOf(client), access, streams: streamsOf(description, path) } };
}

const connectTime = (client: RtspClient) => ({ connectMs: client.facts().connectMs });
