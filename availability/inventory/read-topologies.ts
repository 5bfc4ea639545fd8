import { z } from 'zod';
import type { Link } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { pathsToDevice, pathsToLink, type TopologyVersion } from '../../core/domain/ways.ts';
import { foldVersions, type Step, type Versions } from '../../core/time/versions.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

export type TopologyOf = (entity: Entity) => readonly TopologyVersion[];

const Member = z.custom<Entity>((value) => typeof value === 'string' && /^(device|link):./.test(value));
const Ways = z.object({
  upstreams: z.array(z.array(Member)).default([]),
  channelOf: z.object({ recorder: z.string(), channel: z.number() }).optional(),
});
type Paths = TopologyVersion['paths'];

/** The ways to everything, as they were: equal ones are the same object, since most devices of a cabinet have the same. */
export function readTopologies(
  reader: LedgerReader,
  links: ReadonlyMap<string, Versions<Link>>,
  recordedBeforeMs: number,
): TopologyOf {
  const known = new Map<string, Paths>();
  const steps = new Map<string, Step<Paths>[]>();
  for (const { id, seq, fromMs, body } of reader.revisions({ kind: 'device', recordedBeforeMs })) {
    const own = steps.get(id) ?? [];
    steps.set(id, own);
    own.push({ seq, fromMs, value: body === undefined ? undefined : pathsOf(body) });
  }
  const topologies = new Map<Entity, readonly TopologyVersion[]>();
  for (const [id, own] of steps)
    topologies.set(deviceEntity(id), reachBack(foldVersions(own).map(toTopology)));
  for (const [id, versions] of links)
    topologies.set(
      linkEntity(id),
      versions.map(({ fromMs, toMs, value }) => ({ fromMs, toMs, paths: pathsToLink(value) })),
    );
  return (entity) => topologies.get(entity) ?? [];

  function pathsOf(body: string): Paths {
    const { upstreams, channelOf } = Ways.parse(JSON.parse(body));
    const paths = pathsToDevice({ upstreams, ...(channelOf && { channelOf }) });
    const key = paths.map((path) => path.join('+')).join('|');
    const same = known.get(key) ?? paths;
    known.set(key, same);
    return same;
  }
}

const toTopology = ({ fromMs, toMs, value }: Versions<Paths>[number]): TopologyVersion => ({
  fromMs,
  toMs,
  paths: value,
});

/** What was recorded first also holds before; versions that say the same are one. */
function reachBack(versions: readonly TopologyVersion[]): readonly TopologyVersion[] {
  const merged: TopologyVersion[] = [];
  for (const version of versions) {
    const last = merged.at(-1);
    if (last && last.toMs === version.fromMs && last.paths === version.paths)
      merged[merged.length - 1] = { ...last, toMs: version.toMs };
    else merged.push(version);
  }
  const [first, ...others] = merged;
  return first ? [{ ...first, fromMs: Number.NEGATIVE_INFINITY }, ...others] : [];
}
