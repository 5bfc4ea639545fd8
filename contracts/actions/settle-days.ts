import { type Entity, linkEntity } from '../../core/domain/state.ts';
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
const MOST_AT_ONCE = 500;

/** The settled days of a contract in a period, by the ledger alone. @throws as a settlement does. */
export function settleDays(
  reader: LedgerReader,
  { history, leftOut, ...question }: DaysQuestion,
): readonly ContractDay[] {
  const { contractId, recordedBeforeMs } = question;
  const query = { recordedBeforeMs, links: history.links };
  const request = readRequest(reader, history, question);
  const days = createContractDays(contractId, leftOut);
  const standInsFor = createStandInsFor(history.links);
  for (const entities of portionsOf(readContractEntities(reader, contractId, query))) {
    const own = new Set(entities);
    const only = own.union(standInsFor(entities));
    const devices = readDevicesUpwards(reader, [...only], query);
    const parts = settleTime(reader, { ...history, devices }, { ...request, only });
    days.add(
      parts.map((part) => ({ ...part, entities: part.entities.filter(({ entity }) => own.has(entity)) })),
    );
  }
  return days.all();
}

/** One at least: also of a contract of nothing the days are told. */
function* portionsOf(entities: readonly Entity[]): Generator<readonly Entity[]> {
  for (let from = 0; from === 0 || from < entities.length; from += MOST_AT_ONCE)
    yield entities.slice(from, from + MOST_AT_ONCE);
}

/** Lines that ever had the same far end stand in for one another. */
function createStandInsFor(links: InventoryHistory['links']) {
  const byFarEnd = new Map<string, Entity[]>();
  const farEndsOf = (id: string) => new Set(links.get(id)?.map(({ value }) => value.far));
  for (const id of links.keys())
    for (const far of farEndsOf(id)) {
      const own = byFarEnd.get(far);
      if (own) own.push(linkEntity(id));
      else byFarEnd.set(far, [linkEntity(id)]);
    }
  return (entities: readonly Entity[]): ReadonlySet<Entity> =>
    new Set(
      entities
        .filter((entity) => entity.startsWith('link:'))
        .flatMap((entity) => [...farEndsOf(entity.slice('link:'.length))])
        .flatMap((far) => byFarEnd.get(far) ?? []),
    );
}
