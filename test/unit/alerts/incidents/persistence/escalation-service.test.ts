import { expect, test } from 'vitest';
import { createEscalationService } from '#alerts/incidents/persistence/escalation-service.ts';
import { minutes, seconds } from '#core/time/units.ts';
import type { ToldRecipient } from '#ledger/record/incidents/incident-store.ts';
import { recipientOf } from '#test/support/delivery-world.ts';
import { messageOf, newsOf, START_MS } from '#test/support/outbox.ts';

const told: ToldRecipient = {
  recipient: 'noc',
  channel: 'email',
  messageId: 'm@camwatch',
  createdMs: START_MS,
  news: 'opened',
};
const recipients = new Map([
  ['noc', recipientOf('noc', { escalation: [{ afterMs: minutes(1), to: 'boss', severities: ['minor'] }] })],
  ['boss', recipientOf('boss')],
]);

function keeperWith(plan: (incident: string) => void, mostAtOnce?: number) {
  const added: string[] = [];
  const summaries = ['a', 'b', 'c'].map((incident) => newsOf({ incident }).incident);
  const keeper = createEscalationService({
    ...(mostAtOnce !== undefined && { mostAtOnce }),
    keeper: {
      unresolved: () => summaries,
      contextOf: () => ({ members: new Set(), timeline: [], told: [told] }),
      addMessages: (incident, messages) => {
        added.push(incident);
        return messages.length;
      },
    },
    plan: ({ incident }) => {
      plan(incident);
      return [messageOf({ messageId: incident })];
    },
  });
  return { added, keeper };
}

test('an incident of which nobody can be told holds up no other, and is tried again', () => {
  let broken: string | undefined = 'a';
  const { added, keeper } = keeperWith((incident) => {
    if (incident === broken) throw new Error('no plan');
  });

  expect(() => keeper.update({ recipients }, START_MS + minutes(2))).toThrow('no plan');
  expect(added).toEqual(['b', 'c']);
  expect(keeper.update({ recipients }, START_MS + minutes(2) + seconds(1))).toBe(0);
  broken = undefined;
  expect(keeper.update({ recipients }, START_MS + minutes(3))).toBe(1);
  expect(added).toEqual(['b', 'c', 'a']);
});

test('a storm of them is written a part at a time, so that nothing else waits for all', () => {
  const { added, keeper } = keeperWith(() => undefined, 2);

  keeper.update({ recipients }, START_MS + minutes(2));
  expect(added).toEqual(['a', 'b']);
  keeper.update({ recipients }, START_MS + minutes(2) + seconds(1));
  keeper.update({ recipients }, START_MS + minutes(2) + seconds(2));
  expect(added).toEqual(['a', 'b', 'c']);
});
