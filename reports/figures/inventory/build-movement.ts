import type { DeviceEntry, InventoryDevice } from '../../../availability/inventory/figures-inventory.ts';
import { DEVICE_KINDS, type DeviceKind } from '../../../core/domain/inventory.ts';
import { NO_TAG_VALUE } from '../../../core/names/series.ts';
import { type Versions, valueAt } from '../../../core/time/versions.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { Movement, MovementFigures } from '../document/inventory-figures.ts';
import { holdsAt } from '../document/placed-devices.ts';
import { nameAt } from './name-at.ts';

type Counts = { -readonly [Name in keyof Movement]: Movement[Name] };
type Kinds = Partial<Record<DeviceKind, Counts>>;
type Tally = Partial<Record<DeviceKind, number>>;

/** Where a device is counted. */
interface Cell {
  readonly agency: string;
  readonly kind: DeviceKind;
}

interface Sheet {
  /** By agency. */
  readonly agencies: Map<string, Kinds>;
  readonly transfers: Tally;
  readonly removedFromList: Tally;
  readonly hardwareReplaced: Tally;
}

/**
 * The movement table: what was there just before the window, what came and went in it, and what was there at its end. Every
 * change of hands is a step of its own, so that a device that goes over twice is twice handed over and twice received.
 */
export function buildMovement(input: Pick<FiguresInput, 'inventory' | 'window' | 'scope'>): MovementFigures {
  const { inventory, window, scope } = input;
  const sheet: Sheet = { agencies: new Map(), transfers: {}, removedFromList: {}, hardwareReplaced: {} };
  const only = scope.kind === 'agency' ? scope.agency : undefined;
  for (const device of inventory.devices.values()) follow(device, { sheet, window, only });
  const ids = [...sheet.agencies.keys()].filter((id) => only === undefined || id === only).sort();
  const atMs = window.toMs - 1;
  return {
    city: only === undefined ? sumCity(sheet.agencies.values()) : (sheet.agencies.get(only) ?? {}),
    transfers: sheet.transfers,
    agency: ids.map((id) => {
      const agencies = inventory.agencies.get(id);
      const endedMs = (valueAt(agencies, atMs) ?? agencies?.at(-1)?.value)?.validToMs;
      return {
        id,
        ...nameAt(agencies, atMs),
        ...(endedMs !== undefined && endedMs < window.toMs && { endedMs }),
        kinds: sheet.agencies.get(id) ?? {},
      };
    }),
    agenciesWithoutDevices: only === undefined ? countWithoutDevices(input, sheet) : 0,
    removedFromList: sheet.removedFromList,
    hardwareReplaced: sheet.hardwareReplaced,
  };
}

interface Course {
  readonly sheet: Sheet;
  readonly window: { readonly fromMs: number; readonly toMs: number };
  /** The agency that the report is of; absent: all. */
  readonly only: string | undefined;
}

/** What an instant begins belongs to the window that it is in: the state just before it is the opening. */
function follow(device: InventoryDevice, { sheet, window, only }: Course): void {
  const isCounted = (cell: Cell | undefined) => cell && (only === undefined || cell.agency === only);
  let cell = cellAt(device, window.fromMs - 1);
  if (cell) add(sheet, cell, 'opening');
  for (const atMs of turnsOf(device, window)) {
    const next = cellAt(device, atMs);
    if (cell && next && isCounted(next) && isReplaced(device.versions, atMs))
      bump(sheet.hardwareReplaced, next.kind);
    if (cell && !next && isCounted(cell) && !valueAt(device.versions, atMs))
      bump(sheet.removedFromList, cell.kind);
    if (cell && next && cell.kind === next.kind && cell.agency !== next.agency) {
      add(sheet, cell, 'handedOver');
      add(sheet, next, 'received');
      if (isCounted(cell) || isCounted(next)) bump(sheet.transfers, next.kind);
    } else if (cell?.kind !== next?.kind) {
      // Also what becomes another kind of device: one less of the old, one more of the new.
      if (cell) add(sheet, cell, 'scrapped');
      if (next) add(sheet, next, 'installed');
    }
    cell = next;
  }
  if (cell) add(sheet, cell, 'closing');
}

function cellAt(device: InventoryDevice, atMs: number): Cell | undefined {
  if (!holdsAt(device.present, atMs)) return undefined;
  const entry = valueAt(device.versions, atMs);
  return entry && { agency: entry.agency ?? NO_TAG_VALUE, kind: entry.kind };
}

/** Instants of the window at which anything may change, in order. */
function turnsOf({ present, versions }: InventoryDevice, window: Course['window']): readonly number[] {
  const turns = new Set<number>();
  for (const { fromMs, toMs } of [...present, ...versions])
    for (const atMs of [fromMs, toMs]) if (atMs >= window.fromMs && atMs < window.toMs) turns.add(atMs);
  return [...turns].sort((a, b) => a - b);
}

/** Whether other hardware hangs there from an instant on; a serial number that was only noted down is none. */
function isReplaced(versions: Versions<DeviceEntry>, atMs: number): boolean {
  const [before, after] = [valueAt(versions, atMs - 1), valueAt(versions, atMs)];
  return before?.hasSerial === true && after?.hasSerial === true && before.hardware !== after.hardware;
}

function add({ agencies }: Sheet, { agency, kind }: Cell, column: keyof Movement): void {
  let kinds = agencies.get(agency);
  if (!kinds) {
    kinds = {};
    agencies.set(agency, kinds);
  }
  const counts = kinds[kind] ?? emptyCounts();
  kinds[kind] = counts;
  counts[column]++;
}

const emptyCounts = (): Counts => ({
  opening: 0,
  installed: 0,
  received: 0,
  handedOver: 0,
  scrapped: 0,
  closing: 0,
});

function bump(tally: Tally, kind: DeviceKind): void {
  tally[kind] = (tally[kind] ?? 0) + 1;
}

/** Nothing comes to the city from its own agencies, and nothing goes. */
function sumCity(agencies: Iterable<Kinds>): Kinds {
  const city: Kinds = {};
  for (const kinds of agencies) {
    for (const kind of kindsOf(kinds)) {
      const sum = city[kind] ?? emptyCounts();
      city[kind] = sum;
      const counts = kinds[kind] ?? emptyCounts();
      for (const column of ['opening', 'installed', 'scrapped', 'closing'] as const)
        sum[column] += counts[column];
    }
  }
  return city;
}

const kindsOf = (kinds: Kinds): readonly DeviceKind[] => DEVICE_KINDS.filter((kind) => kinds[kind]);

function countWithoutDevices(
  { inventory, window }: Pick<FiguresInput, 'inventory' | 'window'>,
  { agencies }: Sheet,
): number {
  const atMs = window.toMs - 1;
  return inventory.agencies
    .entries()
    .filter(([id, versions]) => {
      const agency = valueAt(versions, atMs);
      if (
        !agency ||
        (agency.validFromMs ?? 0) > atMs ||
        (agency.validToMs ?? Number.POSITIVE_INFINITY) <= atMs
      )
        return false;
      return kindsOf(agencies.get(id) ?? {}).every((kind) => agencies.get(id)?.[kind]?.closing === 0);
    })
    .reduce((count) => count + 1, 0);
}
