import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { encodePalettePng } from '#alerts/notifications/messages/pictures/palette-png.ts';

/** As a program that reads PNG shows it. */
async function decode(png: Uint8Array, width: number, height: number) {
  const pen = createCanvas(width, height).getContext('2d');
  pen.drawImage(await loadImage(Buffer.from(png)), 0, 0);
  return [...pen.getImageData(0, 0, width, height).data];
}

test.each([
  ['of two pixels a byte, with an odd width', 3, 2, 6],
  ['of one pixel a byte', 20, 10, 200],
])('a picture %s comes back as it was', async (_what, width, height, count) => {
  const pixels = Array.from({ length: count }, (_, index) => [
    (index % 16) * 17,
    (Math.floor(index / 16) % 16) * 17,
    0x22,
    0xff,
  ]).flat();

  const png = encodePalettePng(new Uint8ClampedArray(pixels), width, height);

  expect(await decode(png, width, height)).toEqual(pixels);
});

test('a picture of thousands of colours keeps the nearest few', async () => {
  const pixels = Array.from({ length: 64 * 64 }, (_, index) => [
    (index % 16) * 17,
    (Math.floor(index / 16) % 16) * 17,
    Math.floor(index / 256) * 17,
    0xff,
  ]).flat();

  const shown = await decode(encodePalettePng(new Uint8ClampedArray(pixels), 64, 64), 64, 64);

  expect(Math.max(...shown.map((value, index) => Math.abs(value - (pixels[index] ?? 0))))).toBeLessThan(86);
});
