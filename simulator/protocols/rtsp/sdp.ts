import type { PlayableStream } from './player.ts';

/** Describes a stream (RFC 8866). */
export function renderSdp({ planned, pictures }: PlayableStream, address: string): string {
  const { source } = pictures;
  return [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    `s=${planned.name}`,
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    'm=video 0 RTP/AVP 96',
    `b=AS:${Math.ceil(planned.bitsPerSecond / 1_000)}`,
    `a=rtpmap:96 ${source.codec}/90000`,
    `a=fmtp:96 ${source.format}`,
    `a=framerate:${planned.framesPerSecond}`,
    `a=x-dimensions:${planned.width},${planned.height}`,
    'a=control:trackID=0',
    '',
  ].join('\r\n');
}
