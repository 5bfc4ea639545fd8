import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { resendMessages } from '../../alerts/notifications/outbox/resend-messages.ts';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { LedgerError, withLedgerErrors } from '../../ledger/record/ledger-error.ts';
import { createOutbox } from '../../ledger/sqlite/outbox/create-outbox.ts';
import { openStore } from '../../ledger/sqlite/store/open-store.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { incidentTextsOf } from './incident-wording.ts';

/** `camwatch alerts resend`. */
export function buildResendCommand({ terminal, env, reportProblem }: Context): Command {
  return addCommonOptions(new Command('resend'))
    .description('Send messages again that were given up, once their cause is mended.')
    .argument(
      '<number...>',
      'of the messages, as camwatch alerts outbox --state dead gives them',
      collectNumbers,
    )
    .addHelpText(
      'after',
      `
A message keeps its id: a mailbox that has it already shows it once. Exit code 1 when one of them was not given up.

Examples:
  camwatch alerts outbox --state dead
  camwatch alerts resend 41 42`,
    )
    .action(async (ids: readonly number[], options: CommonOptions) => {
      const path = await ledgerPath(options);
      if (!existsSync(path))
        throw new LedgerError('LEDGER_MISSING', `${path}: expected a ledger, found no file`);
      const texts = incidentTextsOf(options.lang ?? languageOf(env));
      using closing = new DisposableStack();
      const database = openStore(path, { nowMs: Date.now });
      closing.defer(() => database.close());
      const outbox = createOutbox(database);
      const outcomes = withLedgerErrors(path, () => resendMessages({ outbox }, { ids: [...ids] }));
      if (outcomes.some(({ outcome }) => outcome !== 'resent')) reportProblem();
      if (options.json)
        return terminal.printJson({ messages: outcomes.map(({ id, outcome }) => ({ id, outcome })) });
      for (const { id, before, outcome } of outcomes) {
        const number = String(id);
        if (outcome === 'resent')
          terminal.print(texts.resent(number, showUntrusted(before?.recipient ?? '')));
        else if (before) terminal.printError(texts.notDead(number, texts.outboxStates[before.state]));
        else terminal.printError(texts.unknownMessage(number));
      }
    });
}

function collectNumbers(text: string, before: readonly number[] = []): readonly number[] {
  if (/^\d{1,15}$/.test(text)) return [...before, Number(text)];
  throw new InvalidArgumentError('expected the number of a message');
}
