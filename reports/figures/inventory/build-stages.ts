import { type DeviceKind, STAGES, stageAt } from '../../../core/domain/inventory.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { StageFigures } from '../document/inventory-figures.ts';
import { isInScope } from '../document/placed-devices.ts';

type StageRow = StageFigures['rows'][number];
type ByKind = Partial<Record<DeviceKind, number>>;

/** In which stage every device of the list was at the end, and which steps were taken in the window. */
export function buildStages({
  inventory,
  window,
  scope,
}: Pick<FiguresInput, 'inventory' | 'window' | 'scope'>): StageFigures {
  const ids: readonly StageRow['id'][] = [...STAGES, 'undated'];
  const rows = new Map(ids.map((id) => [id, { id, atEnd: {}, inWindow: {} }]));
  const bump = (id: StageRow['id'], column: 'atEnd' | 'inWindow', kind: DeviceKind) => {
    const counts: ByKind | undefined = rows.get(id)?.[column];
    if (counts) counts[kind] = (counts[kind] ?? 0) + 1;
  };
  const atMs = window.toMs - 1;
  for (const { versions, lifecycle } of inventory.devices.values()) {
    const steps = lifecycle.toSorted((a, b) => a.atMs - b.atMs);
    const entry = valueAt(versions, atMs);
    if (entry && isInScope(entry, scope))
      bump(stageAt({ lifecycle: steps }, atMs) ?? 'undated', 'atEnd', entry.kind);
    for (const { stage, atMs: stepMs } of steps) {
      const then = valueAt(versions, stepMs);
      if (then && stepMs >= window.fromMs && stepMs < window.toMs && isInScope(then, scope))
        bump(stage, 'inWindow', then.kind);
    }
  }
  return { rows: [...rows.values()] };
}
