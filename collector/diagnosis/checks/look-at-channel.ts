import type { Device } from '../../../core/domain/inventory.ts';
import { probeBatch } from '../../scheduler/probe-batch.ts';
import { isScheduled, type ScheduledWatch } from '../../scheduler/watch-list.ts';
import type { Asking } from './asking.ts';
import { plainDetail } from './check-run.ts';
import type { City } from './city.ts';
import type { ChannelLook } from './surroundings.ts';

/** Asks a recorder about the channel that a device is. */
export async function lookAtChannel(
  { recorder, channel: number }: NonNullable<Device['channelOf']>,
  { watches }: Pick<City, 'watches'>,
  asking: Asking,
): Promise<ChannelLook> {
  const watch = watches.find(
    (one): one is ScheduledWatch =>
      isScheduled(one) && one.device.id === recorder && one.check.indicator === 'recording',
  );
  if (watch === undefined) return { recorder, number, failure: 'it has no check of recording' };
  const engine = asking.engines[watch.check.prober];
  const { outcomes } = await probeBatch(engine, [{ watch, depth: 'health' }], asking);
  const [outcome] = outcomes;
  const channel = outcome?.report?.channels?.find((one) => one.number === number);
  if (channel) return { recorder, number, channel };
  const failure =
    outcome === undefined || outcome.ok ? 'it names no such channel' : plainDetail(outcome.detail);
  return { recorder, number, failure };
}
