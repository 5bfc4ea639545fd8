import { z } from 'zod';
import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import { INDICATORS } from '../../../core/domain/state.ts';
import { Count, DateText, Ms, named, orMissing, RowId, Vnd } from './figure-parts.ts';

const IndicatorName = z.enum(INDICATORS);
const MeasuredKindName = z.enum([...DEVICE_KINDS, 'link']);

/**
 * Milliseconds of each state, added up over devices. Percentages are rendered from them at the end: availability is
 * (up + degraded) ÷ (up + degraded + down), coverage is known ÷ in service, and the bounds count unknown as down and as up.
 */
const StateSums = z.strictObject({
  upMs: Ms,
  degradedMs: Ms,
  downMs: Ms,
  unknownMs: Ms,
  outOfServiceMs: Ms,
});

/** Of one group: what camwatch measured, and what else is known, apart. */
const Availability = z.strictObject({
  /** Devices or links that were in service at some instant of the window. */
  entities: Count,
  measured: StateSums,
  /** Time that camwatch knows nothing of and another system recorded. */
  imported: z.strictObject({ entities: Count, sums: StateSums }).optional(),
  /** Devices that neither measured nor imported anything of, and what their units said of them in their forms. */
  selfReported: z.strictObject({ entities: Count, said: Count }).optional(),
  /** In service, and nothing at all is known of them: in no sum. */
  neverMeasured: Count,
});

const OutageStatistics = z.strictObject({
  /** Outages that began in the window. */
  count: Count,
  /** Of these, those that were on before their device came into service, and count from then; left out where there is none. */
  begunBeforeService: Count.optional(),
  /** Those that ended in it, and how long they had been in all. */
  restoredCount: Count,
  restoredMs: Ms,
  /** restoredMs ÷ restoredCount and good time ÷ count, cut off to whole milliseconds. */
  mttrMs: Ms.optional(),
  mtbfMs: Ms.optional(),
  /** The longest, whole, as far as it had come by the end. */
  longestMs: Ms,
  /** How many lasted at the end. */
  openAtEnd: Count,
});

/** The same figures of the city and of every group; a link lies between places and is in no group but its contractor's. */
const byGroup = <Shape extends z.ZodRawShape>(cell: z.ZodObject<Shape>) => {
  const rows = z.array(cell.extend(named));
  return z.strictObject({
    city: cell,
    agency: rows,
    district: rows,
    area: rows,
    programme: rows,
    purpose: rows,
    contractor: rows,
  });
};

const byIndicatorAndKind = <Table extends z.ZodType>(table: Table) =>
  z.partialRecord(IndicatorName, z.partialRecord(MeasuredKindName, table));

export const AvailabilityFigures = z.strictObject({ indicators: byIndicatorAndKind(byGroup(Availability)) });
export const OutageFigures = z.strictObject({
  indicators: byIndicatorAndKind(byGroup(OutageStatistics)),
  /** Of the city: how many of the outages that began in the window lasted how long, in the order of lengths. */
  lengths: byIndicatorAndKind(z.array(z.strictObject({ id: RowId, count: Count }))),
});

const causeCounts = { downMs: Ms, outages: Count, entities: Count };

/** Downtime by what caused it and who answers for it; the sums of each list are the same. */
export const CauseFigures = z.strictObject({
  indicator: IndicatorName,
  total: z.strictObject(causeCounts),
  /** Reason of the root-most outage. */
  reason: z.array(z.strictObject({ id: RowId, ...causeCounts })),
  /** Kind of the root-most device or link: `self`, `link`, `switch`, `ups`, … */
  root: z.array(z.strictObject({ id: RowId, ...causeCounts })),
  /** Party that answers for it: a contractor, agency or carrier, or `none`. */
  owner: z.array(z.strictObject({ ...named, ...causeCounts })),
  /** All three together. */
  rows: z.array(z.strictObject({ id: RowId, reason: RowId, root: RowId, owner: RowId, ...causeCounts })),
});

