import { readRetentionMs } from '../../config/contract-terms/read-retention.ts';
import type { Contract, Device, Inventory } from '../../core/domain/inventory.ts';

/**
 * How far back the recordings of a recorder must reach by the contracts that it is under at an instant; of several the
 * longest. `undefined` where none says so.
 */
export function contractRetentionMs(
  { contracts: ids }: Pick<Device, 'contracts'>,
  contracts: Inventory['contracts'],
  atMs: number,
): number | undefined {
  const agreed = ids.flatMap((id) => {
    const contract = contracts.get(id);
    const retentionMs = contract && isInForce(contract, atMs) ? readRetentionMs(contract) : undefined;
    return typeof retentionMs === 'number' ? retentionMs : [];
  });
  return agreed.length > 0 ? Math.max(...agreed) : undefined;
}

const isInForce = ({ fromMs, toMs }: Contract, atMs: number) =>
  fromMs <= atMs && (toMs === undefined || atMs < toMs);
