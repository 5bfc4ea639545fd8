import type { AnnouncedResult } from '../../../contracts/actions/works/announce-work.ts';
import { createZone } from '../../../core/time/zone.ts';
import { openCityRecord } from '../../../ledger/history/city-record.ts';
import { announceUnder, type WorkAsked } from '../announce-under.ts';
import { expectContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

/** What planned work would excuse, and whether it is announced in time; nothing is recorded. @throws PAPER_UNKNOWN, MAINTENANCE_REFUSED */
export function previewWorkFor(
  { store, timeZone, nowMs, who, ...context }: PaperContext,
  input: WorkAsked,
): AnnouncedResult {
  const [contractId] = input.contract;
  expectContract({ ...context, who }, contractId, nowMs);
  using record = openCityRecord(
    { store, zone: createZone(timeZone), cityTimeZone: timeZone },
    { contractId },
  );
  const by = { by: who.party, author: who.account, nowMs: () => nowMs };
  return announceUnder({ record, ...by }, { ...input, dryRun: true });
}
