import type { Spread } from './figures.ts';
import type { PeopleResult } from './people.ts';

export const PHASES = ['steady', 'people', 'storm', 'reload', 'replay', 'stop'] as const;
export type Phase = (typeof PHASES)[number];

/** Everything that one run measured: the table is made of it, and so are the pictures. */
export interface CityResult {
  readonly takenAt: string;
  readonly commit: string;
  readonly devices: number;
  readonly minutes: number;
  /** Of the machine, before the run and behind it. */
  readonly load: readonly [number, number];
  readonly start: {
    readonly firstPollSeconds: number | undefined;
    readonly pageSeconds: number | undefined;
    readonly allUpSeconds: number | undefined;
    readonly firstCoverageSeconds: number | undefined;
  };
  readonly memory: {
    readonly peakMb: number;
    readonly warmMb: number;
    readonly endMb: number;
    readonly slopeMbPerHour: number | undefined;
    /** Seconds since the start, and what camwatch and its fping have. */
    readonly curve: readonly (readonly [number, number])[];
  };
  /** Of one core, over the steady minutes. */
  readonly cpuPercent: Readonly<Record<string, number>>;
  readonly mainThreadPercent: number;
  /** By thread. */
  readonly loopDelay: Readonly<Record<string, { readonly p99Seconds: number; readonly maxSeconds: number }>>;
  readonly latenessSeconds: number;
  readonly shortfall: number;
  /** By prober and outcome, the steady minutes alone. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Requests for pages that were not answered with 200. */
  readonly unanswered: number;
  /** Milliseconds by route. */
  readonly pages: Readonly<Record<string, Spread>>;
  readonly influx: {
    readonly pointsPerSecond: number;
    readonly series: number | undefined;
    readonly peakRssMb: number;
    /** The most of what is its own, and of files that it has mapped; absent in results of before. */
    readonly peakOwnMb?: number;
    readonly peakMappedMb?: number;
    readonly diskMb: number;
    /** What its requests took from first to last, whatever it did meanwhile, and how many there were; their count absent in results of before. */
    readonly secondsAMinute: number;
    readonly requestsAMinute?: number;
    readonly queuedBytes: number;
  };
  readonly storm?: { readonly cut: StormResult; readonly back: StormResult };
  readonly reload?: {
    readonly takenSeconds: number | undefined;
    readonly stallSeconds: number;
    /** What was late anyway when the inventory changed; absent from results of before it was noted. */
    readonly lateBeforeSeconds?: number;
    readonly lateSeconds: number;
  };
  /** Absent from results of before people were let in. */
  readonly people?: PeopleResult;
  readonly replay?: ReplayResult;
  readonly stop?: { readonly seconds: number; readonly code: number | null; readonly verify: string };
}

export interface ReplayResult {
  /** InfluxDB did not run for so long. */
  readonly minutes: number;
  /** What waited for it then. */
  readonly queuedBytes: number;
  /** From its start until nothing waited. */
  readonly drainedSeconds: number | undefined;
  /** Seconds from a count of the fleet until InfluxDB has it, while it caught up. */
  readonly behind: Spread | undefined;
}

export interface StormResult {
  /** Devices that were cut off and had been up. */
  readonly expected: number;
  readonly recorded: number;
  /** Seconds from the sending of the poll that confirmed it to its change on record, of those whose poll was seen. */
  readonly sincePoll: Spread | undefined;
  /** The same from what the first poll proved that failed, or that succeeded. */
  readonly sinceFirstPoll: Spread | undefined;
  /** Seconds since the cut until so much is on record. */
  readonly halfSeconds: number | undefined;
  readonly allSeconds: number | undefined;
  /** How long the page stays behind the record, at most. */
  readonly pageBehindSeconds: number | undefined;
  /** Seconds since the cut, the share on record, the share on the page. */
  readonly curve: readonly (readonly [number, number, number | null])[];
}
