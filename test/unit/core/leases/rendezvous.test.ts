import { describe, expect, test } from 'vitest';
import { watcherOf, weigh } from '#core/leases/rendezvous.ts';

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
