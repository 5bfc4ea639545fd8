import type { Entity } from '../../core/domain/state.ts';
import {
  type InventoryHistory,
  readContractEntities,
  readDevicesUpwards,
} from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { settleTime } from '../settle/settle-time.ts';
import { type ContractDay, createContractDays } from './contract-days.ts';
import { type RecordQuestion, readRequest } from './statements/settle-on-record.ts';

export interface DaysQuestion extends RecordQuestion {
  /** Contracts, parties and lines as they were on record; no devices. */
  readonly history: InventoryHistory;
  /** In no day. */
  readonly leftOut: ReadonlySet<Entity>;
}

/** A contract of a large city keeps 25,000 devices, which at once would take gigabytes. */
const DEVICES_AT_ONCE = 1_000;

/** The settled days of a contract in a period, by the ledger alone. @throws as a settlement does. */
export function settleDays(
  reader: LedgerReader,
  { history, leftOut, ...question }: DaysQuestion,
): readonly ContractDay[] {
  const { contractId, recordedBeforeMs } = question;
  const query = { recordedBeforeMs, links: history.links };
  const request = readRequest(reader, history, question);
  const days = createContractDays(contractId, leftOut);
  for (const entities of portionsOf(readContractEntities(reader, contractId, query))) {
    const devices = readDevicesUpwards(reader, entities, query);
    days.add(settleTime(reader, { ...history, devices }, { ...request, only: new Set(entities) }));
  }
  return days.all();
}

/** Lines stand in for one another, and are settled together: they are few. */
function* portionsOf(entities: readonly Entity[]): Generator<readonly Entity[]> {
  const devices = entities.filter((entity) => !entity.startsWith('link:'));
  yield entities.filter((entity) => entity.startsWith('link:'));
  for (let from = 0; from < devices.length; from += DEVICES_AT_ONCE)
    yield devices.slice(from, from + DEVICES_AT_ONCE);
}
