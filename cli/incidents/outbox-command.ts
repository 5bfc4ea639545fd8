import { Command, Option } from 'commander';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import { ledgerPath, localZone } from '../../config/settings/ledger-place.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { createZone } from '../../core/time/zone.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import {
  OUTBOX_STATES,
  type OutboxMessage,
  type OutboxState,
} from '../../ledger/record/outbox/outbox-message.ts';
import { createOutbox } from '../../ledger/sqlite/outbox/create-outbox.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import { openStoreReadOnly } from '../../ledger/sqlite/store/open-store.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import { renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import type { Terminal } from '../shell/terminal.ts';
import { describeMessage, incidentsOf } from './describe-message.ts';
import { createIncidentWording, type IncidentWording } from './incident-wording.ts';
import { parseLimit } from './list-command.ts';
import { messageToJson, outcomeCells } from './message-row.ts';

interface Options extends CommonOptions {
  readonly state?: OutboxState;
  readonly recipient?: string;
  readonly limit: number;
}

const DEFAULT_LIMIT = 50;

/** `camwatch alerts outbox`. */
export function buildOutboxCommand({ terminal, env }: Context): Command {
  return addCommonOptions(new Command('outbox'))
    .description('List the messages that were and are to be sent about incidents, the newest first.')
    .addOption(new Option('--state <state>', 'only these; dead: given up').choices(OUTBOX_STATES))
    .option('--recipient <id>', 'only to this recipient of the settings')
    .option('--limit <count>', 'at most so many', parseLimit, DEFAULT_LIMIT)
    .addHelpText(
      'after',
      `
Examples:
  camwatch alerts outbox
  camwatch alerts outbox --state dead
  camwatch alerts outbox --state waiting --recipient truc-ban --json`,
    )
    .action(async (options: Options) => {
      const { state, recipient, limit } = options;
      const path = await ledgerPath(options);
      const { timeZone } =
        options.timeZone === undefined ? await localZone(options) : createZone(options.timeZone);
      using closing = new DisposableStack();
      const reader = openLedgerReader(path);
      closing.defer(reader.close);
      const database = openStoreReadOnly(path);
      closing.defer(() => database.close());
      const outbox = createOutbox(database);
      const messages = outbox.list({ ...(state && { state }), ...(recipient && { recipient }), limit });
      const counts = outbox.counts();
      if (options.json)
        return terminal.printJson({
          messages: messages.map((message) => messageToJson(message, (atMs) => renderIso(atMs, timeZone))),
          counts,
        });
      const language = options.lang ?? languageOf(env);
      const incidents = messages.flatMap(({ occasion }) => incidentsOf(occasion));
      const city = readToldCity(reader, { incidents }, { language, timeZone });
      const wording = createIncidentWording(language, { timeZone, city });
      const { texts, zoneLine } = wording;
      const rows = messages.map((message) => toRow(message, wording, terminal.style));
      const table =
        rows.length === 0 ? [texts.noMessages] : alignRows([texts.outboxHead, ...rows], NUMBER_RIGHT);
      terminal.print([...table, texts.outboxCounts(counts), zoneLine].join('\n'));
    });
}

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
