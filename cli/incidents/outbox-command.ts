import { z } from 'zod';
import { alignRows } from '../../core/text/align-rows.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { OUTBOX_STATES, type OutboxMessage } from '../../ledger/record/outbox/outbox-message.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, LIMIT } from '../shell/shared-options.ts';
import type { Terminal } from '../shell/terminal.ts';
import { describeMessage, incidentsOf } from './describe-message.ts';
import type { IncidentWording } from './incident-wording.ts';
import { messageToJson, outcomeCells } from './message-row.ts';
import { openOutbox } from './outbox-scope.ts';

/** `camwatch alerts outbox`. */
export const buildOutboxCommand = defineCommand({
  name: 'outbox',
  description: 'List the messages that were and are to be sent about incidents, the newest first.',
  options: {
    ...CITY,
    state: z.enum(OUTBOX_STATES).optional().describe('only these; dead: given up'),
    recipient: z.string().optional().meta({ value: 'id' }).describe('only to this recipient of the settings'),
    limit: LIMIT,
  },
  help: `
Examples:
  camwatch alerts outbox
  camwatch alerts outbox --state dead
  camwatch alerts outbox --state waiting --recipient truc-ban --json`,
  open: openOutbox,
  run: ({ outbox }, { state, recipient, limit }) => ({
    messages: outbox.list({ ...(state && { state }), ...(recipient && { recipient }), limit }),
    counts: outbox.counts(),
  }),
  json: ({ messages, counts }, { iso }) => ({
    messages: messages.map((message) => messageToJson(message, iso)),
    counts,
  }),
  render: ({ messages, counts }, { wordingOf, cli }) => {
    const wording = wordingOf({ incidents: messages.flatMap(({ occasion }) => incidentsOf(occasion)) });
    const { texts, zoneLine } = wording;
    const rows = messages.map((message) => toRow(message, wording, cli.terminal.style));
    const table =
      rows.length === 0 ? [texts.noMessages] : alignRows([texts.outboxHead, ...rows], NUMBER_RIGHT);
    return [...table, texts.outboxCounts(counts), zoneLine];
  },
});

const NUMBER_RIGHT = new Set([0]);

function toRow(
  message: OutboxMessage,
  wording: IncidentWording,
  style: Terminal['style'],
): readonly string[] {
  const { id, createdMs, recipient, channel, occasion } = message;
  const { state, at, outcome } = outcomeCells(message, wording, style);
  return [
    String(id),
    state,
    wording.clock(createdMs),
    at,
    showUntrusted(recipient),
    channel,
    describeMessage(occasion, wording.writing),
    outcome,
  ];
}
