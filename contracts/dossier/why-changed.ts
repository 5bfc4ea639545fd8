import type { Difference } from '../statements/statement-schema.ts';
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
  if (where === 'incidents' || where.startsWith('incidents ')) return ofIncidents(changes);
  const [, , member] = where.split(' › ');
  const [entity] = (member !== 'aggregate' && ENTITY.exec(where)) || [];
  const own = changes.filter(
    (change) => !isOfIncidents(change) && change.kind !== 'software' && touches(change, entity),
  );
  if (own.length > 0) return own;
  // Another version of the program explains what nothing on record does.
  const software = changes.filter(({ kind }) => kind === 'software');
  if (software.length > 0 || !PAYABLE.test(where)) return software;
  return changes.filter((change) => !isOfIncidents(change) && touches(change, undefined));
}

/** Whether a line has another amount to pay only because a limit is shared with others that changed. */
export const isThroughLimits = (
  { where }: Pick<Difference, 'where'>,
  changes: readonly RecordedSince[],
): boolean => {
  const [entity] = ENTITY.exec(where) ?? [];
  if (entity === undefined || changes.length === 0 || !PAYABLE.test(where)) return false;
  return changes.every(({ entities }) => entities !== undefined && !entities.includes(entity));
};

const ENTITY = /(?:device|link):[\w.:-]*[\w-]/;
/** Limits divide what is left among all lines of a part. */
const PAYABLE = / › money › lines › .* › payable$/;

/** Clocks of incidents stand still in excused time: where no step came on record, a decision changed them. */
function ofIncidents(changes: readonly RecordedSince[]): readonly RecordedSince[] {
  const steps = changes.filter(isOfIncidents);
  return steps.length > 0 ? steps : changes.filter((change) => touches(change, undefined));
}

const isOfIncidents = ({ kind }: RecordedSince): boolean => kind === 'incidents';

/** Sums of all rest on everything that touches any of them. */
const touches = ({ entities }: RecordedSince, entity: string | undefined): boolean =>
  entity === undefined || entities === undefined ? entities?.length !== 0 : entities.includes(entity);
