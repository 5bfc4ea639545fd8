import fc from 'fast-check';
import { hostileText } from '../hostile-text.ts';

/** What somebody types into an address who wants something else than a page. */
const ATTACKS = [
  `' OR 1=1 --`,
  `'; DROP TABLE account; --`,
  `" UNION SELECT * FROM session --`,
  '../../../../etc/passwd',
  '..\\..\\data\\accounts.sqlite',
  '%2e%2e%2f',
  '\0',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '1e999',
  '9007199254740993',
  'NaN',
  'null',
  'undefined',
  '2026-13-45T99:99:99+99:99',
  'x'.repeat(3_000),
  'Ổ'.repeat(600),
];

/** Keys that were never handed out, in the clothes of a cursor. */
const cursor = fc
  .array(fc.oneof(hostileText, fc.integer(), fc.double(), fc.constant(null), fc.constant({ a: [] })), {
    maxLength: 6,
  })
  .map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'));

export const hostileValue = fc.oneof(fc.constantFrom(...ATTACKS), hostileText, cursor);

/** A query of names that are taken somewhere, and of others, some of them twice. */
export const hostileQuery = (names: readonly string[]) =>
  fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...names), hostileText), hostileValue), { maxLength: 5 })
    .map((pairs) =>
      new URLSearchParams(
        pairs.map(([name, value]): [string, string] => [name.toWellFormed(), value.toWellFormed()]),
      ).toString(),
    );

/** What stands in for an id in a path: as text, and as bytes that are no text. */
export const hostileSegment = fc.oneof(
  hostileValue.map((value) => encodeURIComponent(value.toWellFormed())),
  fc.constantFrom(
    '%',
    '%zz',
    '%ff%fe',
    '%c0%ae%c0%ae',
    '%2F',
    '%00',
    '..%2f..%2fetc',
    '.',
    ';',
    '%0d%0aSet-Cookie:x=1',
  ),
);

const token = fc.stringMatching(/^[\x21-\x7e]{0,60}$/);

export const hostileHeaders = fc.record(
  {
    cookie: fc.oneof(
      token.map((text) => `__Host-camwatch=${text}`),
      fc.constant(`__Host-camwatch=${'A'.repeat(43)}; __Host-camwatch=${'B'.repeat(43)}`),
      fc.constant(';;==;'.repeat(100)),
    ),
    authorization: fc.oneof(
      token,
      token.map((text) => `Bearer ${text}`),
      fc.constant(`Bearer camwatch_${'A'.repeat(43)}`),
    ),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', '::1, 10.0.0.1', 'nobody', ''),
    'x-forwarded-proto': fc.constantFrom('https', 'gopher'),
    'accept-language': token,
    'if-none-match': token,
    'camwatch-page': token,
    range: fc.constantFrom('bytes=0-1', 'bytes=-1', 'pages=1'),
    accept: fc.constantFrom('application/json', 'text/event-stream', '*/*;q=9'),
    'user-agent': fc.constantFrom('<script>', 'x'.repeat(2_000)),
  },
  { requiredKeys: [] },
);
