import { describe, expect, test } from 'vitest';
import { findCycles } from '#config/checks/find-cycles.ts';

const cyclesOf = (graph: Readonly<Record<string, readonly string[]>>) =>
  findCycles(Object.keys(graph), (node) => graph[node] ?? []);

describe('findCycles', () => {
  test.each([
    ['a chain', { a: ['b'], b: ['c'], c: [] }, []],
    ['a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
    ['itself', { a: ['a'] }, [['a']]],
    ['a pair', { a: ['b'], b: ['a'] }, [['a', 'b']]],
    ['a circle behind a chain', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, [['b', 'c', 'd']]],
    [
      'two circles',
      { a: ['b'], b: ['a'], c: ['d'], d: ['c'] },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['the same edge twice', { a: ['b', 'b'], b: ['a'] }, [['a', 'b']]],
  ])('finds each circle once in %s', (_name, graph, expected) => {
    expect(cyclesOf(graph)).toEqual(expected);
  });

  test('walks a chain of 100,000 without exhausting the stack', () => {
    const next = (node: number) => (node < 100_000 ? [node + 1] : []);

    expect(findCycles([0], next)).toEqual([]);
  });
});
