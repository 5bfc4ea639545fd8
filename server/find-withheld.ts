import { z } from 'zod';
import { createPseudonyms } from '../collector/influx/pseudonyms.ts';
import type { Inventory } from '../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../core/domain/state.ts';
import { recordStore } from '../ledger/sqlite/record-store.ts';
import { PseudonymKeyError, pseudonymKeyPath, readPseudonymKey } from './pseudonym-key.ts';
import { findWithheldNames, type WithheldName } from './withheld-names.ts';

export const FindWithheld = z.object({
  pseudonyms: z.array(z.string()).default([]).describe('only these, such as withheld-0f3c…'),
});

export interface WithheldContext {
  readonly inventory: Inventory;
  readonly ledgerPath: string;
}

/** What stands in InfluxDB under pseudonyms, or whose the given ones are. @throws PSEUDONYM_KEY, LEDGER_MISSING */
export function findWithheld(
  { inventory, ledgerPath }: WithheldContext,
  { pseudonyms }: z.output<typeof FindWithheld>,
): readonly (WithheldName & { readonly pseudonym: string })[] {
  const pseudonymOf = createPseudonyms(readPseudonymKey(ledgerPath));
  const all = findWithheldNames(inventory, recordedEntities(ledgerPath)).map((one) => ({
    ...{ pseudonym: pseudonymOf(one.name), ...one },
  }));
  const unknown = pseudonyms.filter((asked) => all.every(({ pseudonym }) => pseudonym !== asked));
  if (unknown.length > 0)
    throw new PseudonymKeyError(
      `expected pseudonyms by the key ${pseudonymKeyPath(ledgerPath)} of what is withheld, got ${unknown.join(', ')}`,
    );
  return pseudonyms.length > 0 ? all.filter(({ pseudonym }) => pseudonyms.includes(pseudonym)) : all;
}

function recordedEntities(path: string): readonly Entity[] {
  using reader = recordStore(path).openReader();
  const idsOf = (kind: 'device' | 'link') => [
    ...new Set([...reader.revisions({ kind })].map(({ id }) => id)),
  ];
  return [...idsOf('device').map(deviceEntity), ...idsOf('link').map(linkEntity)];
}
