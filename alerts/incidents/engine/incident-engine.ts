import { type Entity, isLost, type UnknownReason } from '../../../core/domain/state.ts';
import type { ChangeEvent, SightEvent } from '../../../ledger/record/incidents/incident-inputs.ts';
import type {
  CollectorRoot,
  IncidentNews,
  IncidentSummary,
} from '../../../ledger/record/incidents/incident-news.ts';
import { createAgenda } from './agenda.ts';
import { forgetFall, rememberFall } from './common-cause.ts';
import type { EntityFacts } from './entity-facts.ts';
import { findPastRoot } from './find-root.ts';
import { createGrouping } from './grouping.ts';
import { isTop } from './hangs-on.ts';
import { recount, summarise } from './incident.ts';
import { createIncidentBook } from './incident-book.ts';
import type {
  IncidentEvent,
  IncidentOptions,
  PersonEvent,
  PlannedWorkEvent,
  TopologyEvent,
} from './incident-events.ts';
import type { Fall, Incident, Node, Outage, Root, Task } from './model.ts';
import { createNetwork } from './network.ts';
import { createPlannedWorks } from './planned-works.ts';
import { restoreEngine } from './restore-engine.ts';
import { saveEngine } from './save-engine.ts';
import type { SavedEngine } from './saved-engine.ts';

/** Turns what is on record into incidents. The same events in the same order make the same news, whenever they are told. */
export interface IncidentEngine {
  readonly feed: (event: IncidentEvent) => readonly IncidentNews[];
  /** Where something stands now. `quiet`: only late data told that it is down. */
  readonly standingOf: (entity: Entity) => Standing;
  readonly unresolved: () => readonly OpenIncident[];
  readonly unresolvedCount: () => number;
  /** All that it knows; an engine that begins with it goes on in the same way. */
  readonly save: () => SavedEngine;
}

/** What another engine knew, and what is watched. */
export interface EngineStart {
  readonly saved: SavedEngine;
  readonly entities: Iterable<EntityFacts>;
}

export type Standing =
  | { readonly kind: 'well' | 'quiet' | 'waiting' }
  | { readonly kind: 'incident'; readonly incident: string };

export interface OpenIncident {
  readonly summary: IncidentSummary;
  readonly members: readonly Entity[];
}

const SWITCHED_OFF = 'switched-off' satisfies UnknownReason;
const MEASURING_FAULT = 'measuring-fault' satisfies UnknownReason;

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
type PromptTask = Extract<Task, { readonly kind: 'prompt' }>;
const rankOf = (task: Task) => ('node' in task ? task.node.rank : 0);

