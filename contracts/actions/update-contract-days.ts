import { PERIOD_KINDS, type PeriodKind } from '../../core/domain/contract-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import { CamwatchError } from '../../core/errors.ts';
import { clip, type IntervalSet } from '../../core/time/intervals.ts';
import { type Period, periodOf } from '../../core/time/periods.ts';
import { type InventoryHistory, readHistory } from '../../ledger/history/history.ts';
import { recordBeginsMs, recordEndsMs } from '../../ledger/history/record-bounds.ts';
import type { DayWriter } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readFiled } from '../statements/record-statement.ts';
import { readLives, type StatementLife, statementId } from '../statements/statement-register.ts';
import type { ContractDay } from './contract-days.ts';
import { settleDays } from './settle-days.ts';
import { type KnownThrough, parseKnownThrough, touchedTime } from './touched-time.ts';

/** A day as it is copied to where charts are drawn from. */
export interface CopiedContractDay extends ContractDay {
  readonly state: 'provisional' | 'issued';
}

export interface ContractDayUpdate {
  readonly days: readonly CopiedContractDay[];
  /** Contracts and periods that are still to do. */
  readonly waiting: number;
  /** Contracts that could not be settled, and why. */
  readonly problems: readonly string[];
}

export interface ContractDayUpdaterOptions {
  readonly reader: LedgerReader;
  readonly writer: Pick<DayWriter, 'remember'>;
  /** Path of the ledger, which statements lie beside. */
  readonly path: string;
  readonly timeZone: string;
  readonly nowMs: () => number;
  /** For so long it goes on to the next contract; the one that it is at is finished. */
  readonly budgetMs?: number;
}

/** Named anew when a day got another field: then all of them are written again. */
const WRITTEN = 'sla-lost-written';

/**
 * Tells the days of contracts that were changed by what was recorded since the last time, also by other processes and
 * while nothing ran. What it handed out counts as written when that is confirmed: until then a crash repeats it.
 */
export function createContractDayUpdater(options: ContractDayUpdaterOptions): {
  /** What was handed out is written now. */
  readonly confirm: () => void;
  /** What was handed out was not written. */
  readonly withdraw: () => void;
  readonly update: () => ContractDayUpdate;
} {
  const { reader, writer, nowMs, timeZone, budgetMs = 5_000 } = options;
  let known = parseKnownThrough(reader.remembered(WRITTEN));
  let handedOut: KnownThrough | undefined;
  const waiting = new Map<string, { readonly contractId: string; readonly period: Period }>();

  const gather = (history: InventoryHistory, atMs: number) => {
    const next = { throughSeq: reader.headSeq(), throughMs: recordEndsMs(reader, atMs) };
    const beginsMs = recordBeginsMs(reader, atMs);
    const touched = known
      ? touchedTime(reader, known, next.throughMs)
      : [{ fromMs: beginsMs, toMs: next.throughMs }];
    const counted = clip(touched, { fromMs: beginsMs, toMs: next.throughMs });
    for (const [contractId, versions] of history.contracts) {
      const contract = versions.at(-1)?.value;
      if (!contract) continue;
      for (const period of periodsOf(contract, counted, timeZone)) {
        waiting.set(statementId(contractId, period.label), { contractId, period });
      }
    }
    known = next;
    handedOut = next;
  };

  return {
    confirm: () => {
      if (handedOut && waiting.size === 0) writer.remember(WRITTEN, JSON.stringify(handedOut));
      handedOut = undefined;
    },
    withdraw: () => {
      known = parseKnownThrough(reader.remembered(WRITTEN));
      handedOut = undefined;
      waiting.clear();
    },
    update: () => {
      const startedMs = performance.now();
      return reader.snapshot(() => {
        const atMs = nowMs();
        const history = readHistory(reader, { recordedBeforeMs: atMs + 1, devices: 'left-out' });
        gather(history, atMs);
        const lives = new Map(readLives(reader.decisions('statement')).map((life) => [life.id, life]));
        const secret = reader.secretEntities();
        const days: CopiedContractDay[] = [];
        const problems: string[] = [];
        for (const [id, { contractId, period }] of waiting) {
          waiting.delete(id);
          try {
            const life = lives.get(id);
            days.push(...daysOf(options, { contractId, period, history, atMs, life, secret }));
          } catch (error) {
            if (!(error instanceof CamwatchError)) throw error;
            problems.push(error.message);
          }
          if (performance.now() - startedMs >= budgetMs) break;
        }
        return { days, waiting: waiting.size, problems };
      });
    },
  };
}

/** The periods of a contract that have some of this time. */
function periodsOf(
  { fromMs, toMs = Number.POSITIVE_INFINITY, terms }: Contract,
  touched: IntervalSet,
  timeZone: string,
): readonly Period[] {
  const kind: PeriodKind = PERIOD_KINDS.find((one) => one === terms.period) ?? 'month';
  const zone = typeof terms.time_zone === 'string' ? terms.time_zone : timeZone;
  const periods = new Map<string, Period>();
  for (const interval of clip(touched, { fromMs, toMs })) {
    for (let atMs = interval.fromMs; atMs < interval.toMs; ) {
      const period = periodOf(kind, atMs, zone);
      periods.set(period.label, period);
      atMs = period.toMs;
    }
  }
  return [...periods.values()];
}

interface Question {
  readonly contractId: string;
  readonly period: Period;
  readonly history: InventoryHistory;
  readonly atMs: number;
  readonly life: StatementLife | undefined;
  /** In no day that is copied: what charts are drawn from is no place to subtract in. */
  readonly secret: ReadonlySet<Entity>;
}

/** What is issued stays as it was issued, by the record that it was settled from, until it is restated. */
function daysOf(
  { reader, path, timeZone }: ContractDayUpdaterOptions,
  { contractId, period, history, atMs, life, secret }: Question,
): readonly CopiedContractDay[] {
  const common = { contractId, period, timeZone, leftOut: secret };
  const filed = life?.restatements.at(-1) ?? life?.issued;
  if (filed) {
    const { asOfMs, recordedBeforeMs } = readFiled(path, filed);
    const before = readHistory(reader, { recordedBeforeMs, devices: 'left-out' });
    const days = settleDays(reader, { ...common, asOfMs, recordedBeforeMs, history: before });
    return days.map((day) => ({ ...day, state: 'issued' }));
  }
  const known = { asOfMs: recordEndsMs(reader, atMs), recordedBeforeMs: atMs + 1 };
  const days = settleDays(reader, { ...common, ...known, history });
  return days.map((day) => ({ ...day, state: 'provisional' }));
}
