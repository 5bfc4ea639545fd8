import { describe, expect, test } from 'vitest';
import { parseRtspUrl, renderStreamUrl, resolveControl } from '#collector/rtsp/stream-url.ts';

describe('renderStreamUrl', () => {
  test.each([
    ['10.0.0.1', 554, 'plain', '/a?b=1&c=2', 'rtsp://10.0.0.1/a?b=1&c=2'],
    ['10.0.0.1', 8554, 'plain', 'a', 'rtsp://10.0.0.1:8554/a'],
    ['10.0.0.1', 322, 'tls', '/', 'rtsps://10.0.0.1/'],
    ['10.0.0.1', 554, 'tls', '/', 'rtsps://10.0.0.1:554/'],
    ['2001:db8::1', 554, 'plain', '/', 'rtsp://[2001:db8::1]/'],
  ] as const)('of %s port %i, %s, %s', (address, port, transport, path, expected) => {
    expect(renderStreamUrl({ address, port, transport }, path)).toBe(expected);
  });
});

describe('parseRtspUrl', () => {
  test.each([
    ['rtsp://10.0.0.1/a?b', { transport: 'plain', host: '10.0.0.1', port: 554, path: '/a?b' }],
    ['RTSPS://cam.example:8322', { transport: 'tls', host: 'cam.example', port: 8322, path: '/' }],
    ['rtsp://[2001:db8::1]:8554/x', { transport: 'plain', host: '2001:db8::1', port: 8554, path: '/x' }],
  ])('reads %s', (text, expected) => {
    expect(parseRtspUrl(text)).toMatchObject(expected);
  });

  test('keeps no user and no password', () => {
    expect(parseRtspUrl('rtsp://admin:s3cret@10.0.0.1/a')?.url).toBe('rtsp://10.0.0.1/a');
  });

  test.each([
    '',
    '/a',
    'http://10.0.0.1/',
    'rtsp://',
    'rtsp://a b/',
    'rtsp://10.0.0.1/\r\nX: y',
    `rtsp://a/${'x'.repeat(2_000)}`,
    'rtsp://10.0.0.1:0/a',
    'rtsp://10.0.0.1:65536/a',
  ])('does not read %j', (text) => {
    expect(parseRtspUrl(text)).toBeUndefined();
  });
});

describe('resolveControl', () => {
  test.each([
    ['rtsp://a/x', undefined, 'rtsp://a/x'],
    ['rtsp://a/x', '*', 'rtsp://a/x'],
    ['rtsp://a/x', '', 'rtsp://a/x'],
    ['rtsp://a/x', 'trackID=1', 'rtsp://a/x/trackID=1'],
    ['rtsp://a/x/', 'trackID=1', 'rtsp://a/x/trackID=1'],
    ['rtsp://a/x/', '/trackID=1', 'rtsp://a/x/trackID=1'],
    [
      'rtsp://a/cam/realmonitor?channel=1&subtype=0',
      'trackID=0',
      'rtsp://a/cam/realmonitor?channel=1&subtype=0/trackID=0',
    ],
    ['rtsp://a/x', 'rtsp://u:p@b:1554/y', 'rtsp://a/y'],
    ['rtsps://a:8322/x', 'rtsp://b/y?z=1', 'rtsps://a:8322/y?z=1'],
    ['rtsp://[2001:db8::1]/x', 'rtspu://b', 'rtsp://[2001:db8::1]/'],
    ['rtsp://a/x/', '//b/y', 'rtsp://a/x//b/y'],
  ])('puts %s and %j together', (base, control, expected) => {
    expect(resolveControl(base, control)).toBe(expected);
  });
});
