/** A collector as the centre sees it. */
export interface CollectorStatus {
  readonly id: string;
  /** Of the network that it stands in; absent where it was never let in, such as one in the process of the centre itself. */
  readonly zone?: string;
  readonly state: 'invited' | 'expired' | 'sending' | 'silent' | 'revoked' | 'unlisted';
  readonly seenMs?: number;
  /** To where its coverage reaches that is on record. */
  readonly coveredUntilMs?: number;
  /** Its coverage grows. */
  readonly isCovering: boolean;
  /** Devices that it is to watch now by the lease of its zone. */
  readonly devices: number;
  /** Rows that it has and that are not on record, and since when the oldest of them waits. */
  readonly rowsBehind: number;
  readonly waitingSinceMs?: number;
  readonly certificateEndsMs?: number;
  /** Where its chain stands that is on record. */
  readonly head?: { readonly seq: number; readonly hash: string };
  /** Last time that another chain came by its name, which is kept as evidence. */
  readonly forkedMs?: number;
  /** Why it does not send, or does not take the configuration. */
  readonly trouble?: string;
}

/** A network zone, and who is to watch it. */
export interface ZoneStatus {
  readonly zone: string;
  readonly devices: number;
  /** Devices that nobody covers now. */
  readonly uncovered: number;
  /** Devices that two collectors are to watch by the lease, and that the inventory wants watched by two. */
  readonly watchedTwice: number;
  readonly wantedTwice: number;
  /** Absent where nobody was granted it: whoever covers anything covers all of it. */
  readonly lease?: {
    readonly epoch: number;
    readonly fromMs: number;
    readonly collectors: readonly string[];
    readonly reason: string;
  };
}

/** A right that one process has at a time. */
export interface HolderStatus {
  readonly name: string;
  readonly holder: string;
  readonly sinceMs?: number;
}

export interface StandbyStatus {
  readonly name: string;
  /** As PostgreSQL says: `streaming`, `catchup`…; absent where the user of camwatch may not see it. */
  readonly state?: string;
  readonly sync?: string;
  readonly lagMs?: number;
}

export type DatabaseStatus =
  | { readonly engine: 'sqlite' }
  | {
      readonly engine: 'postgresql';
      readonly version: string;
      /** Of the server that answered; absent where it was asked through a socket. */
      readonly address?: string;
      readonly role: 'primary' | 'standby';
      readonly standbys: readonly StandbyStatus[];
    };

/** Who receives rows for the record, by the receipts of the last day. */
export interface HubStatus {
  readonly name: string;
  readonly receivedMs: number;
}

/** All machines of one record. */
export interface ClusterStatus {
  readonly atMs: number;
  readonly collectors: readonly CollectorStatus[];
  readonly zones: readonly ZoneStatus[];
  readonly hubs: readonly HubStatus[];
  readonly holders: readonly HolderStatus[];
  readonly database: DatabaseStatus;
}
