import { compareBuiltDays } from '../../availability/sums/compare-built-days.ts';
import { describeDayDifference } from '../../availability/sums/compare-days.ts';
import type { InventoryNow } from '../../availability/sums/inventory-now.ts';
import type { DayWriter } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { findChainFaults, findRecordFaults } from '../verification/verify-record.ts';

/** Compares with the record what figures are read from, before any are made of it. */
export interface DerivedCheck {
  /**
   * Until it was found good it checks: sums of days that are not what the changes give are taken out, which the chain notes, and
   * are made again with those that are missing.
   */
  readonly run: () => Promise<CheckedRecord>;
}

export interface CheckedRecord {
  /** Whether figures may be made: the chain, the schema and the present states hold. */
  readonly isGood: boolean;
  /** What a person must look into, one sentence each; said once where it was put right. */
  readonly faults: readonly string[];
}

export interface DerivedCheckOptions {
  readonly store: Pick<RecordStore, 'verify' | 'noteAudit'>;
  readonly reader: LedgerReader;
  /** Where the caller has it for others, too. */
  readonly inventory?: InventoryNow;
  readonly writer: Pick<DayWriter, 'mark'>;
  readonly author: string;
  readonly nowMs: () => number;
}

const GOOD: CheckedRecord = { isGood: true, faults: [] };

export function createDerivedCheck(options: DerivedCheckOptions): DerivedCheck {
  let isGood = false;
  return {
    run: async () => {
      if (isGood) return GOOD;
      const faults = await findRecordFaults(options.store);
      if (faults.length > 0) return { isGood, faults };
      const wrong = findWrongDays(options);
      // Sums differ from the changes where the changes were edited, too: those must not become the figures.
      const edited = wrong.count === 0 ? [] : await findChainFaults(options.store);
      if (edited.length > 0) return { isGood, faults: edited };
      isGood = true;
      return { isGood, faults: takeOut(wrong, options) };
    },
  };
}

const MOST_TOLD = 10;

interface WrongDays {
  readonly dates: ReadonlySet<string>;
  readonly count: number;
  /** The first of what differs. */
  readonly told: readonly string[];
}

function findWrongDays({ reader, inventory }: DerivedCheckOptions): WrongDays {
  const told: string[] = [];
  const dates = new Set<string>();
  let count = 0;
  for (const month of compareBuiltDays(reader, inventory)) {
    count += month.count;
    for (const date of month.dates) dates.add(date);
    told.push(...month.first.slice(0, MOST_TOLD - told.length).map(describeDayDifference));
  }
  return { dates, count, told };
}

function takeOut(
  { dates, count, told }: WrongDays,
  { store, writer, author, nowMs }: DerivedCheckOptions,
): readonly string[] {
  if (count === 0) return [];
  const body = { rows: count, dates: [...dates].join(' '), first: told.join('\n') };
  store.noteAudit({ action: 'days-taken-out', author, recordedMs: nowMs(), body });
  // They are missing now: whoever asks has them from the intervals until they are made again.
  writer.mark([...dates], 0);
  return [
    `the sums of ${dates.size} days were not what the changes give, in ${count} rows, and are made again: ${told.join('; ')}`,
  ];
}
