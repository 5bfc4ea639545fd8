import { behind } from './behind.ts';
import {
  findCommonCause,
  hasCompany,
  openCommonCause,
  rememberFall,
  setTaken,
  widen,
} from './common-cause.ts';
import type { IncidentOptions } from './engine-input.ts';
import { findRoot } from './find-root.ts';
import { hangsOn, isTop } from './hangs-on.ts';
import { standsIn } from './incident.ts';
import type { IncidentBook } from './incident-book.ts';
import type { Incident, Node, Outage, Root } from './model.ts';

/** Decides in which incident everything that is down belongs. */
export interface Grouping {
  /** Its wait is over: it goes to what took it along, or has an incident of its own, and takes along what is behind it. */
  readonly settle: (node: Node) => void;
  /**
   * Nothing is above it: as soon as enough fell with it it has its incident, and what is behind it is looked at again when
   * it settles at `untilMs`. `later`: not enough so far.
   */
  readonly settleEarly: (node: Node, outage: Outage, untilMs: number) => 'later' | 'done';
  /** It has been back for a while: what is still down behind it, or in its incident, goes its own way. */
  readonly recheck: (node: Node) => void;
  /** So few are left of a common cause that each goes its own way. */
  readonly dissolve: (incident: Incident) => void;
  /** What waited with it waits on its own again. */
  readonly letGo: (node: Node) => void;
  /** Another one waits for what it waits with; neither does any more. */
  readonly unhold: (node: Node) => void;
  /** A port in front of it was switched off, or is not the cause any more: its incident is named anew. */
  readonly nameCause: (node: Node) => void;
  /** Its own incident, opened if it is not. */
  readonly ownIncident: (node: Node, sinceMs: number) => Incident;
}

export interface GroupingContext {
  readonly options: IncidentOptions;
  readonly book: IncidentBook;
  /** To be settled after another wait. */
  readonly wait: (node: Node) => void;
}

