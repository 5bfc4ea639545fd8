import type { Entity } from '../../core/domain/state.ts';
import type { SERIES } from '../../core/names/series.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { DayWriter } from '../../ledger/record/days.ts';
import { COPIED_GROUP_KINDS, type CopiedGroupRow, type DayGroupRow } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { StateSums } from '../timelines/state-ms.ts';
import { buildDays } from './build-days.ts';
import { dayOf } from './day-runs.ts';
import { type InventoryNow, readInventoryNow } from './inventory-now.ts';

type DaySeries = Extract<keyof typeof SERIES, `availability${string}Day`>;

/** The sums of a day of the city as a series has them. */
export type AvailabilityDay = {
  readonly [Name in DaySeries]: StateSums & {
    readonly series: Name;
    readonly tags: { readonly [Tag in (typeof SERIES)[Name]['tags'][number]]: string };
    /** Start of the day (epoch ms). */
    readonly dayMs: number;
    /** Devices or links that were in service for some of the day. */
    readonly devices: number;
  };
}[DaySeries];

export interface AvailabilityDayUpdaterOptions {
  readonly reader: LedgerReader;
  /** Where the caller has it for others, too. */
  readonly inventory?: InventoryNow;
  readonly writer: Pick<DayWriter, 'markCopied'>;
  readonly timeZone: string;
  /** After so many it stops with the day that it is at. */
  readonly enoughRows?: number;
}

/** Copies days: see {@link createAvailabilityDayUpdater}. */
export interface AvailabilityDayUpdater {
  /** What was handed out is written now. To be called before days are made anew. */
  readonly confirm: () => void;
  /** What was handed out was not written. */
  readonly withdraw: () => void;
  /** These are others than were handed out. */
  readonly madeAnew: (dates: readonly string[]) => void;
  readonly update: () => readonly AvailabilityDay[];
}

/**
 * Tells the sums of the days that were made anew since the last time, the latest first, without what is secret: what charts
 * are drawn from is no place to subtract in. What it handed out
 * counts as written when that is confirmed: until then a crash repeats it.
 */
export function createAvailabilityDayUpdater({
  reader,
  writer,
  timeZone,
  enoughRows = 50_000,
  inventory: { membersNow, intervals } = readInventoryNow(reader),
}: AvailabilityDayUpdaterOptions): AvailabilityDayUpdater {
  let handedOut: readonly string[] = [];
  /** Of a day added up again, of open members alone; nothing is left of a group that is secret as a whole. */
  const openSums = (period: Interval, secret: ReadonlySet<Entity>) => {
    const members = new Map(
      membersNow()
        .entries()
        .filter(([entity]) => !secret.has(entity)),
    );
    const built = buildDays(reader, { period, timeZone, members, intervals, kinds: COPIED_GROUP_KINDS });
    // Complete once the days were gone through.
    for (const _ of built.days);
    const sums = new Map([...built.groups].map((row) => [keyOf(row), row]));
    return (row: CopiedGroupRow): Omit<DayGroupRow, 'kind'> => sums.get(keyOf(row)) ?? { ...row, ...NOTHING };
  };
  return {
    confirm: () => {
      if (handedOut.length > 0) writer.markCopied(handedOut);
      handedOut = [];
    },
    withdraw: () => {
      handedOut = [];
    },
    madeAnew: (dates) => {
      handedOut = handedOut.filter((date) => !dates.includes(date));
    },
    update: () =>
      reader.snapshot(() => {
        const secret = reader.secretEntities();
        const days: AvailabilityDay[] = [];
        const dates: string[] = [];
        for (const date of reader.uncopiedDates()) {
          if (days.length >= enoughRows) break;
          const day = dayOf(date, timeZone);
          const sumsOf = secret.size > 0 ? openSums(day, secret) : (row: CopiedGroupRow) => row;
          for (const row of reader.copiedGroups(date))
            days.push(availabilityDay({ ...row, ...sumsOf(row), kind: row.kind }, day.fromMs));
          dates.push(date);
        }
        handedOut = dates;
        return days;
      }),
  };
}

const keyOf = ({ kind, id, indicator }: DayGroupRow): string => `${kind} ${id} ${indicator}`;

const NOTHING = { entities: 0, upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, outOfServiceMs: 0 };

function availabilityDay(row: CopiedGroupRow, dayMs: number): AvailabilityDay {
  const { indicator, upMs, degradedMs, downMs, unknownMs, outOfServiceMs, entities: devices } = row;
  const sums = { dayMs, devices, upMs, degradedMs, downMs, unknownMs, outOfServiceMs };
  // No id has a stroke in it.
  const names = row.id.split('/');
  const [first = '', district = ''] = names;
  const common = { kind: names.at(-1) ?? '', indicator };
  switch (row.kind) {
    case 'kind':
      return { series: 'availabilityCityDay', tags: common, ...sums };
    case 'agency':
      return { series: 'availabilityAgencyDay', tags: { agency: first, ...common }, ...sums };
    case 'district':
      return { series: 'availabilityDistrictDay', tags: { district: first, ...common }, ...sums };
    case 'agency_district':
      return { series: 'availabilityDay', tags: { agency: first, district, ...common }, ...sums };
    case 'programme_district':
      return { series: 'availabilityProgrammeDay', tags: { programme: first, district, ...common }, ...sums };
    case 'contractor':
      return { series: 'availabilityContractorDay', tags: { contractor: first, ...common }, ...sums };
  }
}
