import type { Contract, Device, Inventory } from '../../core/inventory.ts';
import { parseDurationMs } from '../../core/units.ts';

/** The key of a contract's terms that says how far back recordings must reach: `recording_retention: 30d`. */
const TERM = 'recording_retention';

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
    return contract && isInForce(contract, atMs) ? (readTerm(contract) ?? []) : [];
  });
  return agreed.length > 0 ? Math.max(...agreed) : undefined;
}

const isInForce = ({ fromMs, toMs }: Contract, atMs: number) =>
  fromMs <= atMs && (toMs === undefined || atMs < toMs);

function readTerm({ terms }: Contract): number | undefined {
  const written = terms[TERM];
  return typeof written === 'string' ? parseDurationMs(written) : undefined;
}
