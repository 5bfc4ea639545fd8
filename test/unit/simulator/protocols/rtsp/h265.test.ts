import { expect, test } from 'vitest';
import { createH265Source } from '#simulator/protocols/rtsp/h265.ts';

test('a picture is three parameter sets and an IDR, and every one is the same', () => {
  const source = createH265Source({ width: 1_920, height: 1_080 });
  const types = source.frame(0).map(([first = 0]) => (first >> 1) & 0x3f);

  expect(types).toEqual([32, 33, 34, 20]);
  expect(source.frame(7)).toEqual(source.frame(0));
});

test('a size of which none was coded is refused, with those that were', () => {
  expect(() => createH265Source({ width: 800, height: 600 })).toThrow(
    'a made-up H.265 stream: expected a size of 1920x1080, 2560x1440, 2688x1520, got 800x600',
  );
});
