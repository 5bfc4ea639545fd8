import type { FindingObservation } from '../../core/domain/findings.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import type { Watch } from '../scheduler/watch-list.ts';
import { saysOf } from './channel-readings.ts';

/**
 * Looks whether recorders speak for the cameras that hang on them: one that answers and leaves a channel out, or does not
 * know how it is, makes the camera's state unknown, and nothing else would tell why.
 */
export type UnspokenChannels = (readings: readonly Reading[]) => readonly FindingObservation[];

export function createUnspokenChannels(watches: Iterable<Pick<Watch, 'device' | 'check'>>): UnspokenChannels {
  const byRecorder = Map.groupBy(
    [...watches].flatMap(({ device: { id, channelOf }, check: { indicator, prober } }) =>
      prober === 'channel' && channelOf ? { ...channelOf, deviceId: id, indicator } : [],
    ),
    ({ recorder }) => recorder,
  );
  return (readings) =>
    readings.flatMap(({ deviceId: recorder, indicator: asked, atMs, outcome }): FindingObservation[] => {
      const cameras = byRecorder.get(recorder);
      const channels = outcome.report?.channels ?? [];
      // A recorder that is down is an outage of its own, and other checks of it tell nothing of channels.
      if (cameras === undefined || (channels.length === 0 && !(asked === 'recording' && outcome.ok)))
        return [];
      const byNumber = new Map(channels.map((channel) => [channel.number, channel]));
      return cameras.flatMap(({ deviceId, indicator, channel: number }) => {
        const channel = byNumber.get(number);
        const isLacking = channel === undefined || saysOf(channel, indicator) === undefined;
        if (isLacking && outcome.report?.isCutShort) return [];
        return {
          entity: deviceEntity(deviceId),
          code: 'access-refused',
          subject: `channel ${indicator}`,
          isPresent: isLacking,
          atMs,
          values: { reason: 'unsupported' },
        };
      });
    });
}
