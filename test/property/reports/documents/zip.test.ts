import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readZip, writeZip } from '#core/archives/zip.ts';

const entries = fc.uniqueArray(
  fc.record({
    path: fc.string({ minLength: 1, unit: 'grapheme' }),
    data: fc.uint8Array({ maxLength: 2_000 }),
  }),
  { selector: ({ path }) => path, maxLength: 8 },
);

test('an archive gives back the files that went in, in their order', () => {
  fc.assert(
    fc.property(entries, (files) => {
      const read = readZip(writeZip(files));

      expect(read.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
      expect(read.map(({ data }) => [...data])).toEqual(files.map(({ data }) => [...data]));
    }),
  );
});

test('the same files give the same bytes', () => {
  fc.assert(
    fc.property(entries, (files) => {
      expect(Buffer.compare(writeZip(files), writeZip(files))).toBe(0);
    }),
    { numRuns: 20 },
  );
});
