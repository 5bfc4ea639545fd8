import { type Entity, isLost, linkEntity, type UnknownReason } from '../../core/domain/state.ts';
import { type Cause, type CauseInput, countCameras, originKey } from './cause.ts';
import type { Condition } from './condition.ts';
import { foldAreas, foldSites } from './fold-places.ts';
import { compareText, type VisibleDevice } from './visible-fleet.ts';

/**
 * Groups what is lost now under its root-most cause, the most cameras first.
 * A device belongs to an upstream when every way to it is cut; devices of one site or ward that are wholly dark
 * without a common line are folded by place.
 */
export function buildCauses(input: CauseInput): Cause[] {
  const rootOf = createRootFinder(input);
  const groups = new Map<Entity, VisibleDevice[]>();
  for (const visible of input.lost) {
    const root = rootOf(visible.entity);
    const members = groups.get(root);
    if (members) members.push(visible);
    else groups.set(root, [visible]);
  }
  for (const { link } of input.fleet.links) {
    const entity = linkEntity(link.id);
    if (isDown(input.reachOf(entity)) && rootOf(entity) === entity && !groups.has(entity))
      groups.set(entity, []);
  }
  const causes = describeGroups(groups, input);
  return foldSites(foldAreas(causes, input), input)
    .map((cause) => ({ cause, cameras: countCameras(cause.members) }))
    .sort(compareCauses)
    .map(({ cause }) => cause);
}

/** What answers otherwise while its pings are filtered cuts nothing off. */
const isDown = (reach: Condition | undefined) => reach !== undefined && isLost(reach);

interface CountedCause {
  readonly cause: Cause;
  readonly cameras: number;
}

function compareCauses(a: CountedCause, b: CountedCause): number {
  return (
    b.cameras - a.cameras ||
    b.cause.members.length - a.cause.members.length ||
    (a.cause.sinceMs ?? 0) - (b.cause.sinceMs ?? 0) ||
    compareText(originKey(a.cause.origin), originKey(b.cause.origin))
  );
}

/** Of a link of which nobody knows how it is, and behind which nothing can be reached all the same. */
const CUTTING_REASONS: ReadonlySet<string> = new Set([
  'near-end-down',
  'switched-off',
] satisfies UnknownReason[]);

/** Follows cut ways towards the core, as far as they are cut. */
function createRootFinder({ inventory, reachOf }: CauseInput): (entity: Entity) => Entity {
  const roots = new Map<Entity, Entity>();
  const isCut = (entity: Entity): boolean => {
    const reach = reachOf(entity);
    return isDown(reach) || (reach?.state === 'unknown' && CUTTING_REASONS.has(reach.reason ?? ''));
  };
  const cutBefore = (entity: Entity): Entity | undefined => {
    if (!isCut(entity)) return undefined;
    if (entity.startsWith('link:')) {
      const near = inventory.links.get(entity.slice('link:'.length))?.near ?? 'core';
      return near !== 'core' && isCut(near) ? near : undefined;
    }
    const paths = inventory.devices.get(entity.slice('device:'.length))?.upstreams ?? [];
    const cuts = paths.map((path) => path.find(isCut));
    return cuts.every((cut) => cut !== undefined) ? cuts[0] : undefined;
  };
  const find = (entity: Entity): Entity => {
    const known = roots.get(entity);
    if (known !== undefined) return known;
    // A cycle is an error of the inventory; should one get here, it ends rather than hangs.
    roots.set(entity, entity);
    const before = cutBefore(entity);
    const root = before === undefined ? entity : find(before);
    roots.set(entity, root);
    return root;
  };
  return find;
}

function describeGroups(
  groups: ReadonlyMap<Entity, readonly VisibleDevice[]>,
  { fleet, conditions, reachOf }: CauseInput,
): Cause[] {
  const causes: Cause[] = [];
  const withheld: VisibleDevice[] = [];
  for (const [root, members] of groups) {
    if (!fleet.isVisible(root)) {
      for (const member of members) withheld.push(member);
      continue;
    }
    const [kind, id] = root.startsWith('link:')
      ? (['link', root.slice('link:'.length)] as const)
      : (['device', root.slice('device:'.length)] as const);
    const condition = (kind === 'device' ? conditions.get(id) : undefined) ?? reachOf(root);
    causes.push({ origin: { kind, id }, ...edgesOf(condition), members });
  }
  if (withheld.length > 0) {
    withheld.sort((a, b) => compareText(a.device.id, b.device.id));
    causes.push({ origin: { kind: 'withheld' }, members: withheld });
  }
  return causes;
}

function edgesOf({ sinceMs, afterMs, reason }: Condition = { state: 'unknown' }) {
  return {
    ...(sinceMs !== undefined && { sinceMs }),
    ...(afterMs !== undefined && { afterMs }),
    ...(reason !== undefined && { reason }),
  };
}