const ByType = z.strictObject({ penalty: Vnd, deduction: Vnd, damages: Vnd });
const Money = z.strictObject({ byType: ByType, total: Vnd, undisputed: Vnd, disputed: Vnd });

const ClockCounts = z.strictObject({ kept: Count, missed: Count, passedOn: Count, open: Count });

/** A period of a contract as its statement stands. */
const ContractPeriod = z.strictObject({
  /** Such as `2025-03`, `2025-Q1`. */
  id: RowId,
  fromMs: Ms,
  toMs: Ms,
  state: z.enum(['issued', 'restated', 'draft', 'none']),
  /** Of the sealed file. */
  sha256: z.string().optional(),
  indicator: IndicatorName.optional(),
  goodMs: Ms.optional(),
  countedMs: Ms.optional(),
  targets: z.array(z.strictObject({ id: z.string(), outcome: z.enum(['met', 'missed', 'not-measured']) })),
  money: Money.optional(),
  /**
   * Where there is no statement, what the figures are: settled by the terms as the record stands, without money; or only what
   * was measured in the time that the contract counts, with nothing excused; or nothing, without terms to settle by.
   */
  provisional: z.enum(['settled', 'measured', 'no-terms']).optional(),
  /** `crossing`: it reaches out of the window, and its figures are of the part within. */
  extent: z.enum(['whole', 'crossing']),
  /** As it was issued, where it was restated. */
  issued: z.strictObject({ goodMs: Ms, countedMs: Ms, money: Money }).optional(),
  /** Clocks of incidents that were decided in it; absent where nobody kept incidents. */
  response: ClockCounts.optional(),
  restoration: ClockCounts.optional(),
});

export const ContractFigures = z.strictObject({
  rows: z.array(
    z.strictObject({
      ...named,
      contractor: RowId,
      agency: RowId.optional(),
      number: z.string().optional(),
      entities: Count,
      /** Absent: the contract has no term about it ("không có điều khoản"). */
      targetPpm: z.int().optional(),
      periods: z.array(ContractPeriod),
      /** How many periods of the window are issued (restated ones too), drafts, or have no statement. */
      issued: Count,
      drafts: Count,
      none: Count,
      /** Statements on record that are of other time as well, or of no period of the contract: in no figure. */
      notCounted: z.array(z.string()).optional(),
      /** Of issued statements, and of drafts, apart. */
      money: Money,
      draftMoney: Money,
    }),
  ),
  money: Money,
  draftMoney: Money,
});

/** Milliseconds by class: what statements excuse and leave to others is led back to what was measured. */
const ReconciledSums = StateSums.extend({ excusedMs: Ms, othersMs: Ms });

const ReconciliationTable = {
  indicator: IndicatorName,
  kind: MeasuredKindName,
  rows: z.array(z.strictObject({ id: RowId, entities: Count, sums: ReconciledSums })),
  annual: ReconciledSums,
  difference: ReconciledSums,
};

/**
 * Statements + what has no contract + open months + restatements = the annual figures of cameras that can be reached; the
 * difference is zero. Only time in service is in it. `others`: the same of every other indicator and kind that a contract counts.
 */
export const ReconciliationFigures = z.strictObject({
  ...ReconciliationTable,
  others: z.array(z.strictObject({ id: RowId, ...ReconciliationTable })),
});

const Direction = z.strictObject({
  samples: Count,
  p95BitsPerSecond: Count,
  p95Bound: z.enum(['within', 'at-least']),
  /** Days whose P95 was above 90 % of the capacity, and the longest run of them. */
  saturatedDays: Count,
  longestSaturatedRunDays: Count,
});

export const LinkFigures = z.strictObject({
  links: Count,
  measured: Count,
  withSaturatedDays: Count,
  undersized: Count,
  rows: z.array(
    z.strictObject({
      ...named,
      carrier: RowId.optional(),
      carrierName: z.string().optional(),
      medium: z.string(),
      capacityBitsPerSecond: Count,
      days: Count,
      in: Direction.optional(),
      out: Direction.optional(),
    }),
  ),
  notListed: Count,
});

