import { describe, expect, test } from 'vitest';
import { cutSpans, downSpans } from '#availability/timelines/down-spans.ts';
import type { State } from '#core/domain/state.ts';
import type { RecordedChange } from '#ledger/record/changes.ts';

const row = (seq: number, atMs: number, state: State, reason?: string): RecordedChange => ({
  seq,
  recordedMs: atMs,
  author: 'hanoi-1',
  origin: 'measured',
  entity: 'device:sw',
  indicator: 'reach',
  state,
  afterMs: atMs,
  atMs,
  ...(reason !== undefined && { reason }),
});
const brief = (spans: ReturnType<typeof downSpans>) =>
  spans.map(({ fromMs, toMs, ref }) => [fromMs, toMs, ref]);

describe('a switch whose pings are filtered', () => {
  const CHANGES = [
    row(1, 100, 'down', 'timeout'),
    row(2, 160, 'down', 'ping-filtered'),
    row(3, 400, 'down', 'timeout'),
    row(4, 500, 'up'),
    row(5, 700, 'down', 'ping-filtered'),
  ];

  test('has outages as ever', () => {
    expect(brief(downSpans(CHANGES, 1_000))).toEqual([
      [100, 500, 'change:1'],
      [700, 1_000, 'change:5'],
    ]);
  });

  test('cuts off what is behind it only while nothing of it answers', () => {
    expect(brief(cutSpans(CHANGES, 1_000))).toEqual([
      [100, 160, 'change:1'],
      [400, 500, 'change:3'],
    ]);
  });
});
