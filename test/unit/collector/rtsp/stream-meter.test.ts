import { describe, expect, test } from 'vitest';
import { createStreamMeter } from '#collector/rtsp/stream-meter.ts';

function packet(sequence: number, { source = 1, first = 0x80, type = 96, rest = 'picture' } = {}): Buffer {
  const bytes = Buffer.alloc(12 + rest.length);
  bytes.writeUInt8(first, 0);
  bytes.writeUInt8(type, 1);
  bytes.writeUInt16BE(sequence & 0xffff, 2);
  bytes.writeUInt32BE(source, 8);
  bytes.write(rest, 12, 'latin1');
  return bytes;
}

function count(packets: readonly Buffer[]) {
  const meter = createStreamMeter();
  for (const one of packets) meter.onFrame(0, one);
  return meter.counts();
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('createStreamMeter', () => {
  test.each<[string, readonly number[], number]>([
    ['nothing', range(0, 100), 0],
    ['one in the middle', [1, 2, 4, 5], 1],
    ['several at once', [1, 2, 10], 7],
    ['over the wrap of the numbers', [65_534, 65_535, 1, 2], 1],
    ['nothing where packets only change places', [1, 3, 2, 4], 0],
    ['nothing where the numbers begin anew', [1, 2, 30_000, 30_001], 0],
    ['nothing for one that comes twice', [1, 2, 2, 3], 0],
  ])('counts as lost %s', (_what, sequences, lost) => {
    expect(count(sequences.map((sequence) => packet(sequence)))).toMatchObject({
      packets: sequences.length,
      lost,
      invalid: 0,
    });
  });

  test('begins anew with another source', () => {
    expect(count([packet(1), packet(500, { source: 2 }), packet(501, { source: 2 })]).lost).toBe(0);
  });

  test('counts the bytes of whole packets', () => {
    expect(count([packet(1, { rest: 'x'.repeat(88) }), packet(2, { rest: 'x'.repeat(88) })]).bytes).toBe(200);
  });

  test.each([
    ['too short', Buffer.alloc(11, 0x80)],
    ['of another version', packet(1, { first: 0x40 })],
    ['RTCP', packet(1, { type: 200 })],
    ['without payload', packet(1, { rest: '' })],
    ['all padding', packet(1, { first: 0xa0, rest: '\0\0\0\u0004' })],
    ['padded beyond itself', packet(1, { first: 0xa0, rest: 'abc\u00ff' })],
    ['with more sources than it holds', packet(1, { first: 0x8f })],
    ['with an extension beyond its end', packet(1, { first: 0x90, rest: '\u00be\u00de\u00ff\u00ff' })],
    ['with an extension that is cut off', packet(1, { first: 0x90, rest: 'a' })],
  ])('takes no packet that is %s', (_what, bytes) => {
    expect(count([bytes])).toEqual({ packets: 0, bytes: 0, lost: 0, invalid: 1 });
  });

  test.each([
    ['marked', packet(1, { type: 0x80 | 96 })],
    ['with an extension', packet(1, { first: 0x90, rest: '\u00be\u00de\0\u0001abcdX' })],
    ['with sources', packet(1, { first: 0x82, rest: '12345678X' })],
    ['padded', packet(1, { first: 0xa0, rest: 'X\0\0\u0003' })],
  ])('takes a packet that is %s', (_what, bytes) => {
    expect(count([bytes]).packets).toBe(1);
  });

  test('listens to one channel, and tells the first packet of it', async () => {
    let nowMs = 5;
    const meter = createStreamMeter(() => nowMs);
    meter.listenTo(4);

    meter.onFrame(0, packet(1));
    nowMs = 7;
    meter.onFrame(4, packet(1));
    nowMs = 9;
    meter.onFrame(4, packet(2));

    expect(await meter.firstAtMs).toBe(7);
    expect(meter.counts().packets).toBe(2);
  });
});
