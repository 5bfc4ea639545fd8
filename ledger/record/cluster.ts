import type { DatabaseStatus, HolderStatus, HubStatus } from '../../core/domain/cluster-status.ts';
import type { CollectorEntry } from './collectors.ts';

/** Where the chain of a collector stands that is on record, and when another one came by its name. */
export interface ChainOnRecord {
  readonly collector: string;
  readonly seq: number;
  readonly hash: string;
  readonly forkedMs?: number;
}

/** What the record and its database know of the machines that work on it. */
export interface ClusterReads {
  readonly collectors: () => readonly CollectorEntry[];
  readonly chains: () => readonly ChainOnRecord[];
  readonly hubs: (sinceMs: number) => readonly HubStatus[];
  readonly holders: () => readonly HolderStatus[];
  readonly database: () => DatabaseStatus;
}
