import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** What stands between camwatch and InfluxDB: a proxy that can fail in many ways. */
export const INFLUX_FAULTS = [
  '401',
  '404',
  '413',
  '500',
  '503',
  'slow',
  'hang',
  'cut',
  'lost-answer',
  'other',
] as const;
type InfluxFault = (typeof INFLUX_FAULTS)[number];

export type Acknowledged = ReadonlyMap<string, readonly number[]>;

export interface InfluxProxy {
  readonly url: string;
  readonly set: (fault: InfluxFault | undefined) => void;
  /** Of each device the times of its points of `reach` that were acknowledged. */
  readonly acknowledged: Acknowledged;
}

export async function startInfluxProxy(to: string): Promise<InfluxProxy> {
  const acknowledged = new Map<string, number[]>();
  let fault: InfluxFault | undefined;
  const server = createServer((incoming, answer) => {
    const isWrite = incoming.url?.startsWith('/write') === true;
    pass(incoming, answer, { to, fault: isWrite ? fault : undefined, acknowledged }).catch(() =>
      answer.destroy(),
    );
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(8_087, '127.0.0.1', resolve);
  await promise;
  return {
    url: 'http://127.0.0.1:8087',
    set: (next) => {
      fault = next;
    },
    acknowledged,
  };
}

interface PassOptions {
  readonly to: string;
  readonly fault: InfluxFault | undefined;
  readonly acknowledged: Map<string, number[]>;
}

async function pass(incoming: IncomingMessage, answer: ServerResponse, options: PassOptions): Promise<void> {
  const { fault } = options;
  if (fault === 'cut') return void incoming.destroy();
  const body = await buffer(incoming);
  if (fault === 'hang') return;
  if (fault === 'other')
    return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>Another server.');
  if (fault !== undefined && /^\d/.test(fault))
    return void answer
      .writeHead(Number(fault), { 'content-type': 'application/json' })
      .end('{"error":"made up"}');
  if (fault === 'slow') await new Promise((done) => setTimeout(done, 2_000));
  const response = await forward(incoming, body, options.to);
  const content = await buffer(response);
  // It was written and nobody was told: a second try must double nothing.
  if (fault === 'lost-answer') return void answer.destroy();
  if (response.statusCode === 204) note(incoming, body, options.acknowledged);
  answer.writeHead(response.statusCode ?? 502, response.headers).end(content);
}

function forward(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  to: string,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(`${to}${url}`, { method, headers }, resolve).on('error', reject).end(body);
  return promise;
}

function note({ headers }: IncomingMessage, body: Buffer, acknowledged: Map<string, number[]>): void {
  const lines = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString().split('\n');
  for (const line of lines) {
    const device = /^reach,(?:[^ ]*,)?device=([^, ]+)/.exec(line)?.[1];
    if (device === undefined) continue;
    const times = acknowledged.get(device) ?? [];
    times.push(Number(line.slice(line.lastIndexOf(' ') + 1)));
    acknowledged.set(device, times);
  }
}
