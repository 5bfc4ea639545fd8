import type { FindingObservation } from '../../core/domain/findings.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import type { DeviceSurvey, Finder } from './device-survey.ts';
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
export function findingsOf(survey: DeviceSurvey): readonly FindingObservation[] {
  const entity = deviceEntity(survey.device.id);
  const { atMs } = survey;
  return FINDERS.flatMap((find) => [...find(survey)]).map((looked) => ({ entity, atMs, ...looked }));
}
