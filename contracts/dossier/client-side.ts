import { parseEntity } from '../../core/domain/state.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import type { Dossier } from './dossier-schema.ts';

/**
 * Bên A of a contract: the agency that it names; where it names none, the one that runs all of its devices at the end of the
 * period; where that are several or none, DOST, which keeps the plan of the city.
 */
export function clientSide(
  { devices }: InventoryHistory,
  { agency, period, parts }: ContractSettlement,
): Dossier['client'] {
  const running = new Set<string>();
  for (const { entities } of parts)
    for (const { entity } of entities) {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      const own = kind === 'device' ? valueAt(devices.get(id), period.toMs - 1)?.agency : undefined;
      if (own !== undefined) running.add(own);
    }
  const agencies = running.size;
  const [only] = running;
  if (agency !== undefined) return { rule: 'contract', agency, agencies };
  return only !== undefined && agencies === 1
    ? { rule: 'devices', agency: only, agencies }
    : { rule: 'plan', agencies };
}
