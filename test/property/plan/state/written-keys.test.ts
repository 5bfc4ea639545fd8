import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REGISTERS } from '#plan/definition/registers.ts';
import { writeKeys } from '#plan/state/written-keys.ts';

const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'ệ', 'Đ', '7', '.', '=') });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const written = fc.record(
  {
    'request.document': word,
    'request.date': day,
    'dost.date': day,
    'dost.place': fc.constantFrom('agreed', 'not-agreed'),
    'police.asked': day,
    note: word,
  },
  { requiredKeys: ['request.date'] },
);
const write = (standing: object, keys: Readonly<Record<string, string>>) =>
  writeKeys('site a', standing, new Map(Object.entries(keys)), REGISTERS.site);

test('what was written stands, and writing it again changes nothing', () => {
  fc.assert(
    fc.property(written, (keys) => {
      const first = write({}, keys);

      expect(first.overwritten).toEqual([]);
      expect(new Set(first.changed)).toEqual(new Set(Object.keys(keys)));
      expect(write(first.values, keys)).toEqual({ values: first.values, changed: [], overwritten: [] });
      expect(write(first.values, {}).values).toEqual(first.values);
    }),
  );
});

test('one writing after the other is both at once, the later one on top; what it overwrote is told', () => {
  fc.assert(
    fc.property(written, written, (before, after) => {
      const standing = write({}, before).values;
      const { values, overwritten } = write(standing, after);
      const differing = Object.entries(after).filter(
        ([key, text]) =>
          Object.hasOwn(before, key) &&
          Object.entries(before).some(([name, old]) => name === key && old !== text),
      );

      expect(values).toEqual(write({}, { ...before, ...after }).values);
      expect(new Set(overwritten)).toEqual(new Set(differing.map(([key]) => key)));
    }),
  );
});

test('an empty text takes a key away, as if it had never been written', () => {
  fc.assert(
    fc.property(written, (keys) => {
      const { note: _note, ...rest } = keys;

      expect(write(write({}, keys).values, { note: '' }).values).toEqual(write({}, rest).values);
    }),
  );
});
