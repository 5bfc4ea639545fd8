import type { Entity } from '../../../core/domain/state.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import type {
  IncidentEvent,
  IncidentRoot,
  IncidentSummary,
} from '../../../ledger/record/incidents/incident-event.ts';
import { createAgenda } from './agenda.ts';
import { createBlindness } from './blindness.ts';
import type { EngineInput, IncidentOptions, PersonEvent, TopologyEvent } from './engine-input.ts';
import { createFlapping } from './flapping.ts';
import { createGrouping } from './grouping.ts';
import { recount, rootOf, summarise } from './incident.ts';
import { createIncidentBook } from './incident-book.ts';
import type { Incident, Root, Task } from './model.ts';
import { createMuting, isMutedAt } from './muting.ts';
import { createNetwork } from './network.ts';
import { createOutages } from './outages.ts';
import { createPlannedWorks } from './planned-works.ts';
import { restoreEngine } from './restore-engine.ts';
import { saveEngine } from './save-engine.ts';
import type { SavedEngine } from './saved-engine.ts';

/** Turns what is on record into incidents. The same events in the same order make the same news, whenever they are told. */
export interface IncidentEngine {
  readonly feed: (event: EngineInput) => readonly IncidentEvent[];
  /** The same of what is watched, step by step: a city is seconds of work. Nothing else is to be fed in between. */
  readonly replace: (event: TopologyEvent) => Steps<readonly IncidentEvent[]>;
  /** Where something stands now. `quiet`: only late data told that it is down. */
  readonly standingOf: (entity: Entity) => Standing;
  readonly unresolved: () => readonly OpenIncident[];
  readonly unresolvedRoots: () => Iterable<IncidentRoot>;
  /** All that it knows, step by step. Nothing is to be fed in between. */
  readonly save: () => Steps<SavedEngine>;
  /** Goes on as the engine that knew this, step by step. Only before anything is fed. */
  readonly restore: (saved: SavedEngine, entities: TopologyEvent['entities']) => Steps<void>;
}

export type Standing =
  | { readonly kind: 'well' | 'quiet' | 'waiting' }
  | { readonly kind: 'incident'; readonly incident: string };

export interface OpenIncident {
  readonly summary: IncidentSummary;
  readonly members: readonly Entity[];
}

/** Of what is due in the same instant, which comes first. */
const TURNS: Readonly<Record<Task['kind'], number>> = {
  settle: 0,
  prompt: 1,
  recheck: 2,
  dissolve: 3,
  quiet: 4,
  blind: 5,
  'work-end': 6,
  update: 7,
  forget: 8,
};
const isAfterwards = ({ kind }: Task) => TURNS[kind] >= TURNS.update;
const rankOf = (task: Task) => ('node' in task ? task.node.rank : 0);

