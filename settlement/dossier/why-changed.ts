import type { Difference } from '../statement-schema.ts';
import type { Dossier, RecordedSince } from './dossier-schema.ts';

/**
 * What came on record since the statement before and touches a figure that changed, by where the figure stands. Empty: it
 * cannot be told from the record. `undefined`: nobody wrote down what came on record (a file of an earlier version).
 */
export function whyChanged(
  { where }: Pick<Difference, 'where'>,
  since: Dossier['since'],
): readonly RecordedSince[] | undefined {
  if (!since) return undefined;
  const { changes } = since;
  if (where === 'incidents' || where.startsWith('incidents ')) return changes.filter(isOfIncidents);
  const [, , member] = where.split(' › ');
  const [entity] = (member !== 'aggregate' && /(?:device|link):[\w.:-]*[\w-]/.exec(where)) || [];
  const own = changes.filter(
    (change) => !isOfIncidents(change) && change.kind !== 'software' && touches(change, entity),
  );
  // Another version of the program explains what nothing on record does.
  return own.length > 0 ? own : changes.filter(({ kind }) => kind === 'software');
}

const isOfIncidents = ({ kind }: RecordedSince): boolean => kind === 'incidents';

/** Sums of all rest on everything that touches any of them. */
const touches = ({ entities }: RecordedSince, entity: string | undefined): boolean =>
  entity === undefined || entities === undefined ? entities?.length !== 0 : entities.includes(entity);
