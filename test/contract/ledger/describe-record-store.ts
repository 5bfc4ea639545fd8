import { describe } from 'vitest';
import { describeAuditReads } from './describe-audit-reads.ts';
import { describeBesideOwner } from './describe-beside-owner.ts';
import { describeChainHeadReads } from './describe-chain-head-reads.ts';
import { describeCheckpoints } from './describe-checkpoints.ts';
import { describeCrash } from './describe-crash.ts';
import { describeDecisions } from './describe-decisions.ts';
import { describeDeviceFacts } from './describe-device-facts.ts';
import { describeFindings } from './describe-findings.ts';
import { describeImportChanges } from './describe-import-changes.ts';
import { describeIncidentLists } from './describe-incident-lists.ts';
import { describeIncidentStore } from './describe-incident-store.ts';
import { describeLedger } from './describe-ledger.ts';
import { describeLedgerReader } from './describe-ledger-reader.ts';
import { describeMigration } from './describe-migration.ts';
import { describeNewsReads } from './describe-news-reads.ts';
import { describeOutbox } from './describe-outbox.ts';
import { describeOutboxCrash } from './describe-outbox-crash.ts';
import { describeReceiving } from './describe-receiving.ts';
import { describeRecordedBefore } from './describe-recorded-before.ts';
import { describeRowHashReads } from './describe-row-hash-reads.ts';
import { describeTrafficCrash } from './describe-traffic-crash.ts';
import { describeTrafficDays } from './describe-traffic-days.ts';
import { describeTurnReads } from './describe-turn-reads.ts';
import { describeVerifyChain } from './describe-verify-chain.ts';
import { describeVoidFuture } from './describe-void-future.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** What every store of the record must do: the same tests run on each. */
export function describeRecordStore(store: StoreUnderTest): void {
  describe(`the record in ${store.engine}`, () => {
    describeAuditReads(store);
    describeBesideOwner(store);
    describeChainHeadReads(store);
    describeCheckpoints(store);
    describeCrash(store);
    describeDecisions(store);
    describeDeviceFacts(store);
    describeFindings(store);
    describeImportChanges(store);
    describeIncidentLists(store);
    describeIncidentStore(store);
    describeLedgerReader(store);
    describeLedger(store);
    describeMigration(store);
    describeNewsReads(store);
    describeOutboxCrash(store);
    describeOutbox(store);
    describeReceiving(store);
    describeRecordedBefore(store);
    describeRowHashReads(store);
    describeTrafficCrash(store);
    describeTrafficDays(store);
    describeTurnReads(store);
    describeVerifyChain(store);
    describeVoidFuture(store);
  });
}
