import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDueHeap } from '#collector/scheduler/due-heap.ts';

const CAPACITY = 20;
const action = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), entry: fc.nat(CAPACITY - 1), dueMs: fc.nat(1_000) }),
  fc.record({ kind: fc.constant('pop' as const), nowMs: fc.nat(1_000) }),
);

test('behaves like a sorted list, whatever is put in, moved and taken', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
      const heap = createDueHeap(CAPACITY);
      const model = new Map<number, number>();
      for (const one of actions) {
        if (one.kind === 'set') {
          heap.set(one.entry, one.dueMs);
          model.set(one.entry, one.dueMs);
        } else {
          const oldestMs = Math.min(...model.values());
          const popped = heap.popDue(one.nowMs);
          expect(popped?.dueMs).toBe(oldestMs <= one.nowMs ? oldestMs : undefined);
          if (popped) {
            expect(model.get(popped.entry)).toBe(popped.dueMs);
            model.delete(popped.entry);
            expect(heap.dueMs(popped.entry)).toBeUndefined();
          }
        }
        expect(heap.size()).toBe(model.size);
        expect(heap.nextDueMs()).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
      }
    }),
  );
});

test('refuses an entry it has no room for', () => {
  expect(() => createDueHeap(3).set(3, 0)).toThrow(new RangeError('entry 3 of 3'));
});
