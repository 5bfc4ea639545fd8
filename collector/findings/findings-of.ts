import type { FindingObservation } from '../../core/domain/findings.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import type { Finder, Sight } from './device-survey.ts';
import { findAccess } from './find-access.ts';
import { findClock } from './find-clock.ts';
import { findCondition } from './find-condition.ts';
import { findIdentity } from './find-identity.ts';
import { findStreams } from './find-streams.ts';

const FINDERS: readonly Finder[] = [findAccess, findIdentity, findClock, findStreams, findCondition];

/**
 * Everything that one probe tells about what may be wrong with its device, whether it is there or not: pure. What the
 * probe does not tell of is left out.
 */
export function findingsOf(sight: Sight): readonly FindingObservation[] {
  const entity = deviceEntity(sight.device.id);
  const { atMs } = sight;
  return FINDERS.flatMap((find) => [...find(sight)]).map((looked) => ({ entity, atMs, ...looked }));
}
