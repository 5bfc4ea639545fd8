import type { Steps } from '../../../core/host/in-slices.ts';
import { omitUndefined } from '../../../core/text/omit-undefined.ts';
import type { PlannedWorkEvent } from './engine-input.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Group, Incident, Node, Outage, Root, Task } from './model.ts';
import {
  SAVED_VERSION,
  type SavedEngine,
  type SavedIncident,
  type SavedNode,
  type SavedRoot,
  type SavedTask,
} from './saved-engine.ts';

/** Step by step; nothing is to be fed in between. */
export function* saveEngine(
  { network, book, works, agenda, blindSince, ofCollectors }: EngineParts,
  { frozen, nowMs }: { readonly frozen: readonly Task[]; readonly nowMs: number },
): Steps<SavedEngine> {
  const nodes = [...network.nodes()];
  const groups = createPlaces<Group>(network.groups());
  const outages = createPlaces<Outage>();
  const planned = createPlaces<PlannedWorkEvent>();
  const incidents = createPlaces<Incident>();
  const optionalPlace = (incident: Incident | undefined) => incident && incidents.of(incident);
  const savedNodes: SavedNode[] = [];
  for (const node of nodes) {
    const saved = saveNode(node);
    if (saved) savedNodes.push(saved);
    yield;
  }

  const parts = {
    entities: nodes.map(({ entity }) => entity),
    known: network.known.save(nodes.length),
    nodes: savedNodes,
    groups: groups.all().map(({ kind, name, what, recent, common }) =>
      omitUndefined({
        kind,
        name,
        what,
        recent: recent.map((one) => [one.node.row, outages.of(one.outage)] as const),
        common: optionalPlace(common),
      }),
    ),
    named: [...book.named()].map(incidents.of),
    unresolved: [...book.unresolved].map(incidents.of),
    tasks: agenda.entries().map(([atMs, task]) => [atMs, saveTask(task)] as const),
    frozen: frozen.map(saveTask),
    blindSince: [...blindSince],
    ofCollectors: [...ofCollectors].map(([name, incident]) => [name, incidents.of(incident)] as const),
    worksNow: [...works.all()].map(planned.of),
  };
  // Each may name others that nothing else does.
  const savedIncidents: SavedIncident[] = [];
  for (const incident of incidents.growing()) {
    savedIncidents.push(saveIncident(incident));
    yield;
  }
  return {
    version: SAVED_VERSION,
    nowMs,
    ...parts,
    incidents: savedIncidents,
    outages: outages.all(),
    works: planned.all(),
  };

  /** `undefined` where there is nothing to tell. */
  function saveNode(node: Node): SavedNode | undefined {
    const { row, outage, cut, lastCut, shut, lookedBehind, isTaken, held, turns, flapsUntilMs } = node;
    const saved = omitUndefined({
      outage: outage && outages.of(outage),
      cut: cut && { afterMs: cut.afterMs, atMs: cut.atMs, recordedMs: cut.recordedMs },
      lastCut: lastCut && { ...lastCut },
      shut,
      hasLookedBehind: cut && cut === lookedBehind ? (true as const) : undefined,
      isTaken: isTaken ? (true as const) : undefined,
      held: held && [...held].map(rowOf),
      incident: optionalPlace(node.incident),
      own: optionalPlace(node.own),
      turns: turns.length > 0 ? turns : undefined,
      flapsUntilMs,
    });
    return Object.keys(saved).length === 0 ? undefined : { place: row, ...saved };
  }

  function saveIncident(incident: Incident): SavedIncident {
    const { root, members, ever, untold, mergedInto, camerasBySpot, cameras, prioritised, ...plain } =
      incident;
    const mergedPlace = optionalPlace(mergedInto);
    return {
      ...plain,
      root: saveRoot(root),
      members: [...members].map(rowOf),
      ever: [...ever].map(rowOf),
      untold: [...untold].map(([node, what]) => [node.row, what] as const),
      ...(mergedPlace !== undefined && { mergedInto: mergedPlace }),
    };
  }

  function saveRoot(root: Root): SavedRoot {
    if (root.kind === 'entity') return { ...root, node: root.node.row };
    if (root.kind === 'collector') return root;
    const { kind, group, fallen, fallenEver, onset } = root;
    return { kind, group: groups.of(group), fallen: [...fallen].map(rowOf), fallenEver, onset };
  }

  function saveTask(task: Task): SavedTask {
    switch (task.kind) {
      case 'settle':
      case 'prompt':
        return { ...task, node: task.node.row, outage: outages.of(task.outage) };
      case 'recheck':
      case 'quiet':
        return { kind: task.kind, node: task.node.row };
      case 'dissolve':
      case 'update':
      case 'forget':
        return { kind: task.kind, incident: incidents.of(task.incident) };
      case 'blind':
        return task;
      case 'work-end':
        return { kind: task.kind, work: planned.of(task.work) };
    }
  }
}

const rowOf = ({ row }: Node) => row;

/** A list in which each thing stands once, with the place of each. */
function createPlaces<Thing>(from: Iterable<Thing> = []) {
  const things = [...from];
  const places = new Map(things.map((thing, place) => [thing, place]));
  return {
    of: (thing: Thing): number => {
      const known = places.get(thing);
      if (known !== undefined) return known;
      places.set(thing, things.length);
      return things.push(thing) - 1;
    },
    all: (): readonly Thing[] => things,
    /** Those too that are added meanwhile. */
    growing: (): Iterable<Thing> => things.values(),
  };
}