export function createGrouping({ options, book, wait }: GroupingContext): Grouping {
  return {
    settle: (node) => {
      place(node);
      const isEarly = node.own?.early !== undefined;
      if (node.cut && (node.cut !== node.lookedBehind || isEarly)) takeAlong(node);
    },
    settleEarly,
    recheck: (node) => {
      const members = node.own?.status === 'open' ? [...node.own.members].sort(byRank) : [];
      for (const other of new Set([...behind(node), ...members])) {
        if (other.incident) place(other);
      }
    },
    dissolve: (incident) => {
      const { root, status } = incident;
      if (status !== 'open' || root.kind !== 'common' || root.fallen.size >= options.common.leastCount)
        return;
      root.fallen.clear();
      for (const node of [...incident.members].sort(byRank)) place(node);
    },
    letGo,
    unhold,
    nameCause: (node) => {
      const { own } = node;
      if (own && own.status !== 'resolved') {
        own.root = rootOf(node);
        if (own.status === 'open') book.tell(own, 'cause-changed');
      }
      if (node.shut !== undefined) takeAlong(node);
    },
    ownIncident,
  };

  function place(node: Node): void {
    const { outage, incident } = node;
    if (!outage || outage.isQuiet) return;
    const root = findRoot(node, outage);
    if (root) follow(node, root);
    else if (!incident || !standsIn(node, incident)) standAlone(node, outage);
  }

  function settleEarly(node: Node, outage: Outage, untilMs: number): 'later' | 'done' {
    const { cut, own } = node;
    if (!cut || !isTop(node) || node.incident || (own && own.status !== 'resolved')) return 'done';
    if (mayShareCause(node, outage)) return 'done';
    const hanging = hangsOn(node, cut, options.common.leastCount);
    if (!hanging) return 'later';
    const incident = ownIncident(node, outage.atMs);
    incident.early = { ...hanging, untilMs };
    join(node, incident);
    takeAlong(node);
    return 'done';
  }

  /** Then it waits as others do: each of a ward that loses its power would be told of before they are enough. */
  function mayShareCause(node: Node, outage: Outage): boolean {
    const { common } = options;
    if (hasCompany(node, outage, common, isTop) || openCommonCause(node, outage, common)) return true;
    return findCommonCause(node, outage, common, stands) !== undefined;
  }

  function follow(node: Node, root: Node): void {
    if (root.outage?.isQuiet) {
      // Only late data told of it, but this is news.
      root.outage.isQuiet = false;
      rememberFall(root, root.outage);
      place(root);
    }
    setTaken(node, true);
    if (root.incident) join(node, root.incident);
    // Nobody lost the port: it has its incident as soon as something behind it is down.
    else if (!root.outage && root.cut) join(node, ownIncident(root, root.cut.atMs));
    else if (!node.incident) hold(node, root);
  }

  function standAlone(node: Node, outage: Outage): void {
    setTaken(node, false);
    if (joinOwn(node) || joinCommon(node, outage)) return;
    const leftFrom = node.incident;
    const incident = ownIncident(node, outage.atMs);
    if (leftFrom) incident.leftFrom = leftFrom.id;
    join(node, incident);
    if (node.cut) takeAlong(node);
  }

  function joinOwn(node: Node): boolean {
    if (!node.own || node.own.status === 'resolved') return false;
    join(node, node.own);
    return true;
  }

  function joinCommon(node: Node, outage: Outage): boolean {
    const going = openCommonCause(node, outage, options.common)?.common;
    const found = findCommonCause(node, outage, options.common, stands);
    const goingCount = going?.root.kind === 'common' ? going.root.fallen.size + 1 : 0;
    if (going && goingCount >= (found?.fallen.length ?? 0)) {
      addFallen(going, [node]);
      return true;
    }
    if (!found) return false;
    const { group, onset, fallen } = found;
    const incident = book.open(
      { kind: 'common', group, onset, fallen: new Set(), fallenEver: 0 },
      { sinceMs: onset.firstMs, last: group.common, leftFrom: node.incident },
    );
    group.common = incident;
    addFallen(incident, fallen.toSorted(byRank));
    return true;
  }

  function addFallen(incident: Incident, nodes: readonly Node[]): void {
    const { root } = incident;
    if (root.kind !== 'common') return;
    for (const node of nodes) {
      setTaken(node, false);
      root.fallen.add(node);
      root.fallenEver++;
      if (node.outage) root.onset = widen(root.onset, node.outage);
      join(node, incident);
      if (node.cut) takeAlong(node);
    }
  }

  /** Whether nothing took it along. */
  function stands(node: Node): boolean {
    const { incident, outage, heldBy } = node;
    if (!outage || heldBy || node.isTaken || incident?.isFlapping) return false;
    return incident ? standsIn(node, incident) : findRoot(node, outage) === undefined;
  }

  function ownIncident(node: Node, sinceMs: number): Incident {
    if (node.own && node.own.status !== 'resolved') return node.own;
    node.own = book.open(rootOf(node), { sinceMs, last: node.own });
    return node.own;
  }

  /** What is down behind it since it may have fallen goes where it is; what waits for something else waits on. */
  function takeAlong(node: Node): void {
    node.lookedBehind = node.cut;
    for (const other of behind(node)) {
      // What is behind it comes later in this round.
      other.lookedBehind = other.cut;
      if (!other.outage || other.outage.isQuiet || other.incident === node.incident) continue;
      const root = findRoot(other, other.outage);
      if (root) follow(other, root);
    }
  }

  function join(node: Node, incident: Incident): void {
    unhold(node);
    book.move(node, incident);
    const held = node.held;
    node.held = undefined;
    for (const other of held ?? []) {
      other.heldBy = undefined;
      const root = other.outage && findRoot(other, other.outage);
      if (root) {
        follow(other, root);
        continue;
      }
      setTaken(other, false);
      wait(other);
    }
  }

  function hold(node: Node, root: Node): void {
    unhold(node);
    node.heldBy = root;
    root.held ??= new Set();
    root.held.add(node);
  }

  function unhold(node: Node): void {
    node.heldBy?.held?.delete(node);
    node.heldBy = undefined;
  }

  function letGo(node: Node): void {
    const held = node.held;
    node.held = undefined;
    for (const other of held ?? []) {
      other.heldBy = undefined;
      setTaken(other, false);
      wait(other);
    }
  }
}

const rootOf = (node: Node): Root => ({
  kind: 'entity',
  node,
  ...(node.shut !== undefined && { port: node.shut }),
});

const byRank = (a: Node, b: Node) => a.rank - b.rank;
