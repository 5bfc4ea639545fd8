import type { MeasuredKind } from '../../../availability/inventory/members.ts';
import { DEGRADED, DOWN, type StateMs, UNKNOWN, UP } from '../../../availability/timelines/state-ms.ts';
import type { Entity, Indicator } from '../../../core/domain/state.ts';
import type { ReconciliationFigures } from '../document/measured-figures.ts';
import type { PeriodRegion, Region, RestRegion } from './contract-regions.ts';
import type { ClassMs, StatementDigest } from './statement-digest.ts';

/** A period of a contract with what its statement says of one indicator of one kind. */
export interface ReconciledPeriod {
  readonly region: Pick<PeriodRegion, 'stateMs' | 'neverMs' | 'importedMs' | 'entities'>;
  readonly state: 'issued' | 'restated' | 'draft' | 'none';
  /** Whether the period was over, and is wholly in the window. */
  readonly extent: 'whole' | 'crossing';
  /** As it was issued first. */
  readonly issued?: Pick<StatementDigest, 'classMs' | 'entities'>;
  /** As it counts now; of a draft, the draft. */
  readonly latest?: Pick<StatementDigest, 'classMs' | 'entities'>;
}

export interface ReconcileInput {
  readonly indicator: Indicator;
  readonly kind: MeasuredKind;
  readonly periods: readonly ReconciledPeriod[];
  readonly rest: (name: RestRegion) => Region;
  /** The annual figure, added up from what was measured, by another way than the regions. */
  readonly annual: StateMs;
}

export type ReconciliationTable = Omit<ReconciliationFigures, 'others'>;
type Row = ReconciliationTable['rows'][number];
type Sums = Row['sums'];

/**
 * Leads from what statements say to the annual figure, line by line, each of which says why it is there. What statements
 * leave out, excuse or count otherwise is led back to what was measured; nothing is worked out as a remainder, so that the
 * difference at the end is a proof.
 */
export function reconcile({ indicator, kind, periods, rest, annual }: ReconcileInput): ReconciliationTable {
  const filed = periods.filter(({ latest }) => latest !== undefined);
  const issued = filed.filter(({ state }) => state !== 'draft');
  const open = periods.filter(({ latest }) => latest === undefined);
  const rows: readonly Row[] = [
    rowOf('statements', issued, ({ issued: first }) => classSums(first)),
    rowOf('restatements', issued, ({ issued: first, latest }) => minus(classSums(latest), classSums(first))),
    rowOf('drafts', filed, ({ state, latest }) => (state === 'draft' ? classSums(latest) : ZERO)),
    rowOf('excused-as-measured', filed, ({ latest }) => asMeasured(latest, 'excused')),
    rowOf('others-as-measured', filed, ({ latest }) => asMeasured(latest, 'others')),
    rowOf('tolerated-as-measured', filed, ({ latest }) =>
      plus(
        asMeasured(latest, 'up'),
        asMeasured(latest, 'degraded'),
        asMeasured(latest, 'down'),
        asMeasured(latest, 'unknown'),
      ),
    ),
    rowOf('imports', filed, ({ region }) => importsOut(region.importedMs)),
    rowOf('recorded-since', filed, recordedSince),
    rowOf('never-measured', filed, ({ region }) => ({ ...ZERO, unknownMs: -region.neverMs })),
    rowOf('open-periods', open, ({ extent, region }) =>
      extent === 'whole' ? stateSums(region.stateMs) : ZERO,
    ),
    rowOf('cut-periods', open, ({ extent, region }) =>
      extent === 'crossing' ? stateSums(region.stateMs) : ZERO,
    ),
    restRow('outside-hours', 1),
    restRow('without-contract', 1),
    restRow('overlaps', -1),
  ];
  const total = stateSums(annual);
  return {
    indicator,
    kind,
    rows: [...rows],
    annual: total,
    difference: minus(total, plus(...rows.map(({ sums }) => sums))),
  };

  function restRow(name: RestRegion, sign: 1 | -1): Row {
    const { stateMs, entities } = rest(name);
    return { id: name, entities: entities.size, sums: plus(times(stateSums(stateMs), sign)) };
  }
}

