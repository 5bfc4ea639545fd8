import { expect, test } from 'vitest';
import { renderRequest } from '#collector/rtsp/render-request.ts';

test('a request is rendered as RFC 2326 has it', () => {
  const text = renderRequest({ method: 'PLAY', url: 'rtsp://a/b', headers: { Session: '12' } }, 7);

  expect(text).toBe('PLAY rtsp://a/b RTSP/1.0\r\nCSeq: 7\r\nUser-Agent: camwatch\r\nSession: 12\r\n\r\n');
});

test('nothing that a device wrote can begin a line of its own', () => {
  const text = renderRequest(
    { method: 'SETUP', url: 'rtsp://a/b c\r\nX: 1', headers: { Session: '1\r\nY: 2\0' } },
    1,
  );

  expect(text.split('\r\n')).toEqual([
    'SETUP rtsp://a/b%20c%20X:%201 RTSP/1.0',
    'CSeq: 1',
    'User-Agent: camwatch',
    'Session: 1 Y: 2',
    '',
    '',
  ]);
});
