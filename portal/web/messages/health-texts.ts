import type { Unwatched } from '../../../core/domain/unwatched.ts';

/** Of the page that says whether what is shown can be relied on. */
export interface HealthTexts {
  readonly heading: string;
  readonly measuring: string;
  readonly keeping: string;
  readonly telling: string;
  readonly run: string;
  readonly sight: string;
  readonly late: string;
  readonly leftOut: string;
  readonly probes: string;
  readonly covered: string;
  readonly recorded: string;
  readonly engines: string;
  readonly elsewhere: string;
  readonly covering: (covering: string, known: string) => string;
  readonly ledger: string;
  readonly checkpoints: string;
  readonly configuration: string;
  readonly influx: string;
  readonly queued: string;
  readonly dropped: string;
  readonly setAside: string;
  readonly incidents: string;
  readonly restarts: string;
  readonly given: string;
  readonly waiting: string;
  readonly behind: (duration: string) => string;
  readonly since: (time: string) => string;
  readonly until: (time: string) => string;
  readonly fine: string;
  readonly behindLog: string;
  readonly nothing: string;
  readonly notTold: string;
  readonly seconds: (count: string) => string;
  readonly bytes: (megabytes: string) => string;
  readonly unwatched: string;
  readonly unwatchedAbout: string;
  readonly allWatched: string;
  readonly unknown: string;
  readonly noneUnknown: string;
  readonly why: string;
  readonly count: string;
  readonly examples: string;
  readonly reasons: Readonly<Record<Unwatched['why'] | 'no-address', string>>;
}
