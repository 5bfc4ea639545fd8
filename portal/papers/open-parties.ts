import { type InventoryHistory, readHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { PaperContext } from './paper-context.ts';
import { findSecretContracts } from './secret-contracts.ts';

/** Contracts, parties and lines, to be kept for as long as nothing of the inventory is recorded. */
export interface OpenParties extends Pick<PaperContext, 'secretContracts'> {
  readonly history: InventoryHistory;
}

export function openParties(reader: LedgerReader): OpenParties {
  const history = readHistory(reader, { devices: 'left-out' });
  let secret: ReadonlySet<string> | undefined;
  return {
    history,
    secretContracts: () => {
      secret ??= findSecretContracts(reader, history);
      return secret;
    },
  };
}