/** So many devices as have a part in it. */
function rowOf(
  id: string,
  periods: readonly ReconciledPeriod[],
  sumsOf: (period: ReconciledPeriod) => Sums,
): Row {
  const entities = new Set<Entity>();
  let sums = ZERO;
  for (const period of periods) {
    const own = sumsOf(period);
    if (isZero(own)) continue;
    sums = plus(sums, own);
    const named = id === 'statements' ? period.issued : period.latest;
    for (const entity of named?.entities ?? period.region.entities) entities.add(entity);
  }
  return { id, entities: entities.size, sums };
}

const ZERO: Sums = {
  upMs: 0,
  degradedMs: 0,
  downMs: 0,
  unknownMs: 0,
  outOfServiceMs: 0,
  excusedMs: 0,
  othersMs: 0,
};

const stateSums = (ms: StateMs): Sums => ({
  ...ZERO,
  upMs: ms[UP] ?? 0,
  degradedMs: ms[DEGRADED] ?? 0,
  downMs: ms[DOWN] ?? 0,
  unknownMs: ms[UNKNOWN] ?? 0,
});

const MS_OF = {
  up: 'upMs',
  degraded: 'degradedMs',
  down: 'downMs',
  unknown: 'unknownMs',
  excused: 'excusedMs',
  others: 'othersMs',
} as const;

type Digest = ReconciledPeriod['latest'];

/** As the statement has it, by class. */
function classSums(digest: Digest): Sums {
  const sums = { ...ZERO };
  for (const [settled, byState] of digest?.classMs ?? NO_CLASSES)
    for (const ms of byState.values()) sums[MS_OF[settled]] += ms;
  return sums;
}

/** What leads one class back to what was measured: of it, to that. */
function asMeasured(digest: Digest, settled: keyof typeof MS_OF): Sums {
  const sums = { ...ZERO };
  for (const [state, ms] of digest?.classMs.get(settled) ?? []) {
    sums[MS_OF[settled]] -= ms;
    sums[MS_OF[state]] += ms;
  }
  return sums;
}

const NO_CLASSES: ClassMs = new Map();

/** What only an import tells is unknown to us. */
function importsOut(importedMs: StateMs): Sums {
  const imported = stateSums(importedMs);
  const knownMs = imported.upMs + imported.degradedMs + imported.downMs;
  return plus({ ...times(imported, -1), unknownMs: knownMs });
}

/** How the record differs now from what the statement says was measured. */
function recordedSince({ region, latest }: ReconciledPeriod): Sums {
  const said = plus(
    classSums(latest),
    ...Object.keys(MS_OF).map((settled) => asMeasured(latest, isClass(settled) ? settled : 'up')),
    importsOut(region.importedMs),
  );
  const now = plus(stateSums(region.stateMs), { ...ZERO, unknownMs: region.neverMs });
  return minus(now, said);
}

const isClass = (name: string): name is keyof typeof MS_OF => name in MS_OF;

const NAMES = [
  'upMs',
  'degradedMs',
  'downMs',
  'unknownMs',
  'outOfServiceMs',
  'excusedMs',
  'othersMs',
] as const satisfies readonly (keyof Sums)[];

function plus(...all: readonly Sums[]): Sums {
  const sums = { ...ZERO };
  for (const one of all) for (const name of NAMES) sums[name] += one[name];
  return sums;
}

function times(sums: Sums, factor: 1 | -1): Sums {
  const result = { ...ZERO };
  // Not a zero below zero, which JSON does not know.
  for (const name of NAMES) result[name] = sums[name] === 0 ? 0 : sums[name] * factor;
  return result;
}

const minus = (a: Sums, b: Sums): Sums => plus(a, times(b, -1));
const isZero = (sums: Sums): boolean => NAMES.every((name) => sums[name] === 0);
