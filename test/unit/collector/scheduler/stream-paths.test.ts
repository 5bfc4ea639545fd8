import { expect, test } from 'vitest';
import { createStreamPaths } from '#collector/scheduler/stream-paths.ts';

const facts = (deviceId: string, ...addresses: readonly (string | undefined)[]) => ({
  deviceId,
  observedMs: 0,
  streams: addresses.map((streamAddress, index) => ({
    id: `profile-${index}`,
    ...(streamAddress !== undefined && { streamAddress }),
  })),
});

test.each([
  ['rtsp://10.0.0.9/Streaming/Channels/101', '/Streaming/Channels/101'],
  ['rtsp://cam.example:8554/cam/realmonitor?channel=1&subtype=0', '/cam/realmonitor?channel=1&subtype=0'],
  ['rtsps://10.0.0.9:322/live', '/live'],
])('of %s only the path counts: the host may be anybody', (address, path) => {
  expect(createStreamPaths([facts('cam', address)]).pathOf('cam')).toBe(path);
});

test.each(['rtsp://10.0.0.9', 'http://10.0.0.9/live', 'rtsp://10.0.0.9/a b', '/live', ''])(
  'nothing is learnt from %j',
  (address) => {
    expect(createStreamPaths([facts('cam', address)]).pathOf('cam')).toBeUndefined();
  },
);

test('the first stream that has an address is the main one, and a newer look replaces an older', () => {
  const paths = createStreamPaths([facts('cam', undefined, 'rtsp://a/main', 'rtsp://a/sub')]);

  expect(paths.pathOf('cam')).toBe('/main');
  paths.learn([facts('cam', 'rtsp://a/other')]);
  expect(paths.pathOf('cam')).toBe('/other');
});

test('what an SDP says without an address takes nothing away', () => {
  const paths = createStreamPaths([facts('cam', 'rtsp://a/main')]);
  paths.learn([facts('cam', undefined), { deviceId: 'other' }]);

  expect(paths.pathOf('cam')).toBe('/main');
  expect(paths.pathOf('other')).toBeUndefined();
});
