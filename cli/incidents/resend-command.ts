import { ResendMessages, resendMessages } from '../../alerts/notifications/outbox/resend-messages.ts';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { LedgerError, withLedgerErrors } from '../../ledger/record/ledger-error.ts';
import { createOutbox } from '../../ledger/sqlite/outbox/create-outbox.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { openStore } from '../../ledger/sqlite/store/open-store.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { incidentTextsOf } from './incident-wording.ts';

/** `camwatch alerts resend`. */
export const buildResendCommand = defineCommand({
  name: 'resend',
  description: 'Send messages again that were given up, once their cause is mended.',
  arguments: ['ids'],
  options: { ...CITY, ...ResendMessages.shape },
  help: `
A message keeps its id: a mailbox that has it already shows it once. Exit code 1 when one of them was not given up.

Examples:
  camwatch alerts outbox --state dead
  camwatch alerts resend 41 42`,
  open: openNothing,
  run: async (_scope, { ids, ...place }) => {
    const path = await ledgerPath(omitUndefined(place));
    if (!recordStore(path).exists())
      throw new LedgerError('LEDGER_MISSING', `${path}: expected a ledger, found no file`);
    using closing = new DisposableStack();
    const database = openStore(path, { nowMs: Date.now });
    closing.defer(() => database.close());
    const outbox = createOutbox(database);
    return withLedgerErrors(path, () => resendMessages({ outbox }, { ids }));
  },
  json: (outcomes) => ({ messages: outcomes.map(({ id, outcome }) => ({ id, outcome })) }),
  render: (outcomes, { cli: { language, terminal } }) => {
    const texts = incidentTextsOf(language);
    for (const { id, before, outcome } of outcomes)
      if (outcome !== 'resent')
        terminal.printError(
          before
            ? texts.notDead(String(id), texts.outboxStates[before.state])
            : texts.unknownMessage(String(id)),
        );
    return outcomes.flatMap(({ id, before, outcome }) =>
      outcome === 'resent' ? [texts.resent(String(id), showUntrusted(before?.recipient ?? ''))] : [],
    );
  },
  isProblem: (outcomes) => outcomes.some(({ outcome }) => outcome !== 'resent'),
});
