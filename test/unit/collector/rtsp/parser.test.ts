import { describe, expect, test } from 'vitest';
import { ProbeError } from '#collector/probing/prober.ts';
import type { RtspResponse } from '#collector/rtsp/message.ts';
import { createRtspParser } from '#collector/rtsp/parser.ts';

type Item =
  | RtspResponse
  | { readonly channel: number; readonly payload: string }
  | { readonly asked: string };

function parse(...chunks: readonly (string | Buffer)[]): Item[] {
  const items: Item[] = [];
  const parser = createRtspParser({
    onResponse: (response) => items.push(response),
    onFrame: (channel, payload) => items.push({ channel, payload: payload.toString('latin1') }),
    onRequest: (asked) => items.push({ asked }),
  });
  for (const chunk of chunks) parser.push(Buffer.from(chunk));
  return items;
}

const frame = (channel: number, payload: string) =>
  Buffer.concat([
    Buffer.from([0x24, channel, payload.length >> 8, payload.length & 255]),
    Buffer.from(payload),
  ]);

const failure = (...chunks: readonly (string | Buffer)[]): ProbeError => {
  try {
    parse(...chunks);
  } catch (error) {
    if (error instanceof ProbeError) return error;
    throw error;
  }
  throw new Error('it was understood');
};

describe('createRtspParser', () => {
  test('reads a response with its body', () => {
    expect(parse('RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 5\r\n\r\nv=0\r\n')).toEqual([
      {
        kind: 'response',
        statusCode: 200,
        reasonPhrase: 'OK',
        headers: new Map([
          ['cseq', ['2']],
          ['content-length', ['5']],
        ]),
        body: 'v=0\r\n',
      },
    ]);
  });

  test('reads frames between responses', () => {
    const sent = Buffer.concat([
      frame(0, 'early'),
      Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 4\r\n\r\n'),
      frame(1, ''),
      frame(0, 'RTSP/1.0 200 OK\r\n\r\n'),
    ]);

    expect(parse(sent)).toMatchObject([
      { channel: 0, payload: 'early' },
      { statusCode: 200 },
      { channel: 1, payload: '' },
      { channel: 0, payload: 'RTSP/1.0 200 OK\r\n\r\n' },
    ]);
  });

  test('joins folded headers, keeps repeated ones apart, and passes over stray lines', () => {
    const [response] = parse(
      'RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm="a",\r\n\tnonce="b"\r\nwww-authenticate: Basic realm="a"\r\nstray\r\nPublic : OPTIONS\r\n\r\n',
    );

    expect(response).toMatchObject({
      headers: new Map([
        ['www-authenticate', ['Digest realm="a", nonce="b"', 'Basic realm="a"']],
        ['public', ['OPTIONS']],
      ]),
    });
  });

  test.each([
    ['bare line feeds', 'RTSP/1.0 200 OK\nCSeq: 1\n\n'],
    ['blank lines in front', '\r\n\r\nRTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n'],
    ['no reason phrase', 'RTSP/1.0 200\r\nCSeq: 1\r\n\r\n'],
  ])('takes %s', (_what, text) => {
    expect(parse(text)).toMatchObject([{ statusCode: 200, headers: new Map([['cseq', ['1']]]) }]);
  });

  test('tells of what the server asks', () => {
    expect(
      parse('OPTIONS rtsp://10.0.0.1/ RTSP/1.0\r\nCSeq: 9\r\n\r\nRTSP/1.0 200 OK\r\n\r\n'),
    ).toMatchObject([{ asked: 'OPTIONS' }, { statusCode: 200 }]);
  });

  test.each([
    ['HTTP/1.1 400 Bad Request\r\n\r\n', 'expected an answer of RTSP/1.0, got "HTTP/1.1 400 Bad Request"'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'expected an answer of RTSP/1.0, got "SSH-2.0-OpenSSH_9.2"'],
    ['RTSP/1.0 OK\r\n\r\n', 'expected an answer of RTSP/1.0, got "RTSP/1.0 OK"'],
    ['GARBAGE in, garbage out\r\n\r\n', 'expected an answer of RTSP/1.0, got "GARBAGE in, garbage out"'],
    [Buffer.from([0, 255, 1, 254]), 'expected an answer of RTSP/1.0, got "\u00ff\u0001\u00fe"'],
    ['\r\n'.repeat(40), 'expected an answer of RTSP/1.0, got ""'],
    [
      'RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n',
      'expected one Content-Length that is a number, got another one',
    ],
    [
      'RTSP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      'expected one Content-Length that is a number, got another one',
    ],
  ])('calls %j malformed', (sent, message) => {
    const error = failure(sent);

    expect(error.reason).toBe('malformed');
    if (typeof sent === 'string') expect(error.message).toBe(message);
  });

  test('tells noise before the end of its first line, though it comes byte by byte', () => {
    expect(failure('HT', 'TP', '/').reason).toBe('malformed');
  });

  test.each([
    [
      'headers without end',
      `RTSP/1.0 200 OK\r\n${'X: y\r\n'.repeat(5_000)}`,
      'expected at most 16384 bytes of headers, got more',
    ],
    [
      'a line without end',
      `RTSP/1.0 200 ${'x'.repeat(20_000)}`,
      'expected at most 16384 bytes of headers, got more',
    ],
    [
      'too many headers',
      `RTSP/1.0 200 OK\r\n${'X: y\r\n'.repeat(129)}\r\n`,
      'expected at most 128 headers, got 129',
    ],
    [
      'a body without end',
      'RTSP/1.0 200 OK\r\nContent-Length: 65537\r\n\r\n',
      'expected a body of at most 65536 bytes, got 65537',
    ],
  ])('calls %s oversized', (_what, sent, message) => {
    expect(failure(sent)).toMatchObject({ reason: 'oversized', message });
  });
});
