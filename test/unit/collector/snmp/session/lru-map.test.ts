import { describe, expect, test, vi } from 'vitest';
import { createLruMap } from '#collector/snmp/session/lru-map.ts';

describe('createLruMap', () => {
  test('forgets what was longest not asked for', () => {
    const forgotten = vi.fn();
    const map = createLruMap<string, number>(2, forgotten);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');

    map.set('c', 3);

    expect([...map.values()]).toEqual([1, 3]);
    expect(forgotten.mock.calls).toEqual([[2]]);
  });

  test('tells of a value that is replaced', () => {
    const forgotten = vi.fn();
    const map = createLruMap<string, number>(2, forgotten);
    map.set('a', 1);

    map.set('a', 2);

    expect(map.get('a')).toBe(2);
    expect(forgotten.mock.calls).toEqual([[1]]);
  });

  test('gives a value out once', () => {
    const forgotten = vi.fn();
    const map = createLruMap<string, number>(2, forgotten);
    map.set('a', 1);

    expect(map.take('a')).toBe(1);
    expect(map.take('a')).toBeUndefined();
    expect(forgotten).not.toHaveBeenCalled();
  });

  test('is empty after it was cleared', () => {
    const map = createLruMap<string, number>(2);
    map.set('a', 1);

    map.clear();

    expect(map.get('a')).toBeUndefined();
  });
});
