import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { OutboxMessage } from '../../ledger/record/outbox/outbox-message.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { IncidentWording } from './incident-wording.ts';

const STYLES = { waiting: 'yellow', held: 'reset', digested: 'dim', sent: 'green', dead: 'red' } as const;

/** State, instant and outcome of a message, as lists show them. */
export function outcomeCells(
  { state, dueMs, settledMs, tries, detail }: OutboxMessage,
  { texts, clock }: IncidentWording,
  style: Terminal['style'],
): { readonly state: string; readonly at: string; readonly outcome: string } {
  const parts = [
    tries > 0 ? texts.tries(tries) : undefined,
    detail === undefined ? undefined : showUntrusted(detail),
  ];
  return {
    state: style(STYLES[state], texts.outboxStates[state]),
    at: clock(settledMs ?? dueMs),
    outcome: parts.filter((part) => part !== undefined).join(': '),
  };
}

/** A message without what it says, with its instants in ISO 8601. */
export function messageToJson(message: OutboxMessage, iso: (atMs: number) => string) {
  const { occasion, createdMs, dueMs, firstDueMs: _first, triedMs, settledMs, ...rest } = message;
  return {
    ...rest,
    occasion: occasion.type,
    created: iso(createdMs),
    due: iso(dueMs),
    ...(triedMs !== undefined && { tried: iso(triedMs) }),
    ...(settledMs !== undefined && { settled: iso(settledMs) }),
  };
}
