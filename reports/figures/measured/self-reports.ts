import type { LedgerReader } from '../../../ledger/read-ledger.ts';

/** Devices of which a unit said in its form of the year how they are (`self-report:<device>:<year>`). */
export function readSelfReports(
  reader: LedgerReader,
  { year, recordedBeforeMs }: { readonly year: string; readonly recordedBeforeMs: number },
): ReadonlySet<string> {
  const devices = new Set<string>();
  for (const { id, action } of reader.decisions('plan_step', { recordedBeforeMs })) {
    const [, device = '', ofYear] = SELF_REPORT.exec(id) ?? [];
    if (ofYear !== year) continue;
    if (action === 'removed') devices.delete(device);
    else devices.add(device);
  }
  return devices;
}

const SELF_REPORT = /^self-report:(.+):(\d{4})$/;
