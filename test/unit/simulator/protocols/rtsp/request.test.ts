import { describe, expect, test } from 'vitest';
import { createRtspParser, pathOf } from '#simulator/protocols/rtsp/request.ts';

const options = (cseq: number) => Buffer.from(`OPTIONS rtsp://x/1 RTSP/1.0\r\nCSeq: ${cseq}\r\n\r\n`);

describe('createRtspParser', () => {
  test('finds requests however they are cut, between packets and bodies', () => {
    const parser = createRtspParser();
    const packet = Buffer.from([0x24, 1, 0, 3, 0x24, 0x24, 0x24]);
    const body = Buffer.from('SET_PARAMETER rtsp://x/1 RTSP/1.0\r\nCSeq: 2\r\nContent-Length: 4\r\n\r\na: b');
    const stream = Buffer.concat([options(1), packet, body, packet, options(3)]);

    const found = [...stream].flatMap((octet) => parser.push(Buffer.from([octet])));

    expect(found.map(({ method, header }) => [method, header('cseq')])).toEqual([
      ['OPTIONS', '1'],
      ['SET_PARAMETER', '2'],
      ['OPTIONS', '3'],
    ]);
  });

  test.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a head without end', Buffer.alloc(9_000, 'x')],
    ['a length that is none', Buffer.from('OPTIONS * RTSP/1.0\r\nContent-Length: x\r\n\r\n')],
    ['a body without end', Buffer.from('OPTIONS * RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n')],
  ])('refuses %s', (_name, chunk) => {
    expect(() => createRtspParser().push(chunk)).toThrow(RangeError);
  });
});

test.each([
  ['rtsp://10.0.0.1:554/Streaming/Channels/101', '/Streaming/Channels/101'],
  ['rtsp://u:p@cam/cam/realmonitor?channel=1&subtype=0/trackID=0', '/cam/realmonitor?channel=1&subtype=0'],
  ['rtsp://cam/stream/trackID=0', '/stream'],
])('%s asks for %s', (url, path) => {
  expect(pathOf(url)).toBe(path);
});