export function createIncidentEngine(options: IncidentOptions, start?: EngineStart): IncidentEngine {
  const network = createNetwork();
  const works = createPlannedWorks();
  const agenda = createAgenda<Task>();
  const blindSince = new Map<string, number>();
  const ofCollectors = new Map<string, Incident>();
  let frozen: Task[] = [];
  let nowMs = Number.NEGATIVE_INFINITY;

  const book = createIncidentBook({
    options,
    nowMs: () => nowMs,
    remind: (atMs, kind, incident) => agenda.add(atMs, { kind, incident }),
    isMuted: isMutedNow,
    isBlind: (collector) => blindSince.has(collector),
  });
  const grouping = createGrouping({ options, book, wait });
  if (start) restore(start);

  return {
    feed: (event) => {
      passTime(event.recordedMs);
      take(event);
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
    unresolvedCount: () => book.unresolved.size,
    save: () => saveEngine({ network, book, works, agenda, blindSince, ofCollectors }, { frozen, nowMs }),
  };

  function restore({ saved, entities }: EngineStart): void {
    const parts = { network, book, works, agenda, blindSince, ofCollectors };
    frozen = [...restoreEngine(saved, parts, entities)];
    nowMs = saved.nowMs;
  }

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

  function take(event: IncidentEvent): void {
    switch (event.type) {
      case 'time':
        break;
      case 'topology':
        replaceTopology(event);
        break;
      case 'change':
        takeChange(event);
        break;
      case 'sight':
        takeSight(event);
        break;
      case 'planned-work':
        takeWork(event);
        break;
      case 'acknowledge':
      case 'note':
        takePersonsWord(event);
        break;
    }
  }

  function run(task: Task): void {
    if (isSuspended(task)) {
      // What settles after that needs no look before.
      if (task.kind !== 'prompt') frozen.push(task);
      return;
    }
    switch (task.kind) {
      case 'settle':
        settle(task.node, task.outage);
        break;
      case 'prompt':
        settleEarly(task);
        break;
      case 'recheck':
        grouping.recheck(task.node);
        break;
      case 'dissolve':
        grouping.dissolve(task.incident);
        break;
      case 'quiet':
        endFlapping(task.node);
        break;
      case 'blind':
        reportBlindness(task.collector, task.sinceMs);
        break;
      case 'work-end':
        endWork(task.work);
        break;
      case 'update':
        book.tellUpdate(task.incident);
        break;
      case 'forget':
        book.forget(task.incident);
        break;
    }
  }

  function replaceTopology({ entities }: TopologyEvent): void {
    for (const node of network.replace(entities)) giveUp(node);
    for (const incident of book.unresolved) recount(incident);
  }

  /** It is not watched any more: what it was says nothing now. */
  function giveUp(node: Node): void {
    node.known = {};
    node.shut = undefined;
    if (node.cut) endCut(node, nowMs);
    if (node.outage) endOutage(node, node.outage);
    if (node.flapsUntilMs !== undefined) stopFlapping(node);
  }

  function takeChange(change: ChangeEvent): void {
    const { indicator, state, atMs } = change;
    const node = network.nodeOf(change.entity);
    const before = node.known[indicator];
    if (before && atMs < before.atMs) return;
    if (state === 'unknown') {
      if (change.reason === SWITCHED_OFF) shut(node, change);
      if (change.reason === MEASURING_FAULT) forget(node, change);
      return;
    }
    const isDown = isLost(change);
    const wasShut = node.shut !== undefined;
    if (wasShut) open(node, atMs, isDown);
    node.known = { ...node.known, [indicator]: { atMs, isDown } };
    if (isDown) fall(node, change, before?.isDown !== true);
    else if (before?.isDown) rise(node, change);
    if (wasShut && isDown) grouping.nameCause(node);
  }

  /** What was decided to be a fault of ours was no outage of its: nobody goes on with it. */
  function forget(node: Node, { indicator, atMs }: ChangeEvent): void {
    node.known = { ...node.known };
    delete node.known[indicator];
    if (indicator === 'reach') endCut(node, atMs);
    const isWell = Object.values(node.known).every(({ isDown }) => !isDown);
    if (isWell && node.outage) endOutage(node, node.outage);
  }

  /** That it is switched off is nobody's outage; what is behind it is cut off by that all the same. */
  function shut(node: Node, { afterMs, atMs, recordedMs }: ChangeEvent): void {
    const { port } = node.facts;
    if (port === undefined || node.shut !== undefined) return;
    node.shut = port;
    node.cut ??= { afterMs, atMs, recordedMs };
    grouping.nameCause(node);
  }

  function open(node: Node, atMs: number, isDown: boolean): void {
    node.shut = undefined;
    if (isDown || node.outage) return;
    if (node.own?.status === 'open') node.own.backMs = atMs;
    endCut(node, atMs);
  }

  function fall(node: Node, change: ChangeEvent, isNew: boolean): void {
    const { atMs, recordedMs } = change;
    // Nothing was known before, so nothing says that it was up then.
    const afterMs = change.afterMs < atMs ? change.afterMs : Number.NEGATIVE_INFINITY;
    const isLate = recordedMs - atMs > options.lateMs;
    const fallen: Outage = { afterMs, atMs, recordedMs, isQuiet: isLate, isCounted: false };
    const cutsAnew = isNew && change.indicator === 'reach';
    if (cutsAnew) node.cut = goOn(node, fallen);
    if (!node.outage) {
      for (const spot of node.spots) spot.down++;
      beginOutage(node, fallen);
    } else if (node.outage.isQuiet && !isLate) beginOutage(node, fallen);
    else if (cutsAnew && !node.outage.isQuiet) wait(node);
  }

  /** What comes back only for a moment was not back: nobody behind it was asked. */
  function goOn({ lastCut }: Node, fallen: Fall): Fall {
    if (!lastCut || lastCut.endMs + options.settleMs < fallen.atMs) return fallen;
    const afterMs = Math.min(lastCut.afterMs, fallen.afterMs);
    return { afterMs, atMs: lastCut.atMs, recordedMs: fallen.recordedMs };
  }

  function beginOutage(node: Node, outage: Outage): void {
    node.outage = outage;
    if (outage.isQuiet) return;
    rememberFall(node, outage);
    if (node.own && node.own.status !== 'resolved') book.move(node, node.own);
    wait(node);
    prolongFlapping(node);
  }

  function wait(node: Node): void {
    const { outage } = node;
    if (!outage) return;
    const untilMs = nowMs + options.settleMs;
    agenda.add(untilMs, { kind: 'settle', node, outage });
    if (isTop(node)) lookSoon({ kind: 'prompt', node, outage, untilMs });
  }

  /** Unless it is settled as soon. */
  function lookSoon(task: PromptTask): void {
    if (nowMs + 2 * options.promptMs <= task.untilMs) agenda.add(nowMs + options.promptMs, task);
  }

  function rise(node: Node, change: ChangeEvent): void {
    if (change.indicator === 'reach') endCut(node, change.atMs);
    const isWell = Object.values(node.known).every(({ isDown }) => !isDown);
    if (isWell && node.outage) endOutage(node, node.outage, change.atMs);
  }

  function endCut(node: Node, atMs: number): void {
    node.lastCut = node.cut && { ...node.cut, endMs: atMs };
    node.cut = undefined;
    grouping.letGo(node);
    if (node.below.length > 0 || node.own?.status === 'open')
      agenda.add(nowMs + options.returnMs, { kind: 'recheck', node });
  }

  function endOutage(node: Node, { isQuiet }: Outage, backMs?: number): void {
    node.outage = undefined;
    for (const spot of node.spots) spot.down--;
    if (!isQuiet) forgetFall(node);
    grouping.unhold(node);
    book.remove(node, backMs);
    prolongFlapping(node);
  }

  function settleEarly(task: PromptTask): void {
    const { node, outage, untilMs } = task;
    if (node.outage !== outage || outage.isQuiet) return;
    if (grouping.settleEarly(node, outage, untilMs) === 'later') lookSoon(task);
  }

  function settle(node: Node, outage: Outage): void {
    const isPresent = node.outage === outage;
    if (isPresent) grouping.settle(node);
    if (outage.isCounted || outage.isQuiet) return;
    outage.isCounted = true;
    const { incident } = node;
    const isOwn = isPresent
      ? incident?.root.kind === 'entity' && incident.root.node === node
      : !findPastRoot(node, outage);
    if (isOwn) countTurn(node, outage.atMs);
  }

  function countTurn(node: Node, atMs: number): void {
    node.turns = [...node.turns.filter((turnMs) => turnMs > atMs - options.flapMs), atMs];
    if (node.turns.length < options.flapCount || node.flapsUntilMs !== undefined) return;
    node.flapsUntilMs = nowMs;
    prolongFlapping(node);
    const incident = grouping.ownIncident(node, atMs);
    incident.isFlapping = true;
    if (incident.status === 'open') book.tell(incident, 'flapping');
  }

  function prolongFlapping(node: Node): void {
    if (node.flapsUntilMs === undefined) return;
    node.flapsUntilMs = nowMs + options.flapMs;
    agenda.add(node.flapsUntilMs, { kind: 'quiet', node });
  }

  function endFlapping(node: Node): void {
    if (node.flapsUntilMs === nowMs) stopFlapping(node);
  }

  function stopFlapping(node: Node): void {
    node.flapsUntilMs = undefined;
    node.turns = [];
    if (!node.own) return;
    node.own.isFlapping = false;
    book.touch(node.own);
  }

  function takeSight({ collector, sight, clockDoubt }: SightEvent): void {
    if (sight === 'blind') {
      if (blindSince.has(collector) && isDoubted(collector) === (clockDoubt !== undefined)) return;
      blindSince.set(collector, nowMs);
      if (clockDoubt) tellBlindness({ kind: 'collector', collector, clockDoubt }, nowMs);
      else agenda.add(nowMs + options.blindMs, { kind: 'blind', collector, sinceMs: nowMs });
      return;
    }
    blindSince.delete(collector);
    const incident = ofCollectors.get(collector);
    if (incident) book.touch(incident);
    const suspended = frozen;
    frozen = [];
    for (const task of suspended) {
      if (task.kind === 'quiet') prolongFlapping(task.node);
      else agenda.add(nowMs + (task.kind === 'recheck' ? options.returnMs : options.settleMs), task);
    }
  }

  function reportBlindness(collector: string, sinceMs: number): void {
    if (blindSince.get(collector) === sinceMs) tellBlindness({ kind: 'collector', collector }, sinceMs);
  }

  function tellBlindness(root: CollectorRoot, sinceMs: number): void {
    const { collector, clockDoubt } = root;
    const last = ofCollectors.get(collector);
    if (!last || last.status === 'resolved') {
      ofCollectors.set(collector, book.open(root, { sinceMs, last }));
    } else if (isDoubted(collector) !== (clockDoubt !== undefined)) {
      last.root = root;
      book.tell(last, 'cause-changed');
    }
  }

  /** Whether it is told that its clock is not believed. */
  function isDoubted(collector: string): boolean {
    const { root, status } = ofCollectors.get(collector) ?? {};
    return status !== 'resolved' && root?.kind === 'collector' && root.clockDoubt !== undefined;
  }

  /** While a collector is blind nothing is decided of what it watches. */
  function isSuspended(task: Task): boolean {
    if (blindSince.size === 0) return false;
    if (task.kind === 'dissolve') return true;
    if (!('node' in task)) return false;
    const { collector } = task.node.facts;
    return collector === undefined || blindSince.has(collector);
  }

  function takeWork(work: PlannedWorkEvent): void {
    works.put(work);
    if (work.toMs > nowMs) agenda.add(work.toMs, { kind: 'work-end', work });
    unmute();
  }

  function endWork(work: PlannedWorkEvent): void {
    works.drop(work);
    unmute();
  }

  /** What is still down when the work on it is over is news. */
  function unmute(): void {
    const over = [...book.unresolved].filter((incident) => incident.isMuted && !isMutedNow(incident.root));
    for (const incident of over.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      incident.isMuted = false;
      if (incident.status === 'open') book.tell(incident, 'unmuted');
    }
  }

  function isMutedNow(root: Root): boolean {
    if (root.kind === 'collector') return false;
    const nodes = root.kind === 'entity' ? [root.node] : [...root.fallen];
    return nodes.length > 0 && nodes.every((node) => works.covers(node, nowMs));
  }

  function takePersonsWord({ type, incident: id, by, text }: PersonEvent): void {
    const incident = book.find(id);
    if (!incident) return;
    const more = { by, ...(text !== undefined && { text }) };
    if (type === 'note') book.tell(incident, 'noted', more);
    else if (incident.status === 'open') {
      incident.acknowledgedBy = by;
      book.tell(incident, 'acknowledged', more);
    }
  }
}
