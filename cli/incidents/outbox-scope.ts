import { z } from 'zod';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Outbox } from '../../ledger/record/outbox/outbox.ts';
import { createOutbox } from '../../ledger/sqlite/outbox/create-outbox.ts';
import { openStoreReadOnly } from '../../ledger/sqlite/store/open-store.ts';
import { recordPlace } from '../print/open-city-record.ts';
import type { OpenScope } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { type ToldScope, tellIn } from './incident-scope.ts';

export interface OutboxScope extends ToldScope {
  readonly outbox: Pick<Outbox, 'list' | 'counts'>;
}

/** Opens the messages to read them, beside a camwatch that runs. @throws LEDGER_MISSING */
export const openOutbox: OpenScope<OutboxScope> = async (given, cli, work) => {
  const { store, zone, cityTimeZone } = await recordPlace(omitUndefined(z.object(CITY).parse(given)));
  const { timeZone } = zone;
  using closing = new DisposableStack();
  const reader = closing.use(store.openReader());
  const database = openStoreReadOnly(store.place);
  closing.defer(() => database.close());
  const told = tellIn({ cli, timeZone }, reader);
  await work({ cli, timeZone, cityTimeZone, outbox: createOutbox(database), ...told });
};
