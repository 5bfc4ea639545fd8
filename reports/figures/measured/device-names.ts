import { z } from 'zod';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';

const Named = z.object({ name: z.string() });

/** What a few devices were called last; an inventory of figures does not keep the names of 100,000. */
export function readDeviceNames(
  reader: LedgerReader,
  ids: readonly string[],
  recordedBeforeMs: number,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (ids.length === 0) return names;
  for (const { id, body } of reader.revisions({ kind: 'device', ids, recordedBeforeMs }))
    if (body !== undefined) names.set(id, Named.parse(JSON.parse(body)).name);
  return names;
}
