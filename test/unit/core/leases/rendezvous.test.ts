import { describe, expect, test } from 'vitest';
import { watcherOf, watchersOf, weigh } from '#core/leases/rendezvous.ts';

describe('what a site weighs for a collector', () => {
  test('is what sha256sum gives', () => {
    expect(weigh('site-1', 'kv-a').toString(16).padStart(12, '0')).toBe('63f9007e31de');
    expect(weigh('site-1', 'kv-b').toString(16).padStart(12, '0')).toBe('68c74a5ad564');
  });
});

describe('the collector that watches a site', () => {
  test('is the one for which it weighs most, in whatever order they are named', () => {
    const heaviest = weigh('site-1', 'kv-a') > weigh('site-1', 'kv-b') ? 'kv-a' : 'kv-b';

    expect(watcherOf('site-1', ['kv-a', 'kv-b'])).toBe(heaviest);
    expect(watcherOf('site-1', ['kv-b', 'kv-a'])).toBe(heaviest);
  });

  test('is nobody where nobody shares the zone', () => {
    expect(watcherOf('site-1', [])).toBeUndefined();
  });
});

describe('the collectors that watch a site with two watchers', () => {
  const three = ['kv-a', 'kv-b', 'kv-c'];
  const byWeight = three.toSorted((a, b) => weigh('site-1', b) - weigh('site-1', a));

  test('are the two for which it weighs most, the heaviest first', () => {
    expect(watchersOf('site-1', three, 2)).toEqual(byWeight.slice(0, 2));
    expect(watchersOf('site-1', three.toReversed(), 2)).toEqual(byWeight.slice(0, 2));
  });

  test('begin with the one that would watch it alone', () => {
    expect(watchersOf('site-1', three)).toEqual([watcherOf('site-1', three)]);
    expect(watchersOf('site-1', three, 2)[0]).toBe(watcherOf('site-1', three));
  });

  test('are one where nobody else shares the zone', () => {
    expect(watchersOf('site-1', ['kv-a'], 2)).toEqual(['kv-a']);
    expect(watchersOf('site-1', [], 2)).toEqual([]);
  });

  test('are the second and the third when the first is gone', () => {
    const [first] = byWeight;
    const left = three.filter((id) => id !== first);

    expect(watchersOf('site-1', left, 2)).toEqual(byWeight.slice(1));
  });
});
