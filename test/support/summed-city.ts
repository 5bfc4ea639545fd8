import { DatabaseSync } from 'node:sqlite';
import { rebuildDays } from '#availability/sums/day-sums.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { device } from './inventory.ts';
import { contract, TIME_ZONE } from './settled-city.ts';
import { contractRevision, deviceRevision, writeLedger } from './settlement-ledger.ts';
import { change } from './temp-ledger.ts';

const at = (text: string): number => Date.parse(`2025-${text}+07:00`);
const START_MS = at('10-01T00:00');
export const SUMMED_TO_MS = at('10-04T00:00');

/**
 * Three days of two cameras under contract, of which cam-1 was down for twelve hours of the second. The sums of days are made, and
 * a segment of coverage still grows.
 */
export function writeSummedCity(): string {
  const path = writeLedger([
    {
      recordedMs: START_MS,
      revisions: [
        contractRevision(START_MS, contract({ id: 'cameras', contractor: 'a', fromMs: START_MS })),
        ...['cam-1', 'cam-2'].map((id) => deviceRevision(START_MS, device({ id, contracts: ['cameras'] }))),
      ],
    },
    {
      recordedMs: SUMMED_TO_MS,
      changes: [
        change('device:cam-1', 'up', START_MS),
        change('device:cam-2', 'up', START_MS),
        change('device:cam-1', 'down', at('10-02T06:00')),
        change('device:cam-1', 'up', at('10-02T18:00')),
      ],
      coverage: [
        { fromMs: START_MS, toMs: at('10-03T12:00'), closed: 'stop' },
        { fromMs: at('10-03T13:00'), toMs: SUMMED_TO_MS },
      ],
    },
  ]);
  rebuildDays(recordStore(path), { timeZone: TIME_ZONE, nowMs: () => SUMMED_TO_MS });
  return path;
}

/** Runs SQL on the file of a ledger, with its triggers in place; the schema itself can be written over. */
export function editFile(path: string, sql: string): void {
  const database = new DatabaseSync(path, { defensive: false });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

/** Of the audit what was done, with what is said of it. */
export function auditOf(path: string): readonly { readonly action: string; readonly body: string }[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare("SELECT action, body FROM audit WHERE action <> 'created' ORDER BY seq")
      .all()
      .map(({ action, body }) => ({ action: String(action), body: String(body) }));
  } finally {
    database.close();
  }
}
