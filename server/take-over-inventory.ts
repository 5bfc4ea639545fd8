import { listCheckEntries } from '../config/check-intervals.ts';
import { diffInventory } from '../config/inventory/revisions.ts';
import type { Config } from '../config/load-config.ts';
import type { LedgerBeside } from '../ledger/sqlite/writing/open-beside-owner.ts';

export interface TakeOver {
  readonly author: string;
  /** From when the differences are in force, where the inventory does not date them itself. */
  readonly effectiveMs: number;
  readonly nowMs?: () => number;
  readonly confirmedRemoved?: ReadonlySet<string>;
  /** `record`: who takes over checks by this inventory from then on. */
  readonly checks?: 'record';
}

/**
 * Writes what the inventory says now and the ledger does not yet, as dated revisions.
 * @throws VanishedError when something is gone that was neither retired nor confirmed as removed.
 */
export async function takeOverInventory(
  ledger: Pick<LedgerBeside, 'currentRevisions' | 'recordRevisions'>,
  { inventory, settings, sourceHash }: Config,
  { author, effectiveMs, nowMs = Date.now, confirmedRemoved = new Set(), checks }: TakeOver,
): Promise<number> {
  const revisions = diffInventory(await ledger.currentRevisions(), inventory, {
    effectiveMs,
    confirmedRemoved,
    ...(checks && { checks: listCheckEntries({ inventory, profiles: settings.profiles }) }),
  });
  if (revisions.length > 0)
    await ledger.recordRevisions(revisions, { author, sourceHash, recordedMs: nowMs() });
  return revisions.length;
}
