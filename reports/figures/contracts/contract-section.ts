import { addInto, emptyStateMs, toStateSums, UNKNOWN } from '../../../availability/timelines/state-ms.ts';
import type { ContractSettlement } from '../../../contracts/settle/contract-settlement.ts';
import type { ContractTerms } from '../../../core/domain/contract-terms.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { ContractFigures } from '../document/measured-figures.ts';
import type { ContractLane, LanePeriod } from '../measured/contract-lanes.ts';
import type { ContractRegions, PeriodRegion } from './contract-regions.ts';
import { type FiledStatement, type FiledStatements, joinChecks } from './filed-statements.ts';
import {
  chooseSettled,
  type OpenPeriods,
  type SettleQuestion,
  settleOpenPeriods,
} from './settle-open-periods.ts';

type Row = ContractFigures['rows'][number];
type PeriodRow = Row['periods'][number];
type Money = ContractFigures['money'];

export interface ContractsQuestion extends SettleQuestion {
  readonly reader: LedgerReader;
  readonly lanes: readonly ContractLane[];
  readonly regions: ContractRegions;
  readonly window: Interval;
  readonly statements: FiledStatements;
  readonly onProgress: (done: number, total: number) => void;
}

export interface ContractsAnswer {
  readonly figures: ContractFigures;
  /** What was filed of each period, for the reconciliation. */
  readonly filed: ReadonlyMap<LanePeriod, FiledStatement>;
}

/** Each contract with its periods: as their statements stand, else as the record has them, which is said. */
export function readContracts(question: ContractsQuestion): ContractsAnswer {
  const { reader, lanes, regions, statements, onProgress } = question;
  const regionsOf = Map.groupBy(regions.periods(), ({ contractId }) => contractId);
  const filed = new Map<LanePeriod, FiledStatement>();
  for (const [place, { id, periods }] of lanes.entries()) {
    onProgress(place, 2 * lanes.length);
    for (const period of periods) {
      // A statement of other time as well says nothing of the window by itself.
      const found = period.extent === 'whole' ? statements.of(id, period.period) : undefined;
      if (found) filed.set(period, found);
    }
  }
  const open = lanes.map(
    (lane): OpenPeriods => ({
      lane,
      periods: lane.periods.filter((period) => period.terms && !filed.has(period)),
      entities: entitiesOf(regionsOf.get(lane.id)),
    }),
  );
  const settled = new Map<LanePeriod, ContractSettlement>();
  for (const [place, one] of chooseSettled(open).entries()) {
    onProgress(lanes.length + place, 2 * lanes.length);
    for (const [period, settlement] of settleOpenPeriods(reader, one, question))
      settled.set(period, settlement);
  }
  const rows = lanes.map((lane) =>
    buildRow(lane, regionsOf.get(lane.id) ?? [], {
      rowOf: (period) => periodRow(lane, period),
      notCounted: notCounted(lane, question),
    }),
  );
  return {
    figures: {
      rows,
      money: addMoney(rows.map(({ money }) => money)),
      draftMoney: addMoney(rows.map(({ draftMoney }) => draftMoney)),
    },
    filed,
  };

  function periodRow({ id }: ContractLane, period: LanePeriod): PeriodRow {
    const statement = filed.get(period);
    if (statement) return filedRow(period, statement);
    const settlement = settled.get(period);
    if (settlement) return settledRow(period, settlement);
    const own = (regionsOf.get(id) ?? []).filter((region) => region.period === period);
    return measuredRow(period, own);
  }
}

/** Statements on record that touch the window and are none of the contract's own periods within it. */
function notCounted({ id, periods }: ContractLane, { window, statements }: ContractsQuestion): string[] {
  const own = periods.filter(({ extent }) => extent === 'whole').map(({ period }) => period);
  return statements
    .periodsOf(id)
    .filter(({ fromMs, toMs }) => fromMs < window.toMs && toMs > window.fromMs)
    .filter(({ fromMs, toMs }) => !own.some((period) => period.fromMs === fromMs && period.toMs === toMs))
    .map(({ label }) => label);
}

interface Given {
  readonly rowOf: (period: LanePeriod) => PeriodRow;
  readonly notCounted: string[];
}

