import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createH264Source } from '#simulator/protocols/rtsp/h264.ts';
import { createH265Source } from '#simulator/protocols/rtsp/h265.ts';
import { frameRtp, packetizeFrame } from '#simulator/protocols/rtsp/packetize.ts';
import type { PictureSource } from '#simulator/protocols/rtsp/picture-source.ts';

const SOURCES: Readonly<Record<string, PictureSource>> = {
  h264: createH264Source({ width: 1_920, height: 1_080, framesPerSecond: 25 }),
  h265: createH265Source({ width: 2_560, height: 1_440 }),
};

/** Puts fragments together again, as a receiver does (RFC 6184 §5.8, RFC 7798 §4.4.3). */
function reassemble(payloads: readonly Buffer[], { fragment }: PictureSource): Buffer[] {
  const units: Buffer[] = [];
  let open: Buffer[] = [];
  for (const payload of payloads) {
    const [first = 0, second = 0] = payload;
    const isShort = fragment.headerOctets === 1;
    if ((isShort ? first & 0x1f : (first >> 1) & 0x3f) !== fragment.type) {
      units.push(payload);
      continue;
    }
    const header = payload[isShort ? 1 : 2] ?? 0;
    if (header & 0x80) {
      const restored = isShort
        ? [(first & 0xe0) | (header & 0x1f)]
        : [(first & 0x81) | ((header & 0x3f) << 1), second];
      open = [Buffer.from(restored)];
    }
    open.push(payload.subarray(isShort ? 2 : 3));
    if (header & 0x40) units.push(Buffer.concat(open));
  }
  return units;
}

describe.each(Object.entries(SOURCES))('packets of %s', (_name, source) => {
  test('carry every unit of a picture, none longer than a packet may be', () => {
    for (const number of [0, 1, 49]) {
      const payloads = packetizeFrame(source, number, 0);

      expect(reassemble(payloads, source)).toEqual(source.frame(number));
      expect(Math.max(...payloads.map(({ length }) => length))).toBeLessThanOrEqual(1_400);
    }
  });

  test('are filled up to the size that was asked for, to the last few octets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 80_000 }), (wantedOctets) => {
        const payloads = packetizeFrame(source, 1, wantedOctets);
        const clock = { sequence: 0, timestamp: 0, source: 1 };
        const { length } = frameRtp(payloads, clock, 0);
        expect(wantedOctets - length).toBeGreaterThanOrEqual(0);
        expect(wantedOctets - length).toBeLessThan(32);
      }),
      { numRuns: 50 },
    );
  });
});

test('headers count packets round 16 bits, share the time, and mark the last of a picture', () => {
  const framed = frameRtp(
    [Buffer.alloc(5), Buffer.alloc(6)],
    { sequence: 0xffff, timestamp: 7, source: 9 },
    2,
  );

  expect(framed.toString('hex')).toBe(
    [
      '24020011',
      '8060ffff0000000700000009',
      '0000000000',
      '24020012',
      '80e000000000000700000009',
      '000000000000',
    ].join(''),
  );
});
