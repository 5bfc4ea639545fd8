import { LedgerError } from '../../record/ledger-error.ts';
import { MOST_ROWS } from './writer.ts';

export interface HandOverOptions<Row> {
  readonly send: (rows: readonly Row[]) => Promise<void>;
  /** Told of each row that the ledger will never take. */
  readonly onRefused: (row: Row, error: LedgerError) => void;
}

/**
 * Sends rows from the front of `queue` in portions and removes what was taken. A row that is refused for good is found
 * by halving and left out, so that it does not hold up the others.
 * @throws what `send` throws for other reasons; then the rest is still in the queue.
 */
export async function handOver<Row>(queue: Row[], options: HandOverOptions<Row>): Promise<void> {
  while (queue.length > 0) {
    const portion = queue.slice(0, MOST_ROWS);
    await sendPortion(portion, options);
    queue.splice(0, portion.length);
  }
}

async function sendPortion<Row>(rows: readonly Row[], options: HandOverOptions<Row>): Promise<void> {
  try {
    await options.send(rows);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'LEDGER_REFUSED') throw error;
    const [first] = rows;
    if (first !== undefined && rows.length === 1) return options.onRefused(first, error);
    const middle = Math.ceil(rows.length / 2);
    await sendPortion(rows.slice(0, middle), options);
    await sendPortion(rows.slice(middle), options);
  }
}
