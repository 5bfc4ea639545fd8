import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProbeError } from '#collector/probing/prober.ts';
import { createRtspParser } from '#collector/rtsp/parser.ts';

function parse(chunks: Iterable<Buffer>): readonly unknown[] {
  const items: unknown[] = [];
  const parser = createRtspParser({
    onResponse: (response) => items.push(response),
    onFrame: (channel, payload) => items.push([channel, payload.toString('hex')]),
    onRequest: (method) => items.push(method),
  });
  try {
    for (const chunk of chunks) parser.push(chunk);
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    items.push(error.reason);
  }
  return items;
}

function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const frame = fc
  .record({ channel: fc.integer({ min: 0, max: 255 }), payload: fc.uint8Array({ maxLength: 3_000 }) })
  .map(({ channel, payload }) =>
    Buffer.concat([Buffer.from([0x24, channel, payload.length >> 8, payload.length & 255]), payload]),
  );
const end = fc.constantFrom('\r\n', '\n');
const response = fc
  .record({
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.array(fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,12}$/), fc.stringMatching(/^[ -~]{0,40}$/))),
    body: fc.stringMatching(/^[\n -~]{0,200}$/),
    end,
  })
  .map(({ status, headers, body, end: eol }) => {
    const lines = headers
      .filter(([name]) => name.toLowerCase() !== 'content-length')
      .map(([name, value]) => `${name}: ${value}`);
    const length = `Content-Length: ${body.length}`;
    return Buffer.from([`RTSP/1.0 ${status} OK`, ...lines, length, '', ''].join(eol) + body);
  });
const blank = fc.constant(Buffer.from('\r\n'));
const asked = fc.constant(Buffer.from('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n'));

const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 });

test('the same comes out however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(frame, response, blank, asked), { maxLength: 12 }),
      sizes,
      (parts, cuts) => {
        const bytes = Buffer.concat(parts);

        const whole = parse([bytes]);

        expect(whole).toHaveLength(parts.filter((part) => part.length > 2).length);
        expect(parse(cut(bytes, cuts))).toEqual(whole);
      },
    ),
  );
});

test('no bytes at all make it do anything but understand or refuse, wherever they are cut', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string().map((text) => Buffer.from(text)),
  );
  const spoilt = fc
    .tuple(response, fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([bytes, at, byte]) => bytes.fill(byte, at % bytes.length, (at % bytes.length) + 1));
  fc.assert(
    fc.property(fc.array(fc.oneof(noise, spoilt, frame), { maxLength: 6 }), sizes, (parts, cuts) => {
      const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));

      expect(parse(cut(bytes, cuts))).toEqual(parse([bytes]));
    }),
  );
});
