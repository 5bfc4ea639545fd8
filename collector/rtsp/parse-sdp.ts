import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import { describePicture } from './describe-picture.ts';
import type { Sdp, SdpPart, Track } from './sdp.ts';

const MOST_LINES = 1_000;
const MOST_TRACKS = 32;

/**
 * Takes what cameras write: any line end, no order among the lines of a part, lines that mean nothing.
 * @throws ProbeError `malformed` where no medium is described.
 */
export function parseSdp(text: string): Sdp {
  const [session, ...media] = split(text);
  if (!session || media.length === 0) {
    const shown = (cleanText(text) ?? '').slice(0, 40);
    throw new ProbeError(
      'malformed',
      `expected a description (SDP) with a medium, got ${JSON.stringify(shown)}`,
    );
  }
  return { ...controlOf(session), tracks: media.slice(0, MOST_TRACKS).map(parseTrack) };
}

function split(text: string): readonly SdpPart[] {
  const newPart = (medium: string) => ({
    medium,
    attributes: new Map<string, string[]>(),
    bandwidths: new Map<string, number>(),
  });
  const parts = [newPart('')];
  for (const line of text.split(/\r\n|\r|\n/, MOST_LINES)) {
    const [, type, value = ''] = /^\s*([a-z])=(.*)$/.exec(line) ?? [];
    if (type === 'm') parts.push(newPart(value.trim()));
    const part = parts.at(-1);
    if (!part) continue;
    const [, name = '', rest = ''] = /^([^:]+):?(.*)$/.exec(value.trim()) ?? [];
    if (type === 'b') part.bandwidths.set(name.toUpperCase(), Number(rest));
    if (type !== 'a') continue;
    const key = name.toLowerCase();
    part.attributes.set(key, [...(part.attributes.get(key) ?? []), rest.trim()]);
  }
  return parts;
}

function parseTrack(part: SdpPart): Track {
  const [media = ''] = part.medium.split(' ');
  return {
    media: media.toLowerCase(),
    ...controlOf(part),
    ...describePicture(part),
    ...bitRateOf(part.bandwidths),
  };
}

function controlOf({ attributes }: SdpPart): { readonly control?: string } {
  const control = attributes.get('control')?.[0];
  return control ? { control } : {};
}

/** `TIAS` is in bits, `AS` in kilobits a second; 0 means "not said". */
function bitRateOf(bandwidths: SdpPart['bandwidths']): { readonly bitsPerSecond?: number } {
  const bitsPerSecond = bandwidths.get('TIAS') ?? (bandwidths.get('AS') ?? 0) * 1_000;
  return bitsPerSecond > 0 && Number.isSafeInteger(bitsPerSecond) ? { bitsPerSecond } : {};
}
