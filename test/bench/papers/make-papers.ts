import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileClaim } from '#contracts/actions/claims/file-claim.ts';
import { draftStatements } from '#contracts/actions/statements/draft-statement.ts';
import { statementContext } from '#contracts/actions/statements/statement-context.ts';
import { announceWork } from '#contracts/actions/works/announce-work.ts';
import { listClaimedOutages } from '#contracts/claims/claimed-outages.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { parseEntity } from '#core/domain/state.ts';
import { days, hours } from '#core/time/units.ts';
import { createZone } from '#core/time/zone.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { readContractEntities } from '#ledger/history/history.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { provideLedger } from '../sla.ts';

/** The contract of recorders and servers: 3,964 devices of 100,000. */
export const CONTRACT = 'bao-tri-dau-ghi';
export const CONTRACTOR = 'nha-thau-c';
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** The last month of the made-up year, and noon of the day after it. */
export const MONTH = '2025-12';
export const MONTH_BEFORE = '2025-11';
export const MONTH_INTERVAL = {
  fromMs: Date.parse('2025-12-01T00:00+07:00'),
  toMs: Date.parse('2026-01-01T00:00+07:00'),
};
export const NOW_MS = Date.parse('2026-01-01T12:00+07:00');
const CLAIMS = 60;
const WORKS = 20;

export interface PapersPlace {
  readonly ledger: string;
  /** Where the inventory is. */
  readonly city: string;
}

/** A made-up year with what parties have put on record: claims, planned work, the draft of a statement. */
export async function providePapers(devices: number): Promise<PapersPlace> {
  const from = await provideLedger(devices);
  const dir = `${dirname(from)}-papers`;
  const place = { ledger: join(dir, 'ledger.sqlite'), city: join(dirname(from), 'city') };
  if (existsSync(dir)) return place;
  const draft = `${dir}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft);
  const path = join(draft, 'ledger.sqlite');
  await copyFile(from, path);
  await decide(path, join(draft, 'key.pem'));
  await rename(draft, dir);
  return place;
}

async function decide(path: string, keyFile: string): Promise<void> {
  const store = recordStore(path);
  const zone = createZone(TIME_ZONE);
  using record = openCityRecord({ store, zone, cityTimeZone: TIME_ZONE }, { contractId: CONTRACT });
  const { reader, history } = record;
  const entities = readContractEntities(reader, CONTRACT, { links: history.links });
  const outages = listClaimedOutages(reader, {
    ...{ entities, indicator: 'service' },
    fromMs: NOW_MS - days(14),
    toMs: MONTH_INTERVAL.toMs - hours(2),
  });
  const act = { record, by: `contractor:${CONTRACTOR}`, author: 'bench', nowMs: () => NOW_MS - hours(1) };
  let filed = 0;
  for (const { entity, fromMs, toMs = fromMs } of outages) {
    const id = parseEntity(entity)?.id;
    if (toMs - fromMs < hours(1) || id === undefined) continue;
    fileClaim(act, {
      ...{ contract: CONTRACT, device: [id], fromMs, toMs },
      ...{ cause: 'force-majeure', evidence: 'Công văn 118' },
    });
    if (++filed === CLAIMS) break;
  }
  const devices = entities.flatMap((entity) => parseEntity(entity)?.id ?? []);
  for (const [nth, device] of devices.slice(0, WORKS).entries()) {
    const fromMs = NOW_MS + days(3) + hours(nth);
    announceWork(act, { device: [device], fromMs, toMs: fromMs + hours(2), reason: 'Bảo dưỡng' });
  }
  const statements = statementContext(
    { store, reader, timeZone: TIME_ZONE },
    { contract: CONTRACT, nowMs: NOW_MS },
  );
  await draftStatements(
    { statements, author: 'bench', key: async () => loadStatementKey(keyFile) },
    { contract: CONTRACT, period: MONTH_BEFORE },
  );
}
