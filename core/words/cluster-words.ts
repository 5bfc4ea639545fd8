import type { CollectorStatus } from '../domain/cluster-status.ts';

/** Of the machines that work on one record, on the page and by the command. */
export interface ClusterWords {
  readonly heading: string;
  readonly collectors: string;
  readonly zones: string;
  readonly hubs: string;
  readonly holders: string;
  readonly database: string;
  readonly collectorHead: readonly string[];
  readonly zoneHead: readonly string[];
  readonly hubHead: readonly string[];
  readonly holderHead: readonly string[];
  readonly standbyHead: readonly string[];
  readonly states: Readonly<Record<CollectorStatus['state'], string>>;
  /** Of a collector that is heard and sends nothing. */
  readonly stopped: string;
  /** Of one that is silent, and has devices that no other has. */
  readonly missed: string;
  readonly behindBy: (duration: string) => string;
  readonly silentFor: (duration: string) => string;
  readonly certificateLeft: (duration: string) => string;
  readonly lasting: (durationMs: number) => string;
  readonly toLookAt: (count: string, all: string) => string;
  readonly uncovered: (count: string, all: string) => string;
  /** Words that hubs write into a lease. */
  readonly leaseReasons: Readonly<Record<string, string>>;
  readonly rights: Readonly<Record<string, string>>;
  readonly never: string;
  readonly anybody: string;
  readonly forked: (at: string) => string;
  readonly waiting: (rows: string, since: string) => string;
  readonly emptyZone: (zone: string) => string;
  /** Fewer are watched by two than ask for it. */
  readonly twiceOf: (count: string, wanted: string) => string;
  readonly noCollectors: string;
  readonly noHubs: string;
  readonly nobody: string;
  readonly sqlite: string;
  readonly postgresql: (version: string, role: string, address: string | undefined) => string;
  readonly roles: Readonly<Record<'primary' | 'standby', string>>;
  readonly noStandby: string;
  readonly unseen: string;
  readonly seconds: (count: string) => string;
}
