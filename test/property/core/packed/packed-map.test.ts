import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveMap, indexMap } from '../../../../core/packed/indexed-map.ts';
import { openPackedMap, packMap } from '../../../../core/packed/packed-map.ts';

const anyId = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    'toString',
    '\ud800',
    '\udc00\ud800',
    'cam-1',
    'Đống Đa',
    '0',
  ),
);
/** What JSON brings back as it was: -0 becomes 0, and a member `__proto__` stays a member. Some members are often the same. */
const anyValue = fc
  .dictionary(
    fc.oneof(anyId, fc.constantFrom('kind', 'name')),
    fc.oneof(fc.jsonValue(), fc.constant('camera')),
  )
  .map((value): object => JSON.parse(JSON.stringify(value)));
const anyMap = fc.array(fc.tuple(anyId, anyValue)).map((entries) => new Map(entries));

describe('a packed map', () => {
  it('is what was packed', () => {
    fc.assert(
      fc.property(anyMap, anyId, (plain, other) => {
        const packed = openPackedMap(packMap(plain));

        expect(packed.size).toBe(plain.size);
        expect([...packed]).toEqual([...plain]);
        expect([...packed.keys()]).toEqual([...plain.keys()]);
        expect([...packed.values()]).toEqual([...plain.values()]);
        expect(packed.has(other)).toBe(plain.has(other));
        expect(packed.get(other)).toEqual(plain.get(other));
      }),
    );
  });

  it('tells a list, and nothing, from a text that is written as they are', () => {
    const values = [['a'], '["a"]', null, 'null', 1, '1', true, 'true'];
    const plain = new Map(values.map((value, index) => [`id-${index}`, { value }]));

    expect([...openPackedMap(packMap(plain)).values()]).toEqual([...plain.values()]);
  });

  it('numbers its entries in order, as an indexed plain map does', () => {
    fc.assert(
      fc.property(anyMap, (plain) => {
        for (const map of [openPackedMap(packMap(plain)), indexMap(plain)]) {
          for (const [index, [id, value]] of [...plain].entries()) {
            expect(map.indexOf(id)).toBe(index);
            expect(map.idAt(index)).toBe(id);
            expect(map.at(index)).toEqual(value);
            expect(map.get(id)).toEqual(value);
          }
          expect([map.at(-1), map.at(plain.size), map.idAt(-1), map.idAt(plain.size)]).toEqual(
            new Array(4).fill(undefined),
          );
        }
      }),
    );
  });

  it('tells one member as the whole value does, decoded before or not', () => {
    fc.assert(
      fc.property(anyMap, anyId, (plain, other) => {
        for (const map of [openPackedMap(packMap(plain)), indexMap(plain)]) {
          for (const [index, value] of [...plain.values()].entries()) {
            for (const name of [...Object.keys(value), 'kind', 'name', other]) {
              const expected: unknown = Reflect.get(value, name);

              expect(map.memberAt(index, name as never)).toEqual(expected);
              map.at(index);
              expect(map.memberAt(index, name as never)).toEqual(expected);
            }
          }
          expect(map.memberAt(plain.size, 'name' as never)).toBeUndefined();
        }
      }),
    );
  });

  it('derives other values where they are asked for, and nothing more', () => {
    fc.assert(
      fc.property(anyMap, anyId, (plain, other) => {
        const wrap = (value: object) => ({ value });
        const expected = [...plain].map(([id, value]) => [id, wrap(value)]);

        const derived = deriveMap<object>(openPackedMap(packMap(plain)), wrap);

        expect([...derived]).toEqual(expected);
        const renamed = deriveMap<{ readonly name?: unknown; readonly kind?: unknown }>(
          openPackedMap(packMap(plain)),
          (value) => ({ ...value, kind: 'other' }),
          (name) => name === 'kind',
        );
        for (const [index, value] of [...plain.values()].entries()) {
          expect(renamed.memberAt(index, 'kind')).toBe('other');
          expect(renamed.memberAt(index, 'name')).toEqual(Reflect.get(value, 'name'));
        }
        expect(expected.map(([id]) => [id, derived.get(String(id))])).toEqual(expected);
        expect(derived.has(other)).toBe(plain.has(other));
      }),
    );
  });

  it('holds a city, whose values are decoded alike however often they are asked for', () => {
    const plain = new Map(
      Array.from({ length: 100_000 }, (_, index) => [
        `cam-${index}`,
        { id: `cam-${index}`, name: `Ngã ${index}`, kind: index % 7, pair: index >> 1 },
      ]),
    );

    const packed = openPackedMap<{ readonly name: string; readonly pair: number }>(packMap(plain));

    expect([...plain.keys()].every((id, index) => packed.indexOf(id) === index)).toBe(true);
    expect(plain.values().every(({ id, name }) => packed.get(id)?.name === name)).toBe(true);
    expect(plain.values().every(({ id, name }) => packed.get(id)?.name === name)).toBe(true);
    expect(packed.values().every(({ pair }, index) => pair === index >> 1)).toBe(true);
    expect(packed.get('cam-100000')).toBeUndefined();
  });

  it('gives values that nobody can change for others', () => {
    const packed = openPackedMap<object>(packMap(new Map([['cam-1', { name: 'one' }]])));

    expect(Object.isFrozen(packed.get('cam-1'))).toBe(true);
    expect([...packed.values()].every(Object.isFrozen)).toBe(true);
  });

  it('opens in another thread from what a message carries, in the same memory', async () => {
    const { port1, port2 } = new MessageChannel();
    const sent = packMap(new Map([['cam-1', { name: 'Ngã tư Sở' }]]));
    const arrived = once(port2, 'message');

    port1.postMessage(sent);
    const [data] = await arrived;
    port1.close();

    expect(openPackedMap(data).get('cam-1')).toEqual({ name: 'Ngã tư Sở' });
    new Uint8Array(sent.shared.bytes)[9] = '!'.charCodeAt(0);
    expect(openPackedMap(data).get('cam-1')).not.toEqual({ name: 'Ngã tư Sở' });
  });
});
