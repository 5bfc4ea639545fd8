import { type Entity, parseEntity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { SettlementPart } from '../settle/contract-settlement.ts';
import { createAnswering } from '../settle/ownership-of-blame.ts';
import type { Answering } from './dossier-schema.ts';

/** Who answers for each device and line that time of others is put down to, from instant to instant, by name. */
export function answeringParties(
  history: InventoryHistory,
  contractId: string,
  parts: readonly SettlementPart[],
): Answering[] {
  const { turnsMs, answeringAt } = createAnswering(history, contractId);
  return [...timeOfOthers(parts)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([owner, interval]) => {
      const starts = [interval.fromMs, ...turnsMs([owner], interval, 2)];
      return joined(
        starts.map((fromMs, index) => ({
          owner,
          fromMs,
          toMs: starts[index + 1] ?? interval.toMs,
          ...answeringAt(owner, fromMs),
          ...keeperAt(history, owner, fromMs),
        })),
      );
    });
}

/** From the first to the last time that each answers for. */
function timeOfOthers(parts: readonly SettlementPart[]): ReadonlyMap<Entity, Interval> {
  const times = new Map<Entity, Interval>();
  for (const { entities } of parts)
    for (const { segments } of entities)
      for (const { class: settled, blame, fromMs, toMs } of segments) {
        if (settled !== 'others' || !blame) continue;
        const known = times.get(blame.owner);
        times.set(blame.owner, {
          fromMs: Math.min(fromMs, known?.fromMs ?? fromMs),
          toMs: Math.max(toMs, known?.toMs ?? toMs),
        });
      }
  return times;
}

/** Of a device the agency that runs it, of a line its carrier. */
function keeperAt(
  { devices, links }: InventoryHistory,
  owner: Entity,
  atMs: number,
): Pick<Answering, 'agency' | 'carrier'> {
  const { kind, id = '' } = parseEntity(owner) ?? {};
  if (kind === 'link') {
    const carrier = valueAt(links.get(id), atMs)?.carrier;
    return carrier === undefined ? {} : { carrier };
  }
  const agency = valueAt(devices.get(id), atMs)?.agency;
  return agency === undefined ? {} : { agency };
}

function joined(spans: readonly Answering[]): Answering[] {
  const rows: Answering[] = [];
  for (const span of spans) {
    const last = rows.at(-1);
    if (last && keyOf(last) === keyOf(span)) rows[rows.length - 1] = { ...last, toMs: span.toMs };
    else rows.push(span);
  }
  return rows;
}

const keyOf = ({ contracts, contractors, agency, carrier }: Answering): string =>
  JSON.stringify([contracts, contractors, agency, carrier]);