function buildRow(
  { id, contract, periods }: ContractLane,
  regions: readonly PeriodRegion[],
  { rowOf, notCounted: others }: Given,
): Row {
  const rows = periods.map(rowOf);
  const targetPpm = periods.at(-1)?.terms?.targets.availabilityPpm;
  const moneyOf = (isWanted: (row: PeriodRow) => boolean) =>
    addMoney(rows.filter(isWanted).flatMap(({ money }) => money ?? []));
  const isIssued = ({ state }: PeriodRow) => state === 'issued' || state === 'restated';
  return {
    id,
    name: contract.name,
    contractor: contract.contractor,
    ...(contract.agency !== undefined && { agency: contract.agency }),
    ...(contract.number !== undefined && { number: contract.number }),
    entities: entitiesOf(regions),
    ...(targetPpm !== undefined && { targetPpm }),
    periods: rows,
    issued: rows.filter(isIssued).length,
    drafts: rows.filter(({ state }) => state === 'draft').length,
    none: rows.filter(({ state }) => state === 'none').length,
    ...(others.length > 0 && { notCounted: others }),
    money: moneyOf(isIssued),
    draftMoney: moneyOf(({ state }) => state === 'draft'),
  };
}

function entitiesOf(regions: readonly PeriodRegion[] = []): number {
  const entities = new Set<string>();
  for (const region of regions) for (const entity of region.entities) entities.add(entity);
  return entities.size;
}

const namedPeriod = ({ period, extent, terms }: LanePeriod) => ({
  id: period.label,
  fromMs: period.fromMs,
  toMs: period.toMs,
  extent,
  ...(terms && { indicator: terms.indicator }),
});

function filedRow(period: LanePeriod, { state, latest, issued }: FiledStatement): PeriodRow {
  const { sha256, goodMs, countedMs, targets, money, incidents } = latest;
  return {
    ...namedPeriod(period),
    state,
    sha256,
    goodMs,
    countedMs,
    targets,
    money,
    ...(state === 'restated' &&
      issued && {
        issued: { goodMs: issued.goodMs, countedMs: issued.countedMs, money: issued.money },
      }),
    ...incidents,
  };
}

function settledRow(period: LanePeriod, { parts, incidents }: ContractSettlement): PeriodRow {
  return {
    ...namedPeriod(period),
    state: 'none',
    provisional: 'settled',
    goodMs: parts.reduce((sum, { figures }) => sum + figures.aggregate.goodMs, 0),
    countedMs: parts.reduce((sum, { figures }) => sum + figures.aggregate.countedMs, 0),
    targets: joinChecks(parts.flatMap(({ figures }) => figures.checks)),
    ...(incidents && { response: incidents.response, restoration: incidents.restoration }),
  };
}

function measuredRow(period: LanePeriod, regions: readonly PeriodRegion[]): PeriodRow {
  const { terms } = period;
  if (!terms) return { ...namedPeriod(period), state: 'none', provisional: 'no-terms', targets: [] };
  const stateMs = emptyStateMs();
  for (const region of regions) addInto(stateMs, region.stateMs);
  return {
    ...namedPeriod(period),
    state: 'none',
    provisional: 'measured',
    ...countedBy(terms, stateMs),
    targets: [],
  };
}

/** As the terms count unknown and degraded; what was never measured counts neither way. */
function countedBy(
  { unknown, degraded }: Pick<ContractTerms, 'unknown' | 'degraded'>,
  stateMs: ReturnType<typeof emptyStateMs>,
): { readonly goodMs: number; readonly countedMs: number } {
  const { upMs, degradedMs, downMs } = toStateSums(stateMs);
  const unknownMs = stateMs[UNKNOWN] ?? 0;
  return {
    goodMs: upMs + (degraded === 'up' ? degradedMs : 0) + (unknown === 'up' ? unknownMs : 0),
    countedMs: upMs + degradedMs + downMs + (unknown === 'left-out' ? 0 : unknownMs),
  };
}

function addMoney(all: readonly Money[]): Money {
  const sum = (amountOf: (money: Money) => string) =>
    `${all.reduce((total, money) => total + BigInt(amountOf(money)), 0n)}`;
  return {
    byType: {
      penalty: sum(({ byType }) => byType.penalty),
      deduction: sum(({ byType }) => byType.deduction),
      damages: sum(({ byType }) => byType.damages),
    },
    total: sum(({ total }) => total),
    undisputed: sum(({ undisputed }) => undisputed),
    disputed: sum(({ disputed }) => disputed),
  };
}
