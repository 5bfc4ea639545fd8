import { expect, test } from 'vitest';
import { pathsToDevice, pathsToLink } from '#core/domain/ways.ts';

const channelOf = { recorder: 'nvr-1', channel: 4 };

test.each([
  ['hangs on its upstreams', { upstreams: [['link:a'], ['link:b']] as const }, [['link:a'], ['link:b']]],
  ['with nothing in front hangs on the core', { upstreams: [] }, []],
  ['that is a channel hangs on its recorder', { upstreams: [], channelOf }, [['device:nvr-1']]],
  [
    'that is a channel hangs on its recorder in each of its ways',
    { upstreams: [['link:a'], ['link:b']] as const, channelOf },
    [
      ['link:a', 'device:nvr-1'],
      ['link:b', 'device:nvr-1'],
    ],
  ],
])('a device %s', (_, device, expected) => {
  expect(pathsToDevice(device)).toEqual(expected);
});

test('a link hangs on its near end, and on nothing where that is the core', () => {
  expect(pathsToLink({ near: 'device:sw-1' })).toEqual([['device:sw-1']]);
  expect(pathsToLink({ near: 'core' })).toEqual([]);
});
