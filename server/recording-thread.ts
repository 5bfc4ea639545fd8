import { parentPort, workerData } from 'node:worker_threads';
import { VanishedError } from '../config/inventory/vanished-error.ts';
import { openSharedConfig } from '../config/shared-config.ts';
import { followClock } from '../core/time/clock.ts';
import { minutes } from '../core/time/units.ts';
import { LedgerError } from '../ledger/record/ledger-error.ts';
import { openBesideOwner } from '../ledger/sqlite/writing/open-beside-owner.ts';
import type { RecordingReply, RecordingStart } from './take-over-apart.ts';
import { takeOverInventory } from './take-over-inventory.ts';

/** Entry of the thread that records what an inventory says and the ledger does not yet. */
/** Its own thread alone waits, and a start that fails because a disk is slow helps nobody. */
const busyTimeoutMs = minutes(1);
const { config, path, author, effectiveMs, clock }: RecordingStart = workerData;
const reply = (message: RecordingReply) => parentPort?.postMessage(message);
const nowMs = followClock(clock);

try {
  const ledger = openBesideOwner(path, { author, nowMs, busyTimeoutMs });
  try {
    const options = { author, effectiveMs, nowMs, checks: 'record' } as const;
    await takeOverInventory(ledger, openSharedConfig(config), options);
    reply({ type: 'recorded' });
  } finally {
    ledger.close();
  }
} catch (error) {
  if (error instanceof VanishedError) reply({ type: 'vanished', vanished: error.vanished });
  else if (error instanceof LedgerError) reply({ type: 'failed', code: error.code, message: error.message });
  else throw error;
}
