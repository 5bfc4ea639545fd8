import { expect, test } from 'vitest';
import type { Agency } from '#core/domain/inventory.ts';
import { existingFirst, standingFor, successorsAt } from '#plan/state/agencies-then.ts';

const MARCH_MS = Date.parse('2025-03-01T00:00+07:00');
const JULY_MS = Date.parse('2025-07-01T00:00+07:00');
const agency = (id: string, more: Partial<Agency> = {}): [string, Agency] => [
  id,
  { id, name: id, kind: 'department', successors: [], ...more },
];
const AGENCIES = new Map([
  agency('roads', { validToMs: MARCH_MS, successors: ['transport'] }),
  agency('transport', { validToMs: JULY_MS, successors: ['build', 'later'] }),
  agency('build'),
  agency('later', { validFromMs: JULY_MS + 1 }),
  agency('gone', { validToMs: MARCH_MS }),
  agency('left', { validToMs: MARCH_MS, successors: ['right'] }),
  agency('right', { validToMs: MARCH_MS, successors: ['left'] }),
]);

test.each([
  ['build', JULY_MS, ['build']],
  ['transport', JULY_MS - 1, ['transport']],
  ['roads', MARCH_MS, ['transport']],
  ['roads', JULY_MS, ['build']],
  ['gone', JULY_MS, ['gone']],
  ['left', JULY_MS, ['left']],
  ['nobody', JULY_MS, ['nobody']],
])('for %s stand at %d %j', (id, atMs, standing) => {
  expect(standingFor(id, AGENCIES, atMs)).toEqual(standing);
});

test('tells of each that has ended who took its place, and of nobody else', () => {
  expect([...successorsAt(AGENCIES, JULY_MS - 1)]).toEqual([['roads', ['transport']]]);
  expect([...successorsAt(AGENCIES, JULY_MS)]).toEqual([
    ['roads', ['build']],
    ['transport', ['build']],
  ]);
});

test('offers agencies that have ended after those that are there', () => {
  const agencies = new Map([
    agency('district', { validToMs: 5 }),
    agency('ward', { validFromMs: 5 }),
    agency('police'),
  ]);

  expect([...existingFirst(agencies, 6).keys()]).toEqual(['ward', 'police', 'district']);
  expect([...existingFirst(agencies, 4).keys()]).toEqual(['district', 'police', 'ward']);
});
