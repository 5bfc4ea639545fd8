import type { Handover } from '../../core/domain/inventory.ts';
import type { Draft, Report } from '../draft/draft.ts';
import { UNDETERMINED } from '../inventory/handover-table.ts';

/**
 * Hand-overs of one thing must follow on from each other and end at what its row says: the row stands for how things
 * are after the last hand-over on record, so that a configuration does not become wrong by the passing of time.
 */
export function checkHandovers(draft: Draft, report: Report): void {
  const { handoverIndex, devices, contracts } = draft;
  for (const list of handoverIndex.values()) {
    const [first] = list;
    if (!first) continue;
    const owned = first.kind === 'device' ? devices.byId.get(first.id) : contracts.byId.get(first.id);
    if (!owned) continue;
    const file = first.kind === 'device' ? devices.file : contracts.file;
    for (const field of ['agency', 'contractor'] as const) {
      checkChain(
        draft,
        report,
        list.filter((handover) => handover.field === field),
        owned[field],
        file,
      );
    }
    if ('contracts' in owned) {
      checkContracts(
        draft,
        report,
        list.filter(({ field }) => field === 'contract'),
        owned.contracts,
      );
    }
  }
}

function checkChain(
  { handovers, zone }: Draft,
  report: Report,
  chain: readonly Handover[],
  inRow: string | undefined,
  file: string,
): void {
  for (const [index, handover] of chain.entries()) {
    const before = chain[index - 1];
    if (before && before.atMs === handover.atMs) {
      const message = `expected one hand-over at a time, got a second at ${zone.renderInstant(handover.atMs)}`;
      report.problem(handovers.problem(handover, 'at', message));
    } else if (before && before.to !== handover.from) {
      const since = zone.renderInstant(before.atMs);
      const message = `expected ${party(before.to)}, in charge of ${handover.id} since ${since}, got ${party(handover.from)}`;
      report.problem(handovers.problem(handover, 'from', message));
    }
  }
  const last = chain.at(-1);
  if (!last || last.to === inRow) return;
  const message = `expected ${party(inRow)}, the ${last.field} of ${last.id} in ${file}, got ${party(last.to)} (a new owner is a new row here, not an edit of the old one)`;
  report.problem(handovers.problem(last, 'to', message));
}

/** Walks back from the row: what was handed over to must be there, what was handed over from must be gone. */
function checkContracts(
  { handovers, devices }: Draft,
  report: Report,
  chain: readonly Handover[],
  inRow: readonly string[],
): void {
  const held = new Set(inRow);
  for (const handover of chain.toReversed()) {
    const { id, from, to } = handover;
    if (to !== undefined && !held.delete(to)) {
      const message = `expected a contract that ${id} has in ${devices.file} or hands over later, got ${party(to)}`;
      report.problem(handovers.problem(handover, 'to', message));
    }
    if (from === undefined) continue;
    if (held.has(from)) {
      const message = `expected a contract that ${id} no longer has, got ${party(from)}`;
      report.problem(handovers.problem(handover, 'from', message));
    }
    held.add(from);
  }
}

function party(id: string | undefined): string {
  return JSON.stringify(id ?? UNDETERMINED);
}
