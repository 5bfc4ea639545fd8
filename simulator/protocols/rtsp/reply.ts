import type { RtspRequest } from './request.ts';

type Header = readonly [name: string, value: string];

export interface RtspReply {
  readonly status: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

export const reply = (status: string, ...headers: readonly Header[]): RtspReply => ({ status, headers });

/** As it goes out, under the number of the request that it answers. */
export function renderReply(request: RtspRequest, { status, headers, body = '' }: RtspReply): string {
  const lines = [
    `RTSP/1.0 ${status}`,
    `CSeq: ${request.header('cseq') ?? 0}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
