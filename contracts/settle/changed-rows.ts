import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { StatementError } from '../statements/statement-error.ts';
import type { ContractSettlement } from './contract-settlement.ts';

/** So many are named: where one row was changed, all may have been. */
const MOST_ROWS = 10;

export function describeChangedRows(changed: readonly number[]): string {
  const named = changed.slice(0, MOST_ROWS).join(', ');
  const others = changed.length > MOST_ROWS ? ` and ${changed.length - MOST_ROWS} more` : '';
  return `expected rows of the ledger as they were written, got changed ones: ${named}${others}`;
}

/** Nothing is signed that rests on a row whose content is not what its hash says. @throws STATEMENT_REFUSED */
export function refuseChangedRows(
  reader: Pick<LedgerReader, 'changedRows'>,
  { ledgerRows, contractVersions }: Pick<ContractSettlement, 'ledgerRows' | 'contractVersions'>,
): void {
  const changed = reader.changedRows([...ledgerRows.seqs, ...contractVersions.map(({ seq }) => seq)]);
  if (changed.length === 0) return;
  throw new StatementError(
    'STATEMENT_REFUSED',
    {
      en: describeChangedRows(changed),
      vi: `các dòng sổ ghi đã bị sửa: ${changed.slice(0, MOST_ROWS).join(', ')}${changed.length > MOST_ROWS ? ` và ${changed.length - MOST_ROWS} dòng khác` : ''}`,
    },
    { command: 'camwatch ledger verify --full' },
  );
}
