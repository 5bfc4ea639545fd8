import { parseEntity } from '../../core/domain/state.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

/**
 * Contracts that ever covered something secret, in doubt too. Of a large city to ask each contract what it covers reads the
 * whole inventory each time: here what is secret is asked under which contracts it was.
 */
export function findSecretContracts(
  reader: LedgerReader,
  { contracts, links }: Pick<InventoryHistory, 'contracts' | 'links'>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const secret = [...reader.secretEntities()].flatMap((entity) => parseEntity(entity) ?? []);
  for (const { kind, id } of secret)
    if (kind === 'link' && id !== undefined)
      for (const { value } of links.get(id) ?? [])
        for (const contract of value.contracts) found.add(contract);
  const ids = secret.flatMap(({ kind, id }) => (kind === 'device' && id !== undefined ? id : []));
  if (ids.length === 0) return found;
  const named = [...contracts.keys()].map((id) => [id, JSON.stringify(id)] as const);
  for (const { body = '' } of reader.revisions({ kind: 'device', ids }))
    for (const [id, text] of named) if (!found.has(id) && body.includes(text)) found.add(id);
  for (const { id: handover } of reader.revisions({ handoversOf: ids.map((id) => `device:${id}`) }))
    for (const [id] of named) if (handover.includes(`:${id}>`) || handover.endsWith(`>${id}`)) found.add(id);
  return found;
}
