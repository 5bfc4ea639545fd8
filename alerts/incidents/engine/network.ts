import type { Entity } from '../../../core/domain/state.ts';
import { GROUP_KINDS, type GroupKind, type Place } from '../../../ledger/record/incidents/incident-event.ts';
import type { EntityFacts } from './entity-facts.ts';
import type { Group, Node, Spot } from './model.ts';

/** All that is watched, with what hangs on what. */
export interface Network {
  /** What was never heard of hangs on nothing. */
  readonly nodeOf: (entity: Entity) => Node;
  /** Takes over what is watched from now on, and gives back what no longer is. */
  readonly replace: (entities: Iterable<EntityFacts>) => readonly Node[];
  readonly nodes: () => Iterable<Node>;
  readonly groups: () => Iterable<Group>;
  /** What stands in such a place; nothing stood in it yet where it is new. */
  readonly groupOf: (kind: GroupKind, name: string, what: Group['what']) => Group;
}

export function createNetwork(): Network {
  const nodes = new Map<Entity, Node>();
  const groups = new Map<string, Group>();
  const spots = new Map<string, Spot>();

  return { nodeOf, replace, groupOf, nodes: () => nodes.values(), groups: () => groups.values() };

  function nodeOf(entity: Entity): Node {
    const known = nodes.get(entity);
    if (known) return known;
    const node = bareNode(entity);
    nodes.set(entity, node);
    return node;
  }

  function replace(entities: Iterable<EntityFacts>): readonly Node[] {
    const gone = new Set(nodes.values());
    for (const node of gone) forget(node);
    for (const group of groups.values()) Object.assign(group, { size: 0, standing: 0 });
    for (const spot of spots.values()) Object.assign(spot, { cameras: 0, down: 0 });
    for (const facts of entities) {
      const node = nodeOf(facts.entity);
      gone.delete(node);
      settleIn(node, facts);
    }
    for (const node of nodes.values()) {
      for (const member of new Set(node.ways.flat())) member.below.push(node);
    }
    const inOrder = [...nodes.values()].sort((a, b) => (a.entity < b.entity ? -1 : 1));
    for (const [rank, node] of inOrder.entries()) node.rank = rank;
    return [...gone];
  }

  function settleIn(node: Node, facts: EntityFacts): void {
    node.facts = facts;
    node.ways = facts.ways.map((way) => way.map(nodeOf));
    node.groups = GROUP_KINDS.flatMap((kind) => {
      const name = facts.groups[kind];
      return name === undefined ? [] : [groupOf(kind, name, facts.kind === 'link' ? 'link' : 'device')];
    });
    node.spots = placesOf(facts).map(spotOf);
    for (const group of node.groups) {
      group.size++;
      if (node.outage && !node.outage.isQuiet && !node.isTaken) group.standing++;
    }
    for (const spot of node.spots) {
      spot.cameras++;
      if (node.outage) spot.down++;
    }
  }

  function groupOf(kind: GroupKind, name: string, what: Group['what']): Group {
    const key = `${what} ${kind} ${name}`;
    const group = groups.get(key) ?? {
      kind,
      name,
      what,
      size: 0,
      standing: 0,
      recent: [],
      common: undefined,
    };
    groups.set(key, group);
    return group;
  }

  function spotOf({ kind, name }: Place): Spot {
    const key = `${kind} ${name}`;
    const spot = spots.get(key) ?? { kind, name, cameras: 0, down: 0 };
    spots.set(key, spot);
    return spot;
  }
}

function bareNode(entity: Entity): Node {
  return {
    entity,
    facts: { entity, kind: 'server', ways: [], groups: {}, priority: 'normal' },
    rank: -1,
    ways: [],
    below: [],
    groups: [],
    spots: [],
    known: {},
    outage: undefined,
    cut: undefined,
    lastCut: undefined,
    shut: undefined,
    incident: undefined,
    heldBy: undefined,
    held: undefined,
    lookedBehind: undefined,
    isTaken: false,
    own: undefined,
    turns: [],
    metIn: undefined,
    flapsUntilMs: undefined,
  };
}

function forget(node: Node): void {
  Object.assign(node, { ways: [], below: [], groups: [], spots: [] });
}

function placesOf({ kind, area, junction }: EntityFacts): readonly Place[] {
  if (kind !== 'camera') return [];
  const places: Place[] = [];
  if (area !== undefined) places.push({ kind: 'area', name: area });
  if (junction !== undefined) places.push({ kind: 'junction', name: junction });
  return places;
}
