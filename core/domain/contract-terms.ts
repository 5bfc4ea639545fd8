import type { ServiceCalendar } from '../time/calendar.ts';
import type { DeviceKind } from './inventory.ts';
import type { Indicator } from './state.ts';

/** Millionths: `98.5%` is 985,000. Every percentage of a contract is one, so that comparing is exact. */
export type Ppm = number;

/** Whole đồng. */
export type Vnd = bigint;

export const EXCUSE_CAUSES = [
  'planned-work',
  'power-cut',
  'vandalism',
  'third-party-works',
  'client',
  'line',
  'force-majeure',
] as const;
/** Why a contract may take time out: planned work that was announced, or what a claim was accepted for. */
export type ExcuseCause = (typeof EXCUSE_CAUSES)[number];

export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Planned work is excused where it was announced in time, up to an allowance, and within hours that were agreed. */
export interface PlannedWorkTerms {
  readonly noticeMs: number;
  readonly atMostMs?: number;
  readonly atMostPer: PeriodKind;
  readonly onlyBetween?: ServiceCalendar;
}

/** The three kinds of money that a contract may know: phạt vi phạm, giảm trừ thanh toán, bồi thường thiệt hại. */
export const MONEY_TYPES = ['penalty', 'deduction', 'damages'] as const;
export type MoneyType = (typeof MONEY_TYPES)[number];

/** Agreed money by month. A device has the fee of its kind where it has none of its own. */
export interface Fees {
  readonly byKind: Readonly<Partial<Record<DeviceKind | 'link', Vnd>>>;
  readonly byEntity: ReadonlyMap<string, Vnd>;
  readonly contract?: Vnd;
}

/** Below so much, so much: the lowest tier that an availability is below holds. `fee` is a share of the fee. */
export interface Tier {
  readonly belowPpm: Ppm;
  readonly amount: { readonly ofFeePpm: Ppm } | { readonly vnd: Vnd };
}

/**
 * Days without recording: by version 1 of the rules those all of whose time in service is down, by version 2 those of which
 * nothing is known to have been recorded, or those that had any time without it (`docs/rules.md`, 9).
 */
export const DAY_RULES = [
  'days-without-recording',
  'whole-days-without-recording',
  'started-days-without-recording',
] as const;
export type DayRule = (typeof DAY_RULES)[number];

/** What is counted, and so what each amount is for. */
export type MoneyRule = {
  readonly type: MoneyType;
  /** Name in statements: its place in the terms, such as `deductions`. */
  readonly id: string;
  /** Limit of all lines of the rule in a period, as a share of the contract's fee of the period. */
  readonly capPpm?: Ppm;
  /** Limit set by law, as a share of the value of what was breached: the fees of the entities that have lines. */
  readonly statutoryCapPpm?: Ppm;
  /** The n-th breach in a row counts `1 + (n - 1) × repeatPpm`; absent: each as the first. */
  readonly repeatPpm?: Ppm;
  /** The law or clause that it rests on, printed beside its lines. */
  readonly legalBasis?: string;
} & (
  | { readonly per: 'device' | 'link'; readonly by: 'tiers'; readonly tiers: readonly Tier[] }
  | { readonly per: 'fleet'; readonly by: 'tiers'; readonly tiers: readonly Tier[] }
  | { readonly per: 'device' | 'link'; readonly by: 'hours-over-restoration'; readonly vnd: Vnd }
  | { readonly per: 'device'; readonly by: DayRule; readonly vnd: Vnd }
  | { readonly per: 'incident'; readonly by: 'hours-over-response'; readonly vnd: Vnd }
);

/** The time in which something must be done, by the name that the contract gives to how urgent it is: `normal`, `critical`. */
export interface RestorationTarget {
  readonly severity: string;
  readonly withinMs: number;
}

/** A line that was too small: more than a share of its capacity on a number of days in a row (Circular 06/2026: 90 %, 7 days). */
export interface SaturationTerms {
  readonly overPpm: Ppm;
  readonly days: number;
}

/** Versions of the rules by which contracts are settled (`docs/rules.md`). None is ever changed: what is mended becomes a new one. */
export const RULES_VERSIONS = [1, 2] as const;
export type RulesVersion = (typeof RULES_VERSIONS)[number];

/** The terms of a contract as figures need them, with every default in its place. */
export interface ContractTerms {
  /** Version of `docs/rules.md` by which the contract is settled. */
  readonly rules: RulesVersion;
  /** Time before the contract was on record is settled as well, by its first terms; absent: from version 2 of the rules on it is not. */
  readonly beforeRecord?: 'settled';
  readonly indicator: Indicator;
  readonly timeZone: string;
  readonly period: PeriodKind;
  readonly service: ServiceCalendar;
  /** How time counts in which nothing was known. */
  readonly unknown: 'left-out' | 'up' | 'down';
  readonly degraded: 'up' | 'down';
  /** Time that is down because of what others answer for: taken out, or the contractor's all the same. */
  readonly othersDown: 'left-out' | 'own';
  /** Lines that stand in for one another count as down only while all of them are; absent: each for itself. */
  readonly redundantLines?: 'down-together';
  /** Outages that are shorter, taken whole, count as up. */
  readonly shortestOutageMs: number;
  readonly plannedWork?: PlannedWorkTerms;
  readonly excused: ReadonlySet<ExcuseCause>;
  /** For how long the contractor's own batteries carry a device when the power is cut: so much of a power cut is not excused. */
  readonly upsAutonomyMs: number;
  /** After power or a line came back, devices may start for so long at the cost of what cut them off. */
  readonly restartGraceMs: number;
  readonly targets: {
    readonly availabilityPpm?: Ppm;
    /** Share of the fleet that must work at any time. */
    readonly fleetPpm?: Ppm;
    /** What the fleet is made of; absent: every device and link under the contract. */
    readonly fleetOf?: DeviceKind | 'link';
    readonly longestOutageMs?: number;
    readonly outages?: number;
    /** Of incidents: one time for all, or by severity; never both. */
    readonly responseMs?: number;
    readonly responseBySeverity?: readonly RestorationTarget[];
    readonly restoration: readonly RestorationTarget[];
    readonly recordingRetentionMs?: number;
    readonly longestRecordingGapMs?: number;
    readonly saturation?: SaturationTerms;
  };
  readonly fees: Fees;
  readonly money: readonly MoneyRule[];
  /** Limit of all money of a period, as a share of the contract's fee of the period; applied after the caps of the rules. */
  readonly capPpm?: Ppm;
  /** How long after a draft the contractor may object. */
  readonly objectionMs: number;
  /** How long after the end of an outage a claim may be filed, and how long the decision may take. */
  readonly claimWithinMs: number;
  /** What is unknown in what an accepted claim excuses: excused as well; absent: as the version of the rules says. */
  readonly claimedUnknown?: 'excused';
  readonly decideWithinMs: number;
}