export function createIncidentEngine(options: IncidentOptions): IncidentEngine {
  const network = createNetwork();
  const works = createPlannedWorks();
  const agenda = createAgenda<Task>();
  const blindSince = new Map<string, number>();
  const ofCollectors = new Map<string, Incident>();
  let nowMs = Number.NEGATIVE_INFINITY;
  const isMuted = (root: Root) => isMutedAt(works, root, nowMs);

  const book = createIncidentBook({
    options,
    nowMs: () => nowMs,
    remind: (atMs, kind, incident) => agenda.add(atMs, { kind, incident }),
    isMuted,
    isBlind: (collector) => blindSince.has(collector),
  });
  const context = { options, agenda, book, nowMs: () => nowMs };
  const grouping = createGrouping({ options, book, wait: (node) => outages.wait(node) });
  const flapping = createFlapping(context, grouping);
  const outages = createOutages(context, { network, grouping, flapping });
  const blindness = createBlindness(context, { blindSince, ofCollectors }, flapping);
  const muting = createMuting(context, works, isMuted);
  const parts = { network, book, works, agenda, blindSince, ofCollectors };

  return {
    feed: (event) => {
      passTime(event.recordedMs);
      take(event);
      book.closeStep();
      return book.takeNews();
    },
    *replace(event) {
      passTime(event.recordedMs);
      yield* replaceTopology(event);
      book.closeStep();
      return book.takeNews();
    },
    standingOf: (entity) => {
      const { outage, incident } = network.nodeOf(entity);
      if (incident) return { kind: 'incident', incident: incident.id };
      if (!outage) return { kind: 'well' };
      return { kind: outage.isQuiet ? 'quiet' : 'waiting' };
    },
    unresolved: () =>
      [...book.unresolved].map((incident) => ({
        summary: summarise(incident, options.severity),
        members: [...incident.members].map(({ entity }) => entity),
      })),
    unresolvedRoots: () => book.unresolved.values().map(({ root }) => rootOf(root)),
    save: () => saveEngine(parts, { frozen: blindness.frozen(), nowMs }),
    *restore(saved, entities) {
      for (const task of yield* restoreEngine(saved, parts, entities)) blindness.freeze(task);
      nowMs = saved.nowMs;
    },
  };

  /** Time never goes back: what is recorded with an earlier instant was recorded now. */
  function passTime(untilMs: number): void {
    for (let due = agenda.takeBefore(untilMs); due; due = agenda.takeBefore(untilMs)) {
      nowMs = Math.max(nowMs, due.atMs);
      const tasks = due.tasks.toSorted((a, b) => TURNS[a.kind] - TURNS[b.kind] || rankOf(a) - rankOf(b));
      for (const task of tasks) if (!isAfterwards(task)) run(task);
      // What was resolved has no update.
      book.closeStep();
      for (const task of tasks) if (isAfterwards(task)) run(task);
    }
    nowMs = Math.max(nowMs, untilMs);
  }

  function take(event: EngineInput): void {
    switch (event.type) {
      case 'time':
        break;
      case 'topology':
        finish(replaceTopology(event));
        break;
      case 'change':
        outages.take(event);
        break;
      case 'sight':
        blindness.take(event);
        break;
      case 'planned-work':
        muting.begin(event);
        break;
      case 'acknowledge':
      case 'note':
      case 'snooze':
      case 'release':
        takePersonsWord(event);
        break;
    }
  }

  function run(task: Task): void {
    if (blindness.isSuspended(task)) {
      // What settles after that needs no look before.
      if (task.kind !== 'prompt') blindness.freeze(task);
      return;
    }
    switch (task.kind) {
      case 'settle':
        outages.settle(task.node, task.outage);
        break;
      case 'prompt':
        outages.settleEarly(task);
        break;
      case 'recheck':
        grouping.recheck(task.node);
        break;
      case 'dissolve':
        grouping.dissolve(task.incident);
        break;
      case 'quiet':
        flapping.end(task.node);
        break;
      case 'blind':
        blindness.report(task.collector, task.sinceMs);
        break;
      case 'work-end':
        muting.end(task.work);
        break;
      case 'update':
        book.tellUpdate(task.incident);
        break;
      case 'forget':
        book.forget(task.incident);
        break;
    }
  }

  function* replaceTopology({ entities }: TopologyEvent): Steps<void> {
    for (const node of yield* network.replace(entities)) outages.giveUp(node);
    for (const incident of book.unresolved) recount(incident);
  }

  function takePersonsWord({ type, incident: id, by, text, untilMs }: PersonEvent): void {
    const incident = book.find(id);
    if (!incident) return;
    const more = { by, ...(text !== undefined && { text }) };
    if (type === 'note') book.tell(incident, 'noted', more);
    else if (incident.status === 'open') {
      if (type !== 'snooze') incident.acknowledgedBy = type === 'release' ? undefined : by;
      incident.snoozedUntilMs = untilMs;
      if (type === 'acknowledge') book.tell(incident, 'acknowledged', more);
    }
  }
}