export const RecorderFigures = z.strictObject({
  recorders: Count,
  /** Recordings reach back as far as asked for at the end; less; nobody could look; nothing is asked for. */
  kept: Count,
  short: Count,
  notMeasured: Count,
  withoutTarget: Count,
  /** Those that are short, the shortest first. */
  rows: z.array(
    z.strictObject({ ...named, wantedMs: Ms.optional(), keptMs: Ms.optional(), atMs: Ms.optional() }),
  ),
  notListed: Count,
});

const MonthIndicators = z.partialRecord(
  IndicatorName,
  z.strictObject({ entities: Count, measured: StateSums, outages: Count, restoredMs: Ms }),
);

export const MonthFigures = z.strictObject({
  rows: z.array(
    z.strictObject({
      /** Such as `2025-03`; the first and the last may be cut by the window. */
      id: RowId,
      fromMs: Ms,
      toMs: Ms,
      /** Cameras there at the end of the month. */
      cameras: Count,
      /** Of cameras; `recording` of recorders, `capacity` of links. */
      indicators: MonthIndicators,
      agency: z.array(z.strictObject({ ...named, indicators: MonthIndicators })),
    }),
  ),
});

/** The window of the same length a year before, as the ledger gives it as of the same instant. */
export const YearBeforeFigures = z.strictObject({
  fromMs: Ms,
  toMs: Ms,
  firstDate: DateText,
  lastDate: DateText,
  /** Devices at its end, and just before it began. */
  kinds: z.partialRecord(z.enum(DEVICE_KINDS), Count),
  openingKinds: z.partialRecord(z.enum(DEVICE_KINDS), Count).optional(),
  indicators: z.partialRecord(
    IndicatorName,
    z.partialRecord(
      MeasuredKindName,
      z.strictObject({ availability: Availability, outages: OutageStatistics }),
    ),
  ),
});

const RankedRow = z.strictObject({
  ...named,
  measured: StateSums,
  outages: Count,
  agency: RowId.optional(),
  area: RowId.optional(),
});
const Ranking = z.strictObject({
  worst: z.array(RankedRow),
  best: z.array(RankedRow),
  /** Below the least coverage: ranked nowhere. */
  belowCoverage: Count,
  secretLeftOut: Count,
});

export const RankingFigures = z.strictObject({
  indicator: IndicatorName,
  devices: Ranking,
  agencies: Ranking,
});

export const MEASURED_SECTIONS = {
  availability: orMissing(AvailabilityFigures),
  outages: orMissing(OutageFigures),
  causes: orMissing(CauseFigures),
  contracts: orMissing(ContractFigures),
  reconciliation: orMissing(ReconciliationFigures),
  links: orMissing(LinkFigures),
  recorders: orMissing(RecorderFigures),
  months: orMissing(MonthFigures),
  yearBefore: orMissing(YearBeforeFigures),
  rankings: orMissing(RankingFigures),
};
export const MeasuredFigures = z.strictObject(MEASURED_SECTIONS);

export type StateSums = z.infer<typeof StateSums>;
export type Availability = z.infer<typeof Availability>;
export type OutageStatistics = z.infer<typeof OutageStatistics>;
export type AvailabilityFigures = z.infer<typeof AvailabilityFigures>;
export type OutageFigures = z.infer<typeof OutageFigures>;
export type CauseFigures = z.infer<typeof CauseFigures>;
export type ContractFigures = z.infer<typeof ContractFigures>;
export type ReconciliationFigures = z.infer<typeof ReconciliationFigures>;
export type LinkFigures = z.infer<typeof LinkFigures>;
export type RecorderFigures = z.infer<typeof RecorderFigures>;
export type MonthFigures = z.infer<typeof MonthFigures>;
export type YearBeforeFigures = z.infer<typeof YearBeforeFigures>;
export type RankingFigures = z.infer<typeof RankingFigures>;
/** Filled by `measured/`; each section may be missing by itself. */
export type MeasuredFigures = z.infer<typeof MeasuredFigures>;
