import { cleanText } from '../../core/text/device-text.ts';
import { parseH264Sps } from './parse-h264-sps.ts';
import { parseH265Sps } from './parse-h265-sps.ts';
import { type PictureFormat, pictureFormat, plausibleRate } from './picture-format.ts';
import type { SdpPart, Track } from './sdp.ts';

type Picture = Pick<Track, 'codec' | 'width' | 'height' | 'framesPerSecond'>;

/** Payload types that need no `rtpmap` (RFC 3551). */
const STATIC_CODECS: ReadonlyMap<string, string> = new Map([
  ['26', 'JPEG'],
  ['31', 'H261'],
  ['32', 'MPV'],
  ['33', 'MP2T'],
  ['34', 'H263'],
]);

/** Names that ONVIF has for the same. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['MP4V-ES', 'MPEG4'],
  ['HEVC', 'H265'],
  ['MJPEG', 'JPEG'],
]);

/** Codec, size and frame rate of a medium: from its parameter sets, else from the attributes that makers have for it. */
export function describePicture({ medium, attributes }: SdpPart): Picture {
  const [, , , payloadType = ''] = medium.split(/ +/);
  const codec = codecOf(payloadType, attributes.get('rtpmap') ?? []);
  const format =
    fromParameterSets(codec, ofPayload(attributes.get('fmtp') ?? [], payloadType)) ??
    fromAttributes(attributes, payloadType);
  const [rateText] = attributes.get('framerate') ?? attributes.get('x-framerate') ?? [];
  const framesPerSecond = plausibleRate(Number(rateText)) ?? format?.framesPerSecond;
  return {
    ...(codec !== undefined && { codec }),
    ...(format && { width: format.width, height: format.height }),
    ...(framesPerSecond !== undefined && { framesPerSecond }),
  };
}

function codecOf(payloadType: string, maps: readonly string[]): string | undefined {
  const [encoding = ''] = ofPayload(maps, payloadType)?.split('/') ?? [];
  const name = cleanText(encoding)?.toUpperCase() ?? STATIC_CODECS.get(payloadType);
  return name === undefined ? undefined : (OTHER_NAMES.get(name) ?? name);
}

/** The rest of the line that begins with this payload type. */
function ofPayload(lines: readonly string[], payloadType: string): string | undefined {
  return lines.find((line) => line.startsWith(`${payloadType} `))?.slice(payloadType.length + 1);
}

/** Longer ones than any camera has. */
const MOST_BASE64 = 4_096;

function fromParameterSets(codec: string | undefined, fmtp = ''): PictureFormat | undefined {
  const isH265 = codec === 'H265';
  const name = isH265 ? 'sprop-sps' : 'sprop-parameter-sets';
  const parameter = fmtp
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.toLowerCase().startsWith(`${name}=`));
  const sets = parameter?.slice(name.length + 1, name.length + 1 + MOST_BASE64).replaceAll('"', '') ?? '';
  const parse = isH265 ? parseH265Sps : parseH264Sps;
  for (const set of sets.split(',')) {
    const format = parse(Buffer.from(set, 'base64'));
    if (format) return format;
  }
  return undefined;
}

/** `x-dimensions:1920,1080`, `framesize:96 1920-1080` (3GPP), `cliprect:0,0,1080,1920` (top, left, bottom, right). */
function fromAttributes(attributes: SdpPart['attributes'], payloadType: string): PictureFormat | undefined {
  const numbers = (text: string | undefined) => (text?.match(/\d{1,5}/g) ?? []).map(Number);
  const [width = 0, height = 0] = numbers(attributes.get('x-dimensions')?.[0]);
  const [framesWide = 0, framesHigh = 0] = numbers(ofPayload(attributes.get('framesize') ?? [], payloadType));
  const [top = 0, left = 0, bottom = 0, right = 0] = numbers(attributes.get('cliprect')?.[0]);
  return (
    pictureFormat(width, height) ??
    pictureFormat(framesWide, framesHigh) ??
    pictureFormat(right - left, bottom - top)
  );
}
