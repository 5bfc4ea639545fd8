import { expect, test } from 'vitest';
import { quirksOf } from '#collector/onvif/quirks.ts';

test.each([
  ['Illustra', 'bare'],
  ['JOHNSON CONTROLS Inc.', 'bare'],
  ['Somebody else', 'with-action'],
  [undefined, 'with-action'],
])('the devices of %s get the content type %s', (maker, contentType) => {
  expect(quirksOf(maker).contentType).toBe(contentType);
});

test('a row changes what it names, and the first that matches counts', () => {
  const known = [
    { maker: /^acme/i, quirks: { clock: 'local-as-utc' } },
    { maker: /acme 2/i, quirks: { media: 'media2' } },
  ] as const;

  expect(quirksOf('Acme 2', known)).toEqual({ ...quirksOf(undefined), clock: 'local-as-utc' });
});
