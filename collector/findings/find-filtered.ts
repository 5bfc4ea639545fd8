import type { FindingObservation } from '../../core/domain/findings.ts';
import { type Change, PING_FILTERED } from '../../core/domain/state.ts';

/** What a change of `reach` says of a filter in between: none is known of where nothing answers any more. */
export function findFiltered({
  entity,
  indicator,
  state,
  reason,
  atMs,
  evidence,
}: Change): FindingObservation[] {
  const isPresent = reason === PING_FILTERED;
  if (indicator !== 'reach' || !entity.startsWith('device:') || state === 'unknown') return [];
  const answeredBy = evidence?.answeredBy;
  const values = typeof answeredBy === 'string' ? { answeredBy } : {};
  return [{ entity, code: 'ping-filtered', subject: '', isPresent, atMs, values }];
}
