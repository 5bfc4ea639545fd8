import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { host } from './tcp.ts';
import type { TestCertificate } from './tls.ts';

export interface AskedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** What a test's server does with a request: most answer with a text, in which `{cseq}` stands for the request's own. */
export type Answering = (request: AskedRequest, socket: Socket) => string | Buffer | undefined;

export interface ScriptedServer {
  readonly port: number;
  /** Everything that was asked, over all connections. */
  readonly asked: readonly AskedRequest[];
  readonly openSockets: () => number;
}

/** A server that answers as a test wants it to, on a free loopback port; closed when the test ends. */
export async function startRtspServer(
  answer: Answering,
  certificate?: TestCertificate,
): Promise<ScriptedServer> {
  const asked: AskedRequest[] = [];
  const open = new Set<Socket>();
  const serve = (socket: Socket) => {
    open.add(socket);
    let text = '';
    socket
      .setEncoding('latin1')
      .on('error', () => undefined)
      .once('close', () => open.delete(socket))
      .on('data', (chunk) => {
        text += chunk;
        for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
          const request = parseRequest(text.slice(0, end));
          text = text.slice(end + 4);
          asked.push(request);
          const reply = answer(request, socket);
          if (reply === undefined) continue;
          const cseq = request.headers.get('cseq') ?? '';
          socket.write(typeof reply === 'string' ? reply.replaceAll('{cseq}', cseq) : reply);
        }
      });
  };
  const server: Server = certificate ? createTlsServer(certificate, serve) : createServer(serve);
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked, openSockets: () => open.size };
}

function parseRequest(head: string): AskedRequest {
  const [start = '', ...lines] = head.split('\r\n');
  const [method = '', url = ''] = start.split(' ');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, url, headers: new Map(headers) };
}

export const ok = (...lines: readonly string[]) =>
  ['RTSP/1.0 200 OK', 'CSeq: {cseq}', ...lines, '', ''].join('\r\n');

export const status = (code: number, phrase: string, ...lines: readonly string[]) =>
  [`RTSP/1.0 ${code} ${phrase}`, 'CSeq: {cseq}', ...lines, '', ''].join('\r\n');

export const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=Media',
  'a=control:*',
  'm=audio 0 RTP/AVP 0',
  'a=control:trackID=1',
  'm=video 0 RTP/AVP 96',
  'b=AS:4096',
  'a=rtpmap:96 H264/90000',
  'a=x-dimensions:1920,1080',
  'a=framerate:25',
  'a=control:trackID=2',
  '',
].join('\r\n');

export const described = (...lines: readonly string[]) =>
  `${ok('Content-Type: application/sdp', `Content-Length: ${SDP.length}`, ...lines)}${SDP}`;

/** An RTP packet in its `$` frame, as it comes between answers. */
export function rtpFrame(sequence: number, { channel = 0, payload = 'picture', first = 0x80 } = {}): Buffer {
  const packet = Buffer.alloc(12 + payload.length);
  packet.writeUInt8(first, 0);
  packet.writeUInt8(96, 1);
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(0xcafe, 8);
  packet.write(payload, 12, 'latin1');
  const head = Buffer.from([0x24, channel, packet.length >> 8, packet.length & 255]);
  return Buffer.concat([head, packet]);
}

/** A camera as it should be: every request is granted, and PLAY brings packets. `others` goes first. */
export function wellBehaved(others: Partial<Record<string, Answering>> = {}): Answering {
  return (request, socket) => {
    const other = others[request.method];
    if (other) return other(request, socket);
    if (request.method === 'DESCRIBE') return described();
    if (request.method === 'SETUP') {
      return ok('Session: 1a2b;timeout=60', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1');
    }
    if (request.method !== 'PLAY') return ok('Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN');
    const cseq = request.headers.get('cseq') ?? '';
    socket.write(ok('Session: 1a2b').replaceAll('{cseq}', cseq));
    return Buffer.concat([rtpFrame(1), rtpFrame(2), rtpFrame(4)]);
  };
}

/** Starts GStreamer's RTSP server with test pictures at `/h264` and `/jpeg`; login `viewer`, `s3cret pass`. */
export async function startGstreamer(method: 'open' | 'basic' | 'digest'): Promise<number> {
  const script = new URL('./rtsp-server.py', import.meta.url).pathname;
  const child = spawn('/usr/bin/python3', [script, method], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const line = await Promise.race([
    once(child.stdout, 'data').then(([data]) => String(data)),
    once(child, 'close').then(() => ''),
  ]);
  if (line === '') {
    const packages = 'python3-gi, gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-{base,good,ugly}';
    throw new Error(`GStreamer's RTSP server is missing (Debian: ${packages}): ${errors}`);
  }
  return Number(line);
}
