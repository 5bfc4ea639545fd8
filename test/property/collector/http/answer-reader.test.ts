import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnswerReader } from '#collector/http/answer-reader.ts';
import { ProbeError } from '#collector/probing/prober.ts';

/** What comes of an answer that arrives in these pieces before the connection ends. */
function read(pieces: readonly Buffer[]) {
  const reader = createAnswerReader(1_000);
  try {
    let isWhole = false;
    for (const piece of pieces) if (!isWhole) isWhole = reader.push(piece);
    if (!isWhole) reader.end();
    const { head, body } = reader.read();
    return { status: head.status, headers: [...head.headers], body };
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { reason: error.reason };
  }
}

const answer = fc.constantFrom(
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: a\r\n b\r\n\r\nhello',
  'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n',
  'HTTP/1.0 200 OK\r\n\r\nhello',
  '\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Nothing\r\nContent-Length: 3\r\n\r\n',
  'HTTP/1.1 401\r\nWWW-Authenticate: Basic realm="a"\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
);
const garbled = fc
  .tuple(answer, fc.nat(), fc.string({ unit: 'binary', maxLength: 6 }))
  .map(([text, at, noise]) => text.slice(0, at % text.length) + noise + text.slice(at % text.length));

test('an answer is read alike however its bytes are cut, and nothing but reasons is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(answer, garbled), fc.array(fc.nat(120), { maxLength: 20 }), (text, cuts) => {
      const bytes = Buffer.from(text, 'latin1');
      const places = [0, ...cuts.map((cut) => cut % bytes.length).toSorted((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((to, index) => bytes.subarray(places[index], to));

      expect(read(pieces)).toEqual(read([bytes]));
    }),
    { numRuns: 2_000 },
  );
});

test('what is known of each kind of length', () => {
  const parts = ['HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n'];
  expect(read(parts.map((part) => Buffer.from(part)))).toMatchObject({ status: 200, body: 'hello' });
  expect(read([Buffer.from('HTTP/1.0 200 OK\r\n\r\nhel'), Buffer.from('lo')])).toMatchObject({
    body: 'hello',
  });
  expect(read([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello')])).toEqual({
    reason: 'reset',
  });
});
