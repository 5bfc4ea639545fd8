import type { FindingObservation } from '../../core/domain/findings.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { type Change, deviceEntity, type Indicator } from '../../core/domain/state.ts';

/** Whether a rung was never seen to answer, and is not accepted yet. */
export type NeverAnswered = (deviceId: string, indicator: Indicator) => boolean;

/**
 * Rungs that never answered, which make no outage before their acceptance: somebody must see to them. It stands on through
 * an outage that begins with the acceptance, until something answers.
 */
export function findNeverAnswered(
  changes: readonly Change[],
  readings: readonly Reading[],
  neverAnswered: NeverAnswered,
): readonly FindingObservation[] {
  const silent = readings.flatMap(({ deviceId, indicator, atMs, outcome }): FindingObservation[] =>
    outcome.ok || outcome.reason === 'internal' || !neverAnswered(deviceId, indicator)
      ? []
      : [look(deviceEntity(deviceId), indicator, true, atMs, { reason: outcome.reason })],
  );
  const answered = changes
    .filter(({ entity, state, reason }) => entity.startsWith('device:') && isAnswer(state, reason))
    .map(({ entity, indicator, atMs }) => look(entity, indicator, false, atMs, {}));
  return [...silent, ...answered];
}

const isAnswer = (state: Change['state'], reason: string | undefined) =>
  state === 'up' || state === 'degraded' || reason === 'no-access' || reason === 'cut-short';

const look = (
  entity: Change['entity'],
  subject: string,
  isPresent: boolean,
  atMs: number,
  values: FindingObservation['values'],
): FindingObservation => ({ entity, code: 'never-answered', subject, isPresent, atMs, values });
