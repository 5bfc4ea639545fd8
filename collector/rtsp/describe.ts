import { ProbeError, type Trace } from '../probing/prober.ts';
import type { RtspClient } from './client.ts';
import { headerOf, type RtspResponse } from './message.ts';
import { parseSdp } from './parse-sdp.ts';
import { refusalOf } from './refusal.ts';
import type { Sdp, Track } from './sdp.ts';
import { atPlaceOf, parseRtspUrl, renderStreamUrl, type StreamPlace } from './stream-url.ts';

export interface Description {
  /** What relative control addresses are put behind: always at the place that was asked. */
  readonly baseUrl: string;
  readonly sdp: Sdp;
  readonly describeMs: number;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 305]);
const MOST_REDIRECTS = 2;

/**
 * Asks what there is at a path (RFC 2326 §10.2), at another place of the same device where it says so.
 * @throws ProbeError: what the device refuses and why, or `mismatch` where it sends us to another one.
 */
export async function describe(
  client: RtspClient,
  place: StreamPlace,
  path: string,
  trace: Trace | undefined,
): Promise<Description> {
  const startedMs = performance.now();
  let url = renderStreamUrl(place, path);
  for (let redirects = 0; ; redirects++) {
    const response = await client.ask({ method: 'DESCRIBE', url, headers: { Accept: 'application/sdp' } });
    if (REDIRECTS.has(response.statusCode)) {
      const next = followRedirect(response, place, redirects);
      trace?.({ kind: 'noted', text: `redirected to ${next.url}` });
      client.moveTo(next.place);
      url = next.url;
      continue;
    }
    const refusal = refusalOf(response, 'DESCRIBE', path);
    if (refusal) throw refusal;
    const sdp = parseSdp(response.body);
    trace?.({ kind: 'noted', text: `tracks: ${sdp.tracks.map(describeTrack).join('; ')}` });
    return { baseUrl: baseUrlOf(response, url), sdp, describeMs: performance.now() - startedMs };
  }
}

/** Only to the device that was asked: whoever controls it must not make us probe others. */
function followRedirect({ statusCode, headers }: RtspResponse, place: StreamPlace, redirects: number) {
  const target = parseRtspUrl(headerOf(headers, 'location') ?? '');
  const answer = `DESCRIBE was answered ${statusCode}`;
  if (!target) throw new ProbeError('mismatch', `${answer} without an address to go to`);
  if (target.host.toLowerCase() !== place.address.toLowerCase() || target.transport !== place.transport) {
    throw new ProbeError('mismatch', `${answer}: the device sends us elsewhere, to ${target.url}`);
  }
  if (place.isPortFixed && target.port !== place.port) {
    const other = `port ${target.port}, where other devices of this address may be`;
    throw new ProbeError('mismatch', `${answer}: the device sends us to ${other}`);
  }
  if (redirects >= MOST_REDIRECTS)
    throw new ProbeError('mismatch', `${answer}: the device sends us in circles`);
  return { url: target.url, place: { ...place, port: target.port } };
}

function baseUrlOf({ headers }: RtspResponse, requestUrl: string): string {
  const named = headerOf(headers, 'content-base') ?? headerOf(headers, 'content-location') ?? '';
  const base = parseRtspUrl(named);
  return base ? atPlaceOf(requestUrl, base) : requestUrl;
}

function describeTrack({ media, codec, width, height, framesPerSecond, bitsPerSecond }: Track): string {
  return [
    media,
    codec,
    width !== undefined && `${width}×${height}`,
    framesPerSecond !== undefined && `${framesPerSecond}/s`,
    bitsPerSecond !== undefined && `${bitsPerSecond / 1_000} kbit/s`,
  ]
    .filter((part) => part !== false && part !== undefined)
    .join(' ');
}
