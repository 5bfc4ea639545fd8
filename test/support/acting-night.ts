import { onTestFinished } from 'vitest';
import { CamwatchError } from '#core/errors.ts';
import { createZone } from '#core/time/zone.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { ActRefused } from '#portal/door/act-refused.ts';
import type { IncidentActs } from '#portal/door/incident-acts.ts';
import { performAct } from '#server/acts/perform-act.ts';
import { openIncidentSource, sampleIncidentLedger } from './portal-incidents.ts';
import { SAMPLE_NOW_MS } from './sample-live.ts';
import { openTempLedger } from './temp-ledger.ts';

/** Keeps cameras of the sample fleet. */
export const KEEPER = 'nha-thau-a';
const ZONE = 'Asia/Ho_Chi_Minh';

/** A ledger of the sample incidents, on which what people do on a page is put on record as `server/` does. */
export async function actingNight(more?: Parameters<typeof sampleIncidentLedger>[0]) {
  const path = sampleIncidentLedger(more);
  const recordedMs = SAMPLE_NOW_MS - 1;
  const owner = await openTempLedger(path, { nowMs: () => recordedMs });
  const body = { id: KEEPER, name: 'Nhà thầu mẫu A', kind: 'maintenance', successors: [] };
  await owner.recordRevisions([{ kind: 'contractor', id: KEEPER, fromMs: recordedMs, body }], {
    ...{ author: 'an', sourceHash: 'x', recordedMs },
  });
  await owner.close();
  const { record, act } = actsOn(path);
  return { record, incidents: openIncidentSource(path), act };
}

/** What people do on a page is put on record as `server/` does. */
export function actsOn(path: string, nowMs = () => SAMPLE_NOW_MS) {
  const store = recordStore(path);
  const record = openCityRecord({ store, zone: createZone(ZONE), cityTimeZone: ZONE });
  onTestFinished(() => record[Symbol.dispose]());
  const act: IncidentActs['act'] = async (asked, by) => {
    try {
      performAct({ record, ...by, nowMs }, asked);
    } catch (error) {
      if (error instanceof CamwatchError && 'code' in error)
        throw new ActRefused(String(error.code), error.said);
      throw error;
    }
  };
  return { record, act };
}
