import { expect, test } from 'vitest';
import { type PicturePool, prepareStream } from '#simulator/protocols/rtsp/player.ts';
import { sampleCamera } from '#test/support/virtual-device.ts';

const [sample] = sampleCamera().streams;
if (!sample) throw new Error('the sample has a stream');

test('cameras that are set alike share their pictures', () => {
  const pool: PicturePool = new Map();
  const first = prepareStream(sample, pool);
  const second = prepareStream({ ...sample, id: 'other', path: '/other' }, pool);
  const faster = prepareStream({ ...sample, framesPerSecond: 50 }, pool);

  expect(second.pictures).toBe(first.pictures);
  expect(faster.pictures).not.toBe(first.pictures);
});

test('every two seconds there is a picture that decoding can start from, in as many octets as the rate gives', () => {
  const { payloads } = prepareStream(sample, new Map()).pictures;
  const octets = (number: number) => payloads(number).reduce((sum, { length }) => sum + length + 16, 0);

  expect(payloads(50)).toBe(payloads(0));
  expect(payloads(49)).not.toBe(payloads(0));
  for (const number of [0, 1, 25]) {
    expect(octets(number)).toBeLessThanOrEqual(10_000);
    expect(octets(number)).toBeGreaterThan(9_960);
  }
});
