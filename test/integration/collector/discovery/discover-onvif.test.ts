import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { discoverOnvif } from '#collector/discovery/discover-onvif.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { host } from '#test/support/tcp.ts';

const answerTo = (relatesTo: string, { id = 'one', types = 'dn:NetworkVideoTransmitter' } = {}) =>
  `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><a:RelatesTo>${relatesTo}</a:RelatesTo></e:Header><e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:${id}</a:Address></a:EndpointReference><d:Types>${types}</d:Types></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`;

/** Somebody who answers probes at a loopback address; what the answer is, the test says. */
async function startResponder(answer: (messageId: string) => readonly string[]) {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (bytes: Buffer, { address, port }: RemoteInfo) => {
    const [, messageId = ''] = /MessageID>([^<]+)</.exec(bytes.toString()) ?? [];
    asked.push(messageId);
    for (const text of answer(messageId)) socket.send(text, port, address);
  });
  socket.bind(0, host);
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { port: socket.address().port, asked };
}

const find = async (port: number, { signal = new AbortController().signal, listenMs = 200 } = {}) =>
  await discoverOnvif({ localAddresses: [host], destinations: [host], port, listenMs, signal });

describe('discoverOnvif', () => {
  test('takes each device once, however often it answers', async () => {
    const { port, asked } = await startResponder((id) => [
      answerTo(id),
      answerTo(id),
      answerTo(id, { id: 'two' }),
    ]);

    // Long enough for a busy machine to hear all of them.
    const { answers, failures } = await find(port, { listenMs: 1_000 });

    expect(answers.map(({ from, endpointId }) => [from, endpointId])).toEqual([
      [host, 'one'],
      [host, 'two'],
    ]);
    expect(failures).toEqual([]);
    // Two questions, each asked twice under its own id.
    expect(asked).toHaveLength(4);
    expect(new Set(asked).size).toBe(2);
  });

  test.each<[string, (id: string) => readonly string[]]>([
    ['answers to another question', () => [answerTo('uuid:00000000-0000-4000-8000-000000000000')]],
    ['answers to none', () => ['<e:Envelope/>', answerTo('')]],
    ['noise', () => ['\u0000\u0001\u0002', '', '<']],
    ['entities', (id) => [`<!DOCTYPE x [<!ENTITY a "b">]>${answerTo(id)}`]],
    ['printers', (id) => [answerTo(id, { types: 'wprt:PrintDeviceType' })]],
  ])('passes over %s', async (_what, answer) => {
    const { port } = await startResponder(answer);

    expect((await find(port)).answers).toEqual([]);
  });

  test('takes no more of one source than a device has', async () => {
    const many = (id: string) => Array.from({ length: 500 }, (_, index) => answerTo(id, { id: `d${index}` }));
    const { port } = await startResponder(many);

    expect((await find(port)).answers.length).toBeLessThanOrEqual(64);
  });

  test('tells which own address cannot be asked from', async () => {
    const signal = new AbortController().signal;

    const found = await discoverOnvif({ localAddresses: ['203.0.113.7'], port: 9, listenMs: 10, signal });

    expect(found).toEqual({
      answers: [],
      failures: [{ localAddress: '203.0.113.7', message: 'bind EADDRNOTAVAIL 203.0.113.7' }],
    });
  });

  test('ends at once when it is told to, and leaves no socket', async () => {
    const { port } = await startResponder(() => []);
    const stopping = new AbortController();
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'UDPWrap').length;
    const before = sockets();

    const finding = find(port, { signal: stopping.signal });
    stopping.abort(new Error('stopped'));

    await expect(finding).rejects.toThrow('stopped');
    await vi.waitFor(() => expect(sockets()).toBeLessThanOrEqual(before), PATIENCE);
  });
});
