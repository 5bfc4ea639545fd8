import type { ContractTerms, PeriodKind } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, totalMs } from '../../core/time/intervals.ts';
import { type Period, periodOf } from '../../core/time/periods.ts';
import { serviceHours } from '../../core/time/service-calendar.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { contractsOf, partiesOf } from '../../ledger/history/known-parties.ts';
import type { Allowed, Refusal } from '../sla/excuse.ts';
import { allowPlannedWork, type PlannedWork } from '../sla/planned-work.ts';
import { termsAt } from '../terms-at.ts';
import { isHeldBy, plannedWindow } from './accepted.ts';
import { contractExcuses } from './contract-excuses.ts';

/** What one contract makes of planned work. */
export interface WorkOutcome {
  readonly contract: string;
  readonly outcome: 'in-time' | 'late' | 'not-agreed';
  readonly noticeMs: number;
  readonly agreedMs: number;
  /** Of work in time: what the contract takes out of it. */
  readonly allowed?: WorkAllowed;
}

/** How much of work is taken out, for the device or link for which that is least: each has an allowance of its own. */
export interface WorkAllowed {
  readonly askedMs: number;
  readonly excusedMs: number;
  /** For which it is most, where other work touches some of them alone. */
  readonly mostExcusedMs: number;
  /** Outside the hours in which work is agreed to. */
  readonly outsideMs: number;
  /** Beyond the hours that are agreed in a month, quarter or year. */
  readonly beyondMs: number;
  readonly cap?: {
    readonly atMostMs: number;
    readonly per: PeriodKind;
    /** The months (quarters, years) that it touches, with what of each is left after it. */
    readonly left: readonly { readonly label: string; readonly leftMs: number }[];
    /** What other work that begins later loses to it. */
    readonly takenMs: number;
  };
}

export type JudgedWork = Pick<AnnouncedWork, 'id' | 'interval' | 'entities' | 'announcedMs' | 'by'> &
  Partial<Pick<AnnouncedWork, 'cancelled'>>;

/**
 * What contracts make of planned work, beside all other work that stands: by the function that settles them. They are those
 * that it is about: of a contractor its own, of an agency or DOST all.
 */
export function judgeWork(
  history: InventoryHistory,
  works: Iterable<AnnouncedWork>,
  work: JudgedWork,
  timeZone: string,
): readonly WorkOutcome[] {
  const { interval } = work;
  const others = [...works].filter(({ id }) => id !== work.id);
  const byContract = new Map<string, Entity[]>();
  for (const entity of work.entities)
    for (const contract of contractsOf(history, entity, interval)) {
      const own = byContract.get(contract);
      if (own) own.push(entity);
      else byContract.set(contract, [entity]);
    }
  return [...byContract]
    .filter(([contract]) => isHeldBy(work, (atMs) => partiesOf(history, contract, atMs).contractor))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([contract, entities]): WorkOutcome => {
      const terms = termsAt(history, contract, { atMs: interval.fromMs, timeZone });
      const noticeMs = interval.fromMs - work.announcedMs;
      const agreedMs = terms.plannedWork?.noticeMs ?? 0;
      const common = { contract, noticeMs, agreedMs };
      if (!terms.excused.has('planned-work')) return { ...common, outcome: 'not-agreed' };
      if (noticeMs < agreedMs) return { ...common, outcome: 'late' };
      const contractorAt = (atMs: number) => partiesOf(history, contract, atMs).contractor;
      const beside = others.filter((other) => isHeldBy(other, contractorAt));
      return { ...common, outcome: 'in-time', allowed: allowedOf(work, { terms, entities, beside }) };
    });
}

/** Entities that the same work touches have the same hours: each such group is worked out once. */
function allowedOf(
  work: JudgedWork,
  {
    terms,
    entities,
    beside,
  }: {
    readonly terms: ContractTerms;
    readonly entities: readonly Entity[];
    readonly beside: readonly AnnouncedWork[];
  },
): WorkAllowed {
  const { timeZone, plannedWork } = terms;
  const periods = periodsOf(work.interval, plannedWork?.atMostPer ?? 'month', timeZone);
  const span = { fromMs: periods[0]?.fromMs ?? 0, toMs: periods.at(-1)?.toMs ?? 0 };
  const service = serviceHours(terms.service, span, timeZone);
  const near = beside
    .filter(({ interval }) => interval.fromMs < span.toMs && interval.toMs > span.fromMs)
    .map((other) => ({ other, of: new Set(other.entities) }));
  const groups = new Map<string, { readonly entity: Entity; readonly own: readonly AnnouncedWork[] }>();
  for (const entity of entities) {
    const own = near.filter(({ of }) => of.has(entity)).map(({ other }) => other);
    groups.set(own.map(({ id }) => id).join(), { entity, own });
  }
  const found = [...groups.values()].map((group) => judgeBeside(work, { ...group, terms, service, periods }));
  const least = found.reduce((a, b) => (b.excusedMs < a.excusedMs ? b : a));
  return { ...least, mostExcusedMs: Math.max(...found.map(({ excusedMs }) => excusedMs)) };
}

function judgeBeside(
  work: JudgedWork,
  {
    entity,
    own,
    terms,
    service,
    periods,
  }: {
    readonly entity: Entity;
    readonly own: readonly AnnouncedWork[];
    readonly terms: ContractTerms;
    readonly service: IntervalSet;
    readonly periods: readonly Period[];
  },
): WorkAllowed {
  const ref = `maintenance:${work.id}`;
  const before = allow(own, entity, { terms, service });
  const after = allow([...own, work], entity, { terms, service });
  const refused = (why: Refusal) =>
    totalMs(after.refused.filter((one) => one.ref === ref && one.why === why));
  const excusedMs = totalMs(after.lane.filter(({ label }) => label.ref === ref));
  const othersMs = ({ lane }: Allowed) => totalMs(lane.filter(({ label }) => label.ref !== ref));
  const { atMostMs, atMostPer = 'month' } = terms.plannedWork ?? {};
  return {
    ...{ askedMs: work.interval.toMs - work.interval.fromMs, excusedMs, mostExcusedMs: excusedMs },
    outsideMs: refused('outside-agreed-hours'),
    beyondMs: refused('allowance-used-up'),
    ...(atMostMs !== undefined && {
      cap: {
        ...{ atMostMs, per: atMostPer },
        left: periods.map((period) => ({
          label: period.label,
          leftMs: Math.max(0, atMostMs - totalMs(clip(after.lane, period))),
        })),
        takenMs: othersMs(before) - othersMs(after),
      },
    }),
  };
}

/** As settling asks for them, of something that they all touch. */
function allow(
  works: readonly JudgedWork[],
  entity: Entity,
  { terms, service }: { readonly terms: ContractTerms; readonly service: IntervalSet },
): Allowed {
  const maintenance = works.map(plannedWindow);
  const { excusesOf } = contractExcuses({ claims: [], maintenance, isCovered: () => true });
  const windows = excusesOf(entity, []).filter((excuse): excuse is PlannedWork => excuse.scope === 'window');
  return allowPlannedWork(windows, terms, service);
}

function periodsOf({ fromMs, toMs }: Interval, kind: PeriodKind, timeZone: string): readonly Period[] {
  const periods: Period[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs = periods.at(-1)?.toMs ?? toMs)
    periods.push(periodOf(kind, atMs, timeZone));
  return periods;
}
