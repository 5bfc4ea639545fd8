import type { Entity, Indicator } from '../../core/domain/state.ts';

/** The sums of some days, as they take the place of what is there of these. */
export interface NewDays {
  readonly dates: readonly string[];
  readonly days: Iterable<DayRow>;
  readonly groups: Iterable<DayGroupRow>;
  /** The last row of the chain that the sums know of. */
  readonly throughSeq: number;
  readonly timeZone: string;
}

/** Writes the working tables of days. */
export interface DayWriter {
  /** Takes the place of everything that is there: one transaction, or nothing. */
  readonly replaceAll: (news: NewDays) => void;
  /** Takes the place of these dates: one transaction, or nothing. Keep it to a date where others want to write. */
  readonly replace: (news: NewDays) => void;
  /** The days before `throughSeq` was looked through, less those that it showed to be wrong. */
  readonly mark: (staleDates: readonly string[], throughSeq: number) => void;
  /** As they stand now, these were copied to where charts are drawn from. */
  readonly markCopied: (dates: readonly string[]) => void;
  readonly remember: (name: RememberedName, value: string) => void;
  readonly close: () => void;
}

/** Milliseconds of each measured state in a day of the city, or in several. */
export interface DaySums {
  readonly upMs: number;
  readonly degradedMs: number;
  readonly downMs: number;
  readonly unknownMs: number;
  readonly outOfServiceMs: number;
}

/** A day of an indicator that is not as an ordinary one: see docs/ledger.md. */
export interface DayRow extends DaySums {
  readonly entity: Entity;
  readonly indicator: Indicator;
  /** `2026-10-05`, of the city. */
  readonly date: string;
}

export const DAY_GROUP_KINDS = [
  'agency',
  'agency_district',
  'area',
  'contractor',
  'coverage',
  'district',
  'kind',
  'programme',
  'programme_district',
] as const;

export type DayGroupKind = (typeof DAY_GROUP_KINDS)[number];

/** The sums of all that were in service in a group on a day; of `coverage` how long anybody watched. */
export interface DayGroupRow extends DaySums {
  readonly kind: DayGroupKind;
  /** `agency/kind-of-device`, `agency/district/kind-of-device`; of `kind` the kind alone. */
  readonly id: string;
  readonly indicator: Indicator;
  readonly date: string;
  readonly entities: number;
}

/** What is copied to where charts are drawn from. */
export const COPIED_GROUP_KINDS = [
  'agency',
  'agency_district',
  'contractor',
  'district',
  'kind',
  'programme_district',
] as const satisfies readonly DayGroupKind[];

export type CopiedGroupKind = (typeof COPIED_GROUP_KINDS)[number];

/** Sums of a group that are copied; one that a correction left without devices is all zero. */
export type CopiedGroupRow = DayGroupRow & { readonly kind: CopiedGroupKind };

/** A day whose sums are there, and the last row of the chain that they know of. */
export interface BuiltDay {
  readonly date: string;
  readonly throughSeq: number;
}

/** The first and the last date, both included. */
export interface DayRange {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Sums of a group over some days. `entities`: the most on one day. */
export type DayGroupTotal = Omit<DayGroupRow, 'date'>;

/** Names in `meta`. Of `availability-written` earlier versions kept what is `device-availability-written` now. */
export const REMEMBERED_NAMES = [
  'availability-written',
  'device-availability-written',
  'event-copies-written',
  'maintenance-written',
  'sla-lost-written',
] as const;

export type RememberedName = (typeof REMEMBERED_NAMES)[number];

export interface DayReads {
  /** The zone whose days they are; absent where there are none. */
  readonly dayTimeZone: () => string | undefined;
  /** What a writer of derived figures left here for its next start. */
  readonly remembered: (name: RememberedName) => string | undefined;
  readonly builtDays: () => readonly BuiltDay[];
  /** Days whose sums are there and were not copied as they stand now, the latest first. */
  readonly uncopiedDates: () => readonly string[];
  readonly copiedGroups: (date: string) => readonly CopiedGroupRow[];
  readonly days: (query?: Partial<DayRange> & { readonly entity?: Entity }) => IterableIterator<DayRow>;
  readonly dayGroups: (
    query?: Partial<DayRange> & { readonly kind?: DayGroupKind },
  ) => IterableIterator<DayGroupRow>;
  /** One row for each id of a kind of group: added up in the database, since a year has a million rows. */
  readonly dayGroupTotals: (
    query: DayRange & { readonly kind: DayGroupKind; readonly indicator: Indicator },
  ) => readonly DayGroupTotal[];
}
