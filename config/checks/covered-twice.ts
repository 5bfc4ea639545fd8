import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Contract, Device } from '../../core/domain/inventory.ts';
import { ownershipAt } from '../../core/domain/ownership.ts';
import type { Draft, Report } from '../draft/draft.ts';
import type { Table } from '../files/table.ts';

type Terms = ReadonlyMap<string, ContractTerms>;

/** From an instant on, the contracts that something is under. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly contracts: readonly string[];
}

/** A second must have one contract that answers for it: two that count the same indicator of one device would both be settled. */
export function checkCoveredTwice(draft: Draft, terms: Terms, report: Report): void {
  const { devices, handoverIndex } = draft;
  for (const device of devices.items) {
    if (device.contracts.length < 2 && !handoverIndex.has(`device:${device.id}`)) continue;
    const stretches = stretchesOf(device, draft);
    reportTwice(draft, terms, report, { table: devices, item: device, stretches });
  }
  for (const link of draft.links.items) {
    const stretches = [{ ...ALWAYS, contracts: link.contracts }];
    reportTwice(draft, terms, report, { table: draft.links, item: link, stretches });
  }
}

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

function stretchesOf(device: Device, { handoverIndex }: Draft): readonly Stretch[] {
  const own = (handoverIndex.get(`device:${device.id}`) ?? []).filter(({ field }) => field === 'contract');
  if (own.length === 0) return [{ ...ALWAYS, contracts: device.contracts }];
  const bounds = [...new Set([ALWAYS.fromMs, ...own.map(({ atMs }) => atMs)])];
  return bounds.map((fromMs, index) => ({
    fromMs,
    toMs: bounds[index + 1] ?? ALWAYS.toMs,
    contracts: ownershipAt(device, handoverIndex, fromMs).contracts,
  }));
}

interface Covered<Item extends { readonly id: string }> {
  readonly table: Table<Item>;
  readonly item: Item;
  readonly stretches: readonly Stretch[];
}

function reportTwice<Item extends { readonly id: string }>(
  { contracts, zone }: Draft,
  terms: Terms,
  report: Report,
  { table, item, stretches }: Covered<Item>,
): void {
  for (const { fromMs, toMs, contracts: ids } of stretches) {
    if (ids.length < 2) continue;
    const known = ids.flatMap((id) => contracts.byId.get(id) ?? []);
    for (const [first, second] of pairsOf(known)) {
      const indicator = terms.get(first.id)?.indicator;
      if (indicator === undefined || indicator !== terms.get(second.id)?.indicator) continue;
      const sinceMs = Math.max(fromMs, first.fromMs, second.fromMs);
      if (sinceMs >= Math.min(toMs, endOf(first), endOf(second))) continue;
      const message = `expected one contract at a time for ${indicator}, got ${first.id} and ${second.id}, both in force on ${zone.dayAt(sinceMs).date}`;
      report.problem(table.problem(item, 'contracts', message));
    }
  }
}

const endOf = ({ toMs = Number.POSITIVE_INFINITY }: Contract) => toMs;

function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((first, index) => items.slice(index + 1).map((second) => [first, second] as const));
}
