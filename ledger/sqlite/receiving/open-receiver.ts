import type { ChainHead } from '../../record/chain-heads.ts';
import type { Collectors, CollectorsOptions } from '../../record/collectors.ts';
import { CENTRE, type Lease, type LeaseReads } from '../../record/leases.ts';
import type { Receiving } from '../../record/receiving.ts';
import { createCollectors } from '../collectors/create-collectors.ts';
import { createLeaseReads } from '../reading/lease-reads.ts';
import { openBeside } from '../writing/open-beside.ts';
import { createReceiving } from './receive-rows.ts';

/** What a hub does on the record, one thing after the other. */
export interface Receiver extends LeaseReads {
  readonly collectors: Collectors;
  readonly receiving: Receiving;
  readonly head: (collector: string) => ChainHead;
  /** Of the zone of a collector, those that were granted last, the one in force at the end: it may have missed some. */
  readonly leasesFor: (collector: string) => readonly Lease[];
  readonly close: () => void;
}

const TOLD_LEASES = 20;

/** Opens the record for a hub, beside whoever else works on it; makes it where there is none. @throws LedgerError */
export function openReceiver(place: string, options: CollectorsOptions): Receiver {
  const { database } = openBeside(place, { collector: options.author, run: 'hub' }, options);
  const collectors = createCollectors(database, options);
  const receiving = createReceiving(database);
  const { leases } = createLeaseReads(database);
  return {
    ...{ collectors, receiving, leases },
    head: (collector) => {
      const { seq, hash } = receiving.headOf(collector);
      return { seq, hash };
    },
    leasesFor: (collector) => {
      const zone = collectors.find(collector)?.zone;
      return zone === undefined ? [] : leases({ zone, chain: CENTRE }).slice(-TOLD_LEASES);
    },
    close: () => database.close(),
  };
}
