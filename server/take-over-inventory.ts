import { listCheckEntries } from '../config/check-intervals.ts';
import { bringRevision, planRevisions } from '../config/inventory/revisions.ts';
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

/** So many bodies are made, and handed over, at a time. */
const AT_ONCE = 1_000;

/**
 * Writes what the inventory says now and the ledger does not yet, as dated revisions.
 * @throws VanishedError when something is gone that was neither retired nor confirmed as removed.
 */
export async function takeOverInventory(
  ledger: Pick<LedgerBeside, 'currentRevisions' | 'recordRevisions'>,
  { inventory, settings, sourceHash }: Config,
  { author, effectiveMs, nowMs = Date.now, confirmedRemoved = new Set(), checks }: TakeOver,
): Promise<number> {
  const revisions = planRevisions(await ledger.currentRevisions(), inventory, {
    effectiveMs,
    confirmedRemoved,
    ...(checks && { checks: listCheckEntries({ inventory, profiles: settings.profiles }) }),
  });
  const meta = { author, sourceHash, recordedMs: nowMs() };
  for (let from = 0; from < revisions.length; from += AT_ONCE)
    await ledger.recordRevisions(revisions.slice(from, from + AT_ONCE).map(bringRevision), meta);
  return revisions.length;
}
