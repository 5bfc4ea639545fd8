import type { Entity } from '../../../core/domain/state.ts';
import type { Steps } from '../../../core/host/in-slices.ts';
import { GROUP_KINDS, type GroupKind, type Place } from '../../../ledger/record/incidents/incident-event.ts';
import type { EntityFacts } from './entity-facts.ts';
import { createKnownStates, type KnownStates } from './known-states.ts';
import type { Group, Node, NodeFacts, Spot } from './model.ts';

/** All that is watched, with what hangs on what. */
export interface Network {
  /** What was never heard of hangs on nothing. */
  readonly nodeOf: (entity: Entity) => Node;
  /** Takes over what is watched from now on, and gives back what no longer is. In between nothing of it is right. */
  readonly replace: (entities: Iterable<EntityFacts>) => Steps<readonly Node[]>;
  readonly nodes: () => Iterable<Node>;
  readonly groups: () => Iterable<Group>;
  readonly known: KnownStates;
  /** What stands in such a place; nothing stood in it yet where it is new. */
  readonly groupOf: (kind: GroupKind, name: string, what: Group['what']) => Group;
}

export function createNetwork(): Network {
  const nodes = new Map<Entity, Node>();
  const groups = new Map<string, Map<string, Group>>();
  const spots = new Map<string, Spot>();
  const known = createKnownStates();

  return {
    ...{ nodeOf, replace, groupOf, known },
    nodes: () => nodes.values(),
    groups: () => groups.values().flatMap((named) => named.values()),
  };

  function nodeOf(entity: Entity): Node {
    const found = nodes.get(entity);
    if (found) return found;
    const node = bareNode(entity, nodes.size);
    nodes.set(entity, node);
    return node;
  }

  function* replace(entities: Iterable<EntityFacts>): Steps<readonly Node[]> {
    const gone = new Set(nodes.values());
    for (const node of gone) Object.assign(node, NOWHERE);
    for (const named of groups.values())
      for (const group of named.values()) Object.assign(group, { size: 0, standing: 0 });
    for (const spot of spots.values()) Object.assign(spot, { cameras: 0, down: 0 });
    const settleIn = createSettling({ nodeOf, groupOf, spotOf });
    for (const facts of entities) {
      const node = nodeOf(facts.entity);
      gone.delete(node);
      settleIn(node, facts);
      yield;
    }
    hangBelow(nodes.values());
    yield;
    const inOrder = [...nodes.values()].sort((a, b) => (a.entity < b.entity ? -1 : 1));
    for (const [rank, node] of inOrder.entries()) node.rank = rank;
    return [...gone];
  }

  function groupOf(kind: GroupKind, name: string, what: Group['what']): Group {
    const key = `${what} ${kind}`;
    const named = groups.get(key) ?? new Map<string, Group>();
    groups.set(key, named);
    const found = named.get(name);
    if (found) return found;
    const group: Group = { kind, name, what, size: 0, standing: 0, recent: [], common: undefined };
    named.set(name, group);
    return group;
  }

  function spotOf({ kind, name }: Place): Spot {
    const key = `${kind} ${name}`;
    const spot = spots.get(key) ?? { kind, name, cameras: 0, down: 0 };
    spots.set(key, spot);
    return spot;
  }
}

interface Places {
  readonly nodeOf: (entity: Entity) => Node;
  readonly groupOf: Network['groupOf'];
  readonly spotOf: (place: Place) => Spot;
}

/** Puts nodes in their places. Those at one place have the same lists. */
function createSettling({ nodeOf, groupOf, spotOf }: Places): (node: Node, facts: EntityFacts) => void {
  const factsOf = createAlike<NodeFacts>();
  const waysOf = createAlike<Node['ways']>();
  const groupsOf = createAlike<Node['groups']>();
  const spotsOf = createAlike<Node['spots']>();
  return (node, facts) => {
    const { kind, priority, port, collector, ways } = facts;
    const what = kind === 'link' ? 'link' : 'device';
    const places = placesOf(facts);
    node.facts = factsOf([kind, priority, port, collector], () => ({
      ...{ kind, priority },
      ...(port !== undefined && { port }),
      ...(collector !== undefined && { collector }),
    }));
    node.ways = waysOf(ways, () => ways.map((way) => way.map(nodeOf)));
    node.groups = groupsOf([what, facts.groups], () =>
      GROUP_KINDS.flatMap((group) => {
        const name = facts.groups[group];
        return name === undefined ? [] : [groupOf(group, name, what)];
      }),
    );
    node.spots = spotsOf(places, () => places.map(spotOf));
    for (const group of node.groups) {
      group.size++;
      if (node.outage && !node.outage.isQuiet && !node.isTaken) group.standing++;
    }
    for (const spot of node.spots) {
      spot.cameras++;
      if (node.outage) spot.down++;
    }
  };
}

/** One of all that are made of the same. */
function createAlike<Value>(): (of: unknown, make: () => Value) => Value {
  const made = new Map<string, Value>();
  return (of, make) => {
    const key = JSON.stringify(of);
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
}

function hangBelow(nodes: Iterable<Node>): void {
  const below = new Map<Node, Node[]>();
  const membersOf = new Map<Node['ways'], ReadonlySet<Node>>();
  for (const node of nodes) {
    const members = membersOf.get(node.ways) ?? new Set(node.ways.flat());
    membersOf.set(node.ways, members);
    for (const member of members) {
      const own = below.get(member);
      if (own) own.push(node);
      else below.set(member, [node]);
    }
  }
  for (const [member, own] of below) member.below = own;
}

const NONE: readonly never[] = [];
const NOWHERE = { ways: NONE, below: NONE, groups: NONE, spots: NONE } as const;
const UNHEARD_OF: NodeFacts = { kind: 'server', priority: 'normal' };

const bareNode = (entity: Entity, row: number): Node => ({
  entity,
  row,
  facts: UNHEARD_OF,
  rank: -1,
  ways: NONE,
  below: NONE,
  groups: NONE,
  spots: NONE,
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
  turns: NONE,
  metIn: undefined,
  flapsUntilMs: undefined,
});

function placesOf({ kind, area, junction }: EntityFacts): readonly Place[] {
  if (kind !== 'camera') return NONE;
  const places: Place[] = [];
  if (area !== undefined) places.push({ kind: 'area', name: area });
  if (junction !== undefined) places.push({ kind: 'junction', name: junction });
  return places;
}
