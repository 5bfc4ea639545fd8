import type { Steps } from '../../../core/host/in-slices.ts';
import type { EngineParts } from './engine-parts.ts';
import type { EntityFacts } from './entity-facts.ts';
import { recount } from './incident.ts';
import type { Incident, Node, Root, Task } from './model.ts';
import type { SavedEngine, SavedIncident, SavedNode, SavedRoot, SavedTask } from './saved-engine.ts';

/** Fills the parts of an engine that knows nothing yet; gives back the tasks that wait for sight. */
export function* restoreEngine(
  saved: SavedEngine,
  { network, book, works, agenda, blindSince, ofCollectors }: EngineParts,
  entities: Iterable<EntityFacts>,
): Steps<readonly Task[]> {
  const outages = saved.outages.map((outage) => ({ ...outage }));
  // In their order: each has the row that it had.
  const nodes = saved.entities.map(network.nodeOf);
  network.known.restore(saved.known);
  for (const { place, outage, isTaken = false } of saved.nodes) {
    const node = at(nodes, place);
    node.outage = outage === undefined ? undefined : at(outages, outage);
    node.isTaken = isTaken;
  }
  // Counts what is down in each place by what is set so far. What is not watched any more is given up by a new topology.
  yield* network.replace(entities);
  const groups = saved.groups.map(({ kind, name, what, recent }) => {
    const group = network.groupOf(kind, name, what);
    group.recent = recent.map(([node, outage]) => ({ node: at(nodes, node), outage: at(outages, outage) }));
    return group;
  });
  const incidents = saved.incidents.map(restoreIncident);
  for (const [place, { mergedInto }] of saved.incidents.entries()) {
    if (mergedInto !== undefined) at(incidents, place).mergedInto = at(incidents, mergedInto);
  }
  for (const [place, { common }] of saved.groups.entries()) {
    if (common !== undefined) at(groups, place).common = at(incidents, common);
  }
  for (const one of saved.nodes) restoreNode(at(nodes, one.place), one);
  book.takeOver(
    saved.named.map((place) => at(incidents, place)),
    saved.unresolved.map((place) => at(incidents, place)),
  );
  const planned = saved.works;
  for (const place of saved.worksNow) works.put(at(planned, place));
  for (const [atMs, task] of saved.tasks) agenda.add(atMs, restoreTask(task));
  for (const [collector, sinceMs] of saved.blindSince) blindSince.set(collector, sinceMs);
  for (const [collector, place] of saved.ofCollectors) ofCollectors.set(collector, at(incidents, place));
  return saved.frozen.map(restoreTask);

  function restoreIncident(one: SavedIncident): Incident {
    const { root, members, ever, untold, mergedInto, ...plain } = one;
    const incident: Incident = {
      ...plain,
      root: restoreRoot(root),
      members: new Set(members.map((place) => at(nodes, place))),
      ever: new Set(ever.map((place) => at(nodes, place))),
      untold: new Map(untold.map(([place, what]) => [at(nodes, place), what])),
      camerasBySpot: new Map(),
      cameras: 0,
      prioritised: 0,
      mergedInto: undefined,
    };
    recount(incident);
    return incident;
  }

  function restoreRoot(root: SavedRoot): Root {
    if (root.kind === 'entity') return { ...root, node: at(nodes, root.node) };
    if (root.kind === 'collector') return root;
    const { kind, group, fallen, fallenEver, onset } = root;
    return {
      kind,
      group: at(groups, group),
      fallen: new Set(fallen.map((place) => at(nodes, place))),
      fallenEver,
      onset,
    };
  }

  function restoreNode(node: Node, one: SavedNode): void {
    node.cut = one.cut && { ...one.cut };
    node.lookedBehind = one.hasLookedBehind ? node.cut : undefined;
    node.lastCut = one.lastCut;
    node.shut = one.shut;
    node.incident = one.incident === undefined ? undefined : at(incidents, one.incident);
    node.own = one.own === undefined ? undefined : at(incidents, one.own);
    node.turns = one.turns ?? [];
    node.flapsUntilMs = one.flapsUntilMs;
    if (!one.held) return;
    node.held = new Set(one.held.map((place) => at(nodes, place)));
    for (const other of node.held) other.heldBy = node;
  }

  function restoreTask(task: SavedTask): Task {
    switch (task.kind) {
      case 'settle':
      case 'prompt':
        return { ...task, node: at(nodes, task.node), outage: at(outages, task.outage) };
      case 'recheck':
      case 'quiet':
        return { kind: task.kind, node: at(nodes, task.node) };
      case 'dissolve':
      case 'update':
      case 'forget':
        return { kind: task.kind, incident: at(incidents, task.incident) };
      case 'blind':
        return task;
      case 'work-end':
        return { kind: task.kind, work: at(planned, task.work) };
    }
  }
}

function at<Thing>(things: readonly Thing[], place: number): Thing {
  const thing = things[place];
  if (thing === undefined)
    throw new RangeError(`expected one of ${things.length} things, got number ${place}`);
  return thing;
}
