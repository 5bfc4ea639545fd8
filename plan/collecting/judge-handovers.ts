import type { Inventory } from '../../core/domain/inventory.ts';
import { indexHandovers } from '../../core/domain/ownership.ts';
import type { Zone } from '../../core/time/zone.ts';
import { sheetNamed } from '../forms/form-sheets.ts';
import { createFindingList } from '../forms/reading/finding-list.ts';
import type { FormFlaw } from '../forms/reading/form-flaw.ts';
import type { ReadRow, ReadTable } from '../forms/reading/read-table.ts';
import { isOnRecord, judgeHandover } from './judge-handover.ts';
import type { NewHandover } from './new-handover.ts';

export interface JudgedHandovers {
  /** Those that the configuration does not have yet. */
  readonly handovers: readonly NewHandover[];
  readonly flaws: readonly FormFlaw[];
}

export interface HandoverContext {
  readonly unit: string;
  readonly inventory: Inventory;
  readonly zone: Zone;
}

/** Judges the hand-over list of a unit by the configuration: what changes hands must be its own at that very instant. */
export function judgeHandovers(
  table: ReadTable,
  { unit, inventory, zone }: HandoverContext,
): JudgedHandovers {
  const index = indexHandovers(inventory.handovers);
  const handovers: NewHandover[] = [];
  const flaws = createFindingList<FormFlaw>();
  const seen = new Map<string, string>();
  const refuse = (cell: string, code: FormFlaw['code'], got = '', of = '') =>
    void flaws.add({ code, sheet: table.tab, cell, got, of });

  for (const row of table.rows) {
    if (row.isEmpty || row.isFlawed) continue;
    const cells = neededCells(row, table, refuse);
    if (!cells) continue;
    const { thing, to, at, document } = cells;
    const found = findThing(String(thing.value), inventory);
    if (!found) {
      refuse(thing.at, 'unknown-thing', String(thing.value));
      continue;
    }
    const key = `${found.kind}:${found.id}`;
    const before = seen.get(key);
    if (before !== undefined) refuse(thing.at, 'second-handover', '', before);
    seen.set(key, thing.at);
    const atMs = zone.parseInstantMs(String(at.value)) ?? Number.NaN;
    const handover: NewHandover = {
      ...found,
      atMs,
      field: 'agency',
      from: unit,
      to: String(to.value),
      document: String(document.value),
    };
    if (isOnRecord(handover, index)) continue;
    const faults = judgeHandover(handover, { inventory, index, zone });
    for (const { member, code, got, of } of faults) refuse(cells[member].at, code, got, of);
    if (faults.length === 0 && before === undefined) handovers.push(handover);
  }
  return { handovers, flaws: flaws.list() };
}

type Refuse = (cell: string, code: FormFlaw['code'], got?: string, of?: string) => void;

function neededCells(row: ReadRow, table: ReadTable, refuse: Refuse) {
  const { thing, to, at, document } = row.cells;
  for (const { key, header } of sheetNamed('handovers').columns) {
    if (!row.cells[key]) refuse(table.cellAt(row, key), 'needed', '', header.replace(' (*)', ''));
  }
  return thing && to && at && document ? { thing, to, at, document } : undefined;
}

function findThing(
  text: string,
  { devices, contracts }: Inventory,
): Pick<NewHandover, 'kind' | 'id'> | undefined {
  const [, kind, id = text] = /^(device|contract):(.+)$/.exec(text) ?? [];
  const isDevice = kind !== 'contract' && devices.has(id);
  const isContract = kind !== 'device' && contracts.has(id);
  // An id of both says too little.
  if (isDevice === isContract) return undefined;
  return { kind: isDevice ? 'device' : 'contract', id };
}
