import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Random } from '#simulator/city/random.ts';
import { mutate, noise } from './mutate.ts';

/** What was sent so far, by what it claims to be. */
export type Sent = Record<'snmp' | 'onvif' | 'http' | 'rtsp', number>;

export interface RelayContext {
  readonly random: Random;
  readonly sent: Sent;
  /** What is enough: right answers alone come after that, so that the machine has time for the others. */
  readonly wanted: Sent;
  readonly tls: { readonly key: string; readonly cert: string };
}

export interface Place {
  readonly address: string;
  readonly port: number;
}

/** Beyond all that any prober takes. */
const ENDLESS_BYTES = 20_000_000;
const COPIES = 16;

/**
 * An agent that is asked through us: to each of its answers come sixteen that are wrong, of which some come from another address,
 * some answer another question, and some are no message at all; and now and then the right one.
 */
export async function relayUdp(
  at: Place,
  agent: Place,
  stranger: UdpSocket,
  context: RelayContext,
): Promise<void> {
  const { random, sent, wanted } = context;
  const [socket, up] = [createSocket('udp4'), createSocket('udp4')];
  socket.bind(at.port, at.address);
  up.bind(0, '127.0.0.1');
  await Promise.all([once(socket, 'listening'), once(up, 'listening')]);
  for (const one of [socket, up]) one.on('error', () => undefined);
  let asker: Place | undefined;
  let older = Buffer.alloc(0);
  socket.on('message', (question, { address, port }) => {
    asker = { address, port };
    up.send(question, agent.port, agent.address);
  });
  up.on('message', (answer) => {
    if (!asker) return;
    const isEnough = sent.snmp >= wanted.snmp;
    for (let copy = 0; copy < COPIES && !isEnough; copy++) {
      const bytes = wrongAnswer(answer, older);
      const from = random.chance(0.1) ? stranger : socket;
      from.send(bytes.subarray(0, 60_000), asker.port, asker.address);
      sent.snmp++;
    }
    if (isEnough || random.chance(0.2)) socket.send(answer, asker.port, asker.address);
    older = answer;
  });

  function wrongAnswer(answer: Buffer, before: Buffer): Buffer {
    const kind = random.next();
    if (kind < 0.85) return mutate(answer, random);
    if (kind < 0.9) return before;
    if (kind < 0.95) return noise(random, random.integer(0, 200));
    return Buffer.concat([answer, noise(random, random.integer(1, 20_000))]);
  }
}

/** A server that is asked through us, over TLS or without. Of what it says nearly everything is wrong in some way. */
export async function relayTcp(
  at: Place & { readonly isTls: boolean },
  server: Place,
  speaks: 'http' | 'rtsp',
  context: RelayContext,
): Promise<void> {
  const { random } = context;
  const handle = (client: Socket | TLSSocket) => betray(client, server, speaks, context);
  const tls = at.isTls
    ? createTlsServer(context.tls, handle).on('tlsClientError', () => undefined)
    : undefined;
  const listening = createServer((client) => {
    client.on('error', () => undefined);
    if (!tls) handle(client);
    else if (random.chance(0.8)) tls.emit('connection', client);
    else garble(client);
  }).listen(at.port, at.address);
  await once(listening, 'listening');

  /** Something like TLS: its first bytes, and then anything. */
  function garble(client: Socket): void {
    context.sent[speaks]++;
    client.once('data', () => {
      client.end(
        Buffer.concat([Buffer.from('1603030040020000', 'hex'), noise(random, random.integer(0, 300))]),
      );
    });
  }
}

function betray(client: Socket, server: Place, speaks: 'http' | 'rtsp', context: RelayContext): void {
  const { random, sent, wanted } = context;
  const up = connect(server.port, server.address);
  client.on('error', () => undefined).once('close', () => up.destroy());
  up.on('error', () => undefined).once('close', () => client.end());
  client.on('data', (question) => void (up.writable && up.write(question)));
  if (random.chance(0.02)) client.write(noise(random, 40));
  let isOver = false;
  up.on('data', (answer) => {
    if (isOver || client.destroyed) return;
    isOver = answerWrongly(answer);
  });

  /** Returns whether nothing of the server passes any more. */
  function answerWrongly(answer: Buffer): boolean {
    const isEnough = sent[speaks] >= wanted[speaks] && (speaks === 'rtsp' || sent.onvif >= wanted.onvif);
    const kind = isEnough ? 0 : random.next();
    const count = (what: keyof Sent) => sent[what]++;
    if (kind < 0.1) {
      client.write(answer);
      return false;
    }
    if (kind < 0.5 && speaks === 'http') {
      count('onvif');
      client.write(withWrongBody(answer, random));
      return false;
    }
    count(speaks);
    if (kind < 0.7) {
      client.write(mutate(answer, random));
      return false;
    }
    if (kind < 0.75) client.end(answer.subarray(0, random.integer(0, answer.length)));
    else if (kind < 0.8) breakOff(client);
    else if (kind < 0.81) return true;
    else if (kind < 0.85) flood(client, headOf(answer), ' '.repeat(10_000));
    else if (kind < 0.89)
      flood(client, Buffer.from('HTTP/1.1 200 OK\r\n'), `X-${'y'.repeat(500)}: z\r\n`.repeat(20));
    else if (kind < 0.9) drip(client, answer);
    else if (kind < 0.95) for (let copy = 0; copy < 50; copy++) client.write(answer);
    else client.end(noise(random, random.integer(0, 2_000)));
    return true;
  }
}

const headOf = (answer: Buffer): Buffer =>
  Buffer.from(
    `${
      answer
        .toString('latin1')
        .split('\r\n\r\n')[0]
        ?.replace(/content-length:.*\r\n/i, '') ?? ''
    }\r\n\r\n`,
    'latin1',
  );

/** A body that is wrong in a frame that is right. */
function withWrongBody(answer: Buffer, random: Random): Buffer {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return mutate(answer, random);
  const body = mutate(answer.subarray(end + 4), random);
  const head = answer
    .subarray(0, end)
    .toString('latin1')
    .replace(/content-length:\s*\d+/i, `Content-Length: ${body.length}`);
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);
}

/** Without an end, as far as the other side lets it. */
function flood(client: Socket, head: Buffer, more: string): void {
  let left = ENDLESS_BYTES;
  client.write(head);
  const pour = () => {
    while (left > 0 && !client.destroyed) {
      left -= more.length;
      if (!client.write(more)) return;
    }
    client.destroy();
  };
  client.on('drain', pour);
  pour();
}

function drip(client: Socket, answer: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (client.destroyed || at >= answer.length) clearInterval(timer);
    else client.write(answer.subarray(at, ++at));
  }, 20);
  client.once('close', () => clearInterval(timer));
}

/** A reset, which what runs over TLS cannot be given. */
function breakOff(client: Socket): void {
  if ('encrypted' in client) client.destroy();
  else client.resetAndDestroy();
}
