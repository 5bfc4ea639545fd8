import { type ContractDay, createContractDays } from '../../contracts/actions/contract-days.ts';
import { figuresOnRecord } from '../../contracts/actions/statements/settle-on-record.ts';
import type { SettledFigures } from '../../contracts/settle/settle-contract.ts';
import type { TargetCheck } from '../../contracts/sla/check-targets.ts';
import { addSums, type SettledSums } from '../../contracts/sla/settled-class.ts';
import { readFiled } from '../../contracts/statements/record-statement.ts';
import type { ExcuseCause, Ppm } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Period } from '../../core/time/periods.ts';
import { readHistory } from '../../ledger/history/history.ts';
import { recordEndsMs } from '../../ledger/history/record-bounds.ts';
import type { PaperContext } from './paper-context.ts';

/** What a device or link costs its contractor in a period. */
export interface MonthEntity {
  readonly entity: Entity;
  readonly goodMs: number;
  readonly countedMs: number;
  readonly downMs: number;
  readonly excusedMs: number;
  readonly unknownMs: number;
  /** Of all lines that name it, after limits; whole đồng as text. */
  readonly money: string;
}

/** The figures of a contract and a period, small enough to be kept: as JSON. */
export interface SettledMonth {
  readonly contract: string;
  readonly period: Period;
  /** What was on record then is in it, and nothing later. */
  readonly asOfMs: number;
  readonly settledMs: number;
  /** How much had been decided. */
  readonly decided: number;
  readonly isProvisional: boolean;
  readonly entities: number;
  readonly goodMs: number;
  readonly countedMs: number;
  /** Counted, not good, and measured: what was not measured is not used up. */
  readonly lostMs: number;
  readonly sums: SettledSums;
  readonly excusedByCause: Readonly<Partial<Record<ExcuseCause, number>>>;
  /** What the terms in force last ask for. */
  readonly targetPpm?: Ppm;
  readonly checks: readonly (Pick<TargetCheck, 'target' | 'outcome'> & { readonly breaches: number })[];
  /** After limits; whole đồng as text. */
  readonly money: string;
  readonly moneyByType: Readonly<Record<string, string>>;
  readonly days: readonly Pick<ContractDay, 'dayMs' | 'goodMs' | 'countedMs' | 'lostMs' | 'targetPpm'>[];
  /** What costs most first, then what was lost longest. */
  readonly worst: readonly MonthEntity[];
}

const MOST_WORST = 200;

/** Settles a contract for a page, as the record stands: seconds for thousands of devices. @throws as a settlement does */
export function settleMonth(context: PaperContext, contractId: string, period: Period): SettledMonth {
  const { reader, store, timeZone, nowMs } = context;
  const decided = countDecided(context);
  const recordedBeforeMs = nowMs + 1;
  const asOfMs = Math.min(recordEndsMs(reader, nowMs), period.toMs);
  const history = readHistory(reader, { recordedBeforeMs, contractId });
  const question = { contractId, period, asOfMs, recordedBeforeMs, timeZone };
  const settlement = figuresOnRecord(reader, question, {
    history,
    readFiled: (filed) => readFiled(store.path, filed),
  });
  return { ...summarize(settlement), settledMs: nowMs, decided };
}

/** All rows about claims, planned work and what is not measured. */
export const countDecided = ({ reader }: Pick<PaperContext, 'reader'>): number =>
  (['claim', 'maintenance', 'unmeasured'] as const).reduce(
    (total, table) => total + [...reader.decisions(table)].length,
    0,
  );

function summarize(settlement: SettledFigures): Omit<SettledMonth, 'settledMs' | 'decided'> {
  const { contractId, period, asOfMs, isProvisional, parts } = settlement;
  const figures = parts.map((part) => part.figures);
  const days = createContractDays(contractId);
  days.add(parts);
  const all = days.all();
  const sum = (read: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((total, figure) => total + read(figure), 0);
  const targetPpm = parts.at(-1)?.terms.targets.availabilityPpm;
  return {
    ...{ contract: contractId, period, asOfMs, isProvisional },
    entities: new Set(parts.flatMap(({ entities }) => entities.map(({ entity }) => entity))).size,
    goodMs: sum(({ aggregate }) => aggregate.goodMs),
    countedMs: sum(({ aggregate }) => aggregate.countedMs),
    lostMs: all.reduce((total, { lostMs }) => total + lostMs, 0),
    sums: addSums(figures.map(({ aggregate }) => aggregate.sums)),
    excusedByCause: addByName(figures.map(({ aggregate }) => aggregate.excusedByCause)),
    ...(targetPpm !== undefined && { targetPpm }),
    checks: figures.flatMap(({ checks }) =>
      checks.map(({ target, outcome, breaches }) => ({ target, outcome, breaches: breaches.length })),
    ),
    money: String(figures.reduce((total, { money }) => total + money.total, 0n)),
    moneyByType: moneyByType(figures),
    days: all.map(({ dayMs, goodMs, countedMs, lostMs, targetPpm: target }) => ({
      ...{ dayMs, goodMs, countedMs, lostMs },
      ...(target !== undefined && { targetPpm: target }),
    })),
    worst: worstOf(settlement),
  };
}

function addByName<Name extends string>(
  all: readonly Readonly<Partial<Record<Name, number>>>[],
): Partial<Record<Name, number>> {
  const total: Partial<Record<Name, number>> = {};
  for (const one of all)
    for (const [name, value] of Object.entries(one) as [Name, number][])
      total[name] = (total[name] ?? 0) + value;
  return total;
}

function moneyByType(figures: readonly SettledFigures['parts'][number]['figures'][]): Record<string, string> {
  const total = new Map<string, bigint>();
  for (const { money } of figures)
    for (const [type, amount] of Object.entries(money.byType))
      total.set(type, (total.get(type) ?? 0n) + amount);
  return Object.fromEntries([...total].map(([type, amount]) => [type, String(amount)]));
}

function worstOf({ parts }: SettledFigures): readonly MonthEntity[] {
  const known = new Map<Entity, MonthEntity & { readonly payable: bigint }>();
  for (const { entities, figures } of parts) {
    const payable = new Map<Entity, bigint>();
    for (const line of figures.money.lines)
      if (line.entity !== undefined)
        payable.set(line.entity, (payable.get(line.entity) ?? 0n) + line.payable);
    for (const { entity, goodMs, countedMs, sums } of entities) {
      const before = known.get(entity);
      const money = (before?.payable ?? 0n) + (payable.get(entity) ?? 0n);
      known.set(entity, {
        entity,
        goodMs: (before?.goodMs ?? 0) + goodMs,
        countedMs: (before?.countedMs ?? 0) + countedMs,
        downMs: (before?.downMs ?? 0) + sums.down,
        excusedMs: (before?.excusedMs ?? 0) + sums.excused,
        unknownMs: (before?.unknownMs ?? 0) + sums.unknown,
        money: String(money),
        payable: money,
      });
    }
  }
  const lost = ({ goodMs, countedMs }: MonthEntity) => countedMs - goodMs;
  return [...known.values()]
    .filter((one) => one.payable > 0n || lost(one) > 0)
    .sort((a, b) => (a.payable === b.payable ? lost(b) - lost(a) : a.payable < b.payable ? 1 : -1))
    .slice(0, MOST_WORST)
    .map(({ payable: _, ...one }) => one);
}
