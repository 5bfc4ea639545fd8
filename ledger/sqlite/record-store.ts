import { besidePath, isDatabasePlace } from '../../core/domain/record-place.ts';
import type { RecordStore } from '../record/record-store.ts';
import { openCluster } from './cluster/open-cluster.ts';
import { openCollectors } from './collectors/open-collectors.ts';
import { openIncidentLists } from './incidents/incident-lists.ts';
import { noteAudit } from './keeping/note-audit.ts';
import { openLedgerReader } from './reading/read-ledger.ts';
import { openReceiving } from './receiving/open-receiving.ts';
import { openOutgoing } from './shipping/open-outgoing.ts';
import { holdFile } from './store/hold-file.ts';
import { storeExists } from './store/open-store.ts';
import { takeOwnerLock } from './store/owner-lock.ts';
import { appendLeases } from './writing/append-lease.ts';
import { openDayWriter } from './writing/day-writer.ts';
import { openDecisions } from './writing/open-decisions.ts';
import { openTurnWriter } from './writing/turn-writer.ts';

/** The record that is kept at this place: in an SQLite file, or in a database. */
export function recordStore(path: string): RecordStore {
  return {
    place: path,
    path: besidePath(path),
    exists: () => storeExists(path),
    openReader: () => closing(openLedgerReader(path)),
    openIncidents: () => closing(openIncidentLists(path)),
    openDecisions: (options) => closing(openDecisions(path, options)),
    openCluster: () => closing(openCluster(path)),
    openCollectors: (options) => closing(openCollectors(path, options)),
    openDays: (options) => closing(openDayWriter(path, options)),
    own: (nowMs) => ({ [Symbol.dispose]: takeOwnerLock(path, nowMs).release }),
    hold: async (name, holder) => {
      if (!isDatabasePlace(path)) return holdFile(path, name);
      const { holdSession } = await import('./postgres/hold-session.ts');
      return await holdSession({ place: path, name, holder, nowMs: Date.now });
    },
    noteAudit: (entry) => noteAudit(path, entry),
    appendLeases: (...asked) => appendLeases(path, ...asked),
    openReceiving: (options) => closing(openReceiving(path, options)),
    openOutgoing: (run) => closing(openOutgoing(path, run)),
    openTurns: (options) => closing(openTurnWriter(path, options)),
    // Most who open a record do none of these, and need not wait until it is read.
    importChanges: async (...asked) =>
      (await import('./writing/import-changes.ts')).importChanges(path, ...asked),
    verify: async (options) => (await import('./checks/verify-chain.ts')).verifyLedger(path, options),
    prove: async (...asked) => (await import('./checkpoints/prove-rows.ts')).proveRows(path, ...asked),
  };
}

const closing = <Opened extends { readonly close: () => void }>(opened: Opened): Opened & Disposable => ({
  ...opened,
  [Symbol.dispose]: opened.close,
});
