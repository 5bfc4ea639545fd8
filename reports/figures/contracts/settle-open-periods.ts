import { settleOnRecord } from '../../../contracts/actions/statements/settle-on-record.ts';
import type { ContractSettlement } from '../../../contracts/settle/contract-settlement.ts';
import { readFiled } from '../../../contracts/statements/record-statement.ts';
import { readHistory } from '../../../ledger/history/history.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { ContractLane, LanePeriod } from '../measured/contract-lanes.ts';

export interface OpenPeriods {
  readonly lane: ContractLane;
  /** Those with terms and without a statement. */
  readonly periods: readonly LanePeriod[];
  /** So many devices and links the contract covers. */
  readonly entities: number;
}

export interface SettleQuestion {
  readonly ledger: string;
  readonly timeZone: string;
  /** The end of the window: nothing that happened from then on counts. */
  readonly asOfMs: number;
  readonly recordedBeforeMs: number;
}

/**
 * So many months of devices are settled at most. Settling a year of a large city takes minutes, which is what statements
 * are for; beyond that, open periods are told as they were measured.
 */
export const MOST_SETTLED = 10_000;

/** Contracts all of whose open periods are settled: the smallest first, as many as there is room for. */
export function chooseSettled(open: readonly OpenPeriods[], most = MOST_SETTLED): readonly OpenPeriods[] {
  const sizeOf = ({ entities, periods }: OpenPeriods) => entities * periods.length;
  const smallestFirst = open.toSorted((a, b) => sizeOf(a) - sizeOf(b) || (a.lane.id < b.lane.id ? -1 : 1));
  let left = most;
  return smallestFirst.filter((one) => {
    left -= sizeOf(one);
    return left >= 0;
  });
}

/** Settles periods that have no statement by their terms, as the record stands. */
export function* settleOpenPeriods(
  reader: LedgerReader,
  { lane, periods }: OpenPeriods,
  { ledger, timeZone, asOfMs, recordedBeforeMs }: SettleQuestion,
): Generator<readonly [LanePeriod, ContractSettlement]> {
  if (periods.length === 0) return;
  const history = readHistory(reader, { recordedBeforeMs, contractId: lane.id });
  for (const one of periods) {
    const question = { contractId: lane.id, period: one.period, asOfMs, recordedBeforeMs, timeZone };
    const settlement = settleOnRecord(reader, question, {
      history,
      readFiled: (filed) => readFiled(ledger, filed),
    });
    yield [one, settlement];
  }
}
