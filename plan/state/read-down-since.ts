import { type Indicator, parseEntity } from '../../core/domain/state.ts';
import type { ShareReads } from '../../ledger/history/read-watch-shares.ts';
import { readWatchedUntil } from '../../ledger/history/watched-until.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DownSince } from './unused-devices.ts';

/** Of what is wanted of a device; links and recordings are looked at elsewhere. */
const WANTED: readonly Indicator[] = ['reach', 'service', 'stream', 'image'];

/**
 * By device, since when it had been down at an instant without a break, as we measured it: of several indicators the one
 * that was down for longest. A change from one reason to another is no break.
 */
export function readDownSince(
  reader: Pick<LedgerReader, 'statesBefore' | 'changes' | 'coverage'> & ShareReads,
  { atMs, recordedBeforeMs }: { readonly atMs: number; readonly recordedBeforeMs?: number },
): ReadonlyMap<string, DownSince> {
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const { ofEntity } = readWatchedUntil(reader, { fromMs: 0, toMs: atMs, ...known });
  const found = new Map<string, DownSince>();
  for (const { entity, indicator, atMs: lastMs } of [
    ...reader.statesBefore(atMs, { state: 'down', ...known }),
  ]) {
    const device = parseEntity(entity);
    if (device?.kind !== 'device' || !WANTED.includes(indicator)) continue;
    let sinceMs = lastMs;
    for (const change of [...reader.changes({ entity, indicator, toMs: lastMs, ...known })].reverse()) {
      if (change.state !== 'down') break;
      sinceMs = change.atMs;
    }
    const before = found.get(device.id);
    if (!before || sinceMs < before.sinceMs)
      found.set(device.id, { indicator, sinceMs, untilMs: Math.min(Math.max(0, ofEntity(entity)), atMs) });
  }
  return found;
}
