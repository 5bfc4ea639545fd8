import type { Channel } from '../../core/domain/device-report.ts';
import type { ProbeOutcome, Reading } from '../../core/domain/probing.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { Watch } from '../scheduler/watch-list.ts';

/** A reading of a camera that nobody asked: what its recorder said of its channel. */
export interface ChannelReading {
  readonly reading: Reading;
  /** The recorder's own reading, which is what can be repeated. */
  readonly source: Reading;
}

/** Turns what recorders say of their channels into readings of the cameras that hang on them. */
export type ChannelReader = (readings: readonly Reading[]) => readonly ChannelReading[];

/**
 * A channel without video fails the camera's stream, one that is not recorded its recording. A channel of which the recorder
 * says nothing, and a recorder that is silent, give no reading: whose fault that is, is not the camera's to answer for.
 */
export function createChannelReader(watches: Iterable<Pick<Watch, 'device' | 'check'>>): ChannelReader {
  const byRecorder = Map.groupBy(
    [...watches].flatMap(({ device: { id, channelOf }, check: { indicator, prober } }) =>
      prober === 'channel' && channelOf ? { ...channelOf, deviceId: id, indicator } : [],
    ),
    ({ recorder }) => recorder,
  );
  return (readings) =>
    readings.flatMap((source) => {
      const cameras = byRecorder.get(source.deviceId);
      const channels = source.outcome.report?.channels;
      if (cameras === undefined || channels === undefined) return [];
      const byNumber = new Map(channels.map((channel) => [channel.number, channel]));
      return cameras.flatMap(({ deviceId, indicator, channel: number }) => {
        const channel = byNumber.get(number);
        const outcome = channel && outcomeOf(channel, indicator);
        const { atMs, endMs } = source;
        const instants = { atMs, ...(endMs !== undefined && { endMs }) };
        return outcome ? { reading: { deviceId, indicator, ...instants, outcome }, source } : [];
      });
    });
}

/** What a recorder says of a channel; `undefined` where it does not know. */
export function saysOf({ video, recording }: Channel, indicator: Indicator) {
  return indicator === 'recording' ? RECORDING[recording] : VIDEO[video];
}

function outcomeOf(channel: Channel, indicator: Indicator): ProbeOutcome | undefined {
  const said = saysOf(channel, indicator);
  if (said === undefined) return undefined;
  if (said === 'ok') return { ok: true, measurements: {} };
  return { ok: false, reason: said, detail: `channel ${channel.number} of the recorder: ${said}` };
}

const VIDEO = { present: 'ok', lost: 'video-loss', unknown: undefined } as const;
const RECORDING = { on: 'ok', off: 'not-recording', unknown: undefined } as const;
