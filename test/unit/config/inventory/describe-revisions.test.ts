import { expect, test } from 'vitest';
import { describeRevisions } from '#config/inventory/describe-revisions.ts';

test('describeRevisions compares with the record, and then with the revision before', () => {
  const recorded = new Map([
    ['device:a', '{"id":"a","name":"A","port":1}'],
    ['site:s', '{"id":"s"}'],
  ]);

  const described = describeRevisions(recorded, [
    { kind: 'device', id: 'a', fromMs: 1, body: { id: 'a', name: 'B', port: 1 } },
    { kind: 'device', id: 'a', fromMs: 2, body: { id: 'a', name: 'B', agency: 'x' } },
    { kind: 'device', id: 'b', fromMs: 3, body: { id: 'b' } },
    { kind: 'site', id: 's', fromMs: 4, body: undefined },
  ]);

  expect(described).toEqual([
    { kind: 'device', id: 'a', fromMs: 1, change: 'changed', fields: [{ name: 'name', from: 'A', to: 'B' }] },
    {
      kind: 'device',
      id: 'a',
      fromMs: 2,
      change: 'changed',
      fields: [
        { name: 'port', from: 1 },
        { name: 'agency', to: 'x' },
      ],
    },
    { kind: 'device', id: 'b', fromMs: 3, change: 'new', fields: [] },
    { kind: 'site', id: 's', fromMs: 4, change: 'removed', fields: [] },
  ]);
});
