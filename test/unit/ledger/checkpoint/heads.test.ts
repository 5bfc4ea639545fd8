import { expect, test } from 'vitest';
import { parseCheckpoint, parseHeads } from '#ledger/checkpoint/checkpoint.ts';

const headLines = (count: number) =>
  Array.from({ length: count }, (_, place) => `head collector-1 ${place + 1} ${'0'.repeat(64)}`);

test('all heads of a tree are read, however many checkpoints there were', () => {
  expect(parseHeads(headLines(1_001))).toHaveLength(1_001);
  expect(parseHeads([...headLines(1_001), 'head'])).toBeUndefined();
});

test('the note of one checkpoint has no more than a thousand', () => {
  const note = (count: number) =>
    [`city`, '1', Buffer.alloc(32).toString('base64'), ...headLines(count), ''].join('\n');

  expect(parseCheckpoint(note(1_000))?.heads).toHaveLength(1_000);
  expect(parseCheckpoint(note(1_001))).toBeUndefined();
});
