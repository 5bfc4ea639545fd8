import type { Interval } from '../time/intervals.ts';
import type { Versions } from '../time/versions.ts';
import type { Device, Link, Upstreams } from './inventory.ts';

/** The ways to an entity while they were as they are here. */
export interface TopologyVersion extends Interval {
  readonly paths: Upstreams;
}

/** A device that is a channel of a recorder is asked through the recorder: it stands in each of its ways. */
export function pathsToDevice({ upstreams, channelOf }: Pick<Device, 'upstreams' | 'channelOf'>): Upstreams {
  if (!channelOf) return upstreams;
  const recorder = `device:${channelOf.recorder}` as const;
  return upstreams.length === 0 ? [[recorder]] : upstreams.map((path) => [...path, recorder]);
}

/** A line hangs on its end nearer the collector. */
export const pathsToLink = ({ near }: Pick<Link, 'near'>): Upstreams => (near === 'core' ? [] : [[near]]);

/** The ways to an entity, as its versions say. */
export const topologyOf = <Value>(
  versions: Versions<Value> | undefined,
  pathsOf: (value: Value) => Upstreams,
): readonly TopologyVersion[] =>
  versions?.map(({ fromMs, toMs, value }) => ({ fromMs, toMs, paths: pathsOf(value) })) ?? [];
