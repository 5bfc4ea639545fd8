import type { IncidentEvent, IncidentEventKind } from '../../../ledger/record/incidents/incident-event.ts';
import type { IncidentOptions } from './engine-input.ts';
import { adopt, enter, leave, newIncident, summarise } from './incident.ts';
import type { Incident, Node, Root } from './model.ts';

/** All incidents, who is in which, and what is told of them. */
export interface IncidentBook {
  /** One more, or again the `last` one of the same root, where that was resolved a short time before. */
  readonly open: (root: Root, opening: Opening) => Incident;
  /** Into an incident, and out of the one it was in. */
  readonly move: (node: Node, to: Incident) => void;
  /** Out of its incident, since it is well, or is not watched any more. */
  readonly remove: (node: Node, backMs: number | undefined) => void;
  /** Something about it has changed: it is seen to when the step is closed. */
  readonly touch: (incident: Incident) => void;
  readonly tell: (
    incident: Incident,
    kind: IncidentEventKind,
    more?: { readonly by?: string; readonly text?: string },
  ) => void;
  /** Tells what was opened, taken over and resolved. What only grew or shrank is told when its next update is due. */
  readonly closeStep: () => void;
  readonly tellUpdate: (incident: Incident) => void;
  readonly forget: (incident: Incident) => void;
  readonly find: (id: string) => Incident | undefined;
  readonly unresolved: ReadonlySet<Incident>;
  readonly takeNews: () => readonly IncidentEvent[];
  /** Those that can be found by their names. */
  readonly named: () => Iterable<Incident>;
  /** Takes over what another book had; in this one there is nothing yet. */
  readonly takeOver: (named: readonly Incident[], unresolved: readonly Incident[]) => void;
}

export interface Opening {
  readonly sinceMs: number;
  readonly last?: Incident | undefined;
  readonly leftFrom?: Incident | undefined;
}

export interface BookContext {
  readonly options: IncidentOptions;
  readonly nowMs: () => number;
  readonly remind: (atMs: number, kind: 'update' | 'forget' | 'dissolve', incident: Incident) => void;
  readonly isMuted: (root: Root) => boolean;
  readonly isBlind: (collector: string) => boolean;
}

export function createIncidentBook({ options, nowMs, remind, isMuted, isBlind }: BookContext): IncidentBook {
  const byId = new Map<string, Incident>();
  const unresolved = new Set<Incident>();
  const touched = new Set<Incident>();
  /** What may still open it again is settled by then. */
  const keepMs = options.reopenMs + options.lateMs + options.settleMs;
  let news: IncidentEvent[] = [];

  return {
    open,
    move: (node, to) => {
      const from = node.incident;
      if (from === to) return;
      if (from) {
        leave(from, node);
        from.mergedInto = to;
        touched.add(from);
      }
      enter(to, node);
      to.mergedInto = undefined;
      node.incident = to;
      touched.add(to);
    },
    remove: (node, backMs) => {
      const { incident } = node;
      if (!incident) return;
      leave(incident, node, backMs);
      node.incident = undefined;
      incident.mergedInto = undefined;
      touched.add(incident);
    },
    touch: (incident) => touched.add(incident),
    tell,
    closeStep,
    tellUpdate,
    forget,
    find: (id) => {
      let incident = byId.get(id);
      while (incident?.mergedInto && incident.status === 'resolved') incident = incident.mergedInto;
      return incident;
    },
    unresolved,
    takeNews: () => {
      const taken = news;
      news = [];
      return taken;
    },
    named: () => byId.values(),
    takeOver: (named, others) => {
      for (const incident of named) byId.set(incident.id, incident);
      for (const incident of others) unresolved.add(incident);
    },
  };

  function open(root: Root, { sinceMs, last, leftFrom }: Opening): Incident {
    const isAgain =
      last?.status === 'resolved' &&
      last.resolvedMs !== undefined &&
      sinceMs - last.resolvedMs <= options.reopenMs;
    const incident = isAgain ? last : newIncident({ root, sinceMs, leftFrom }, nowMs());
    if (isAgain) {
      Object.assign(incident, { root, status: 'reopening', sinceMs });
      Object.assign(incident, {
        acknowledgedBy: undefined,
        snoozedUntilMs: undefined,
        mergedInto: undefined,
        backMs: undefined,
      });
    }
    unresolved.add(incident);
    touched.add(incident);
    return incident;
  }

  function closeStep(): void {
    if (touched.size === 0) return;
    const all = [...touched];
    if (all.length > 1) all.sort((a, b) => (a.id < b.id ? -1 : 1));
    touched.clear();
    for (const incident of all.filter(({ status }) => status === 'new' || status === 'reopening')) {
      if (isOver(incident)) dropUntold(incident);
      else begin(incident, all);
    }
    for (const incident of all.filter(({ status }) => status === 'open')) {
      if (isOver(incident)) resolve(incident);
      else {
        planUpdate(incident);
        planDissolving(incident);
      }
    }
  }

  /** What has taken over all of another incident before anybody was told goes on under its name. */
  function begin(incident: Incident, all: readonly Incident[]): void {
    incident.isMuted = isMuted(incident.root);
    if (incident.status === 'reopening') {
      incident.times++;
      tell(incident, 'reopened');
    } else {
      const taken = all.filter((other) => other.status === 'open' && takenOverBy(other) === incident);
      const [eldest] = taken.sort((a, b) => a.openedMs - b.openedMs || (a.id < b.id ? -1 : 1));
      if (eldest) {
        adopt(incident, eldest);
        close(eldest);
        // Its name is in use.
        eldest.resolvedMs = undefined;
      }
      tell(incident, eldest ? 'cause-changed' : 'opened');
    }
    if (incident.early) remind(incident.early.untilMs, 'update', incident);
    byId.set(incident.id, incident);
  }

  /** What has all of its members now, its cause among them: what is only left over from it takes nothing over. */
  function takenOverBy(incident: Incident): Incident | undefined {
    if (!isOver(incident)) return undefined;
    let to = incident.mergedInto;
    while (to && to.members.size === 0 && to.mergedInto) to = to.mergedInto;
    if (to?.members.size === 0 || to?.leftFrom === incident.id) return undefined;
    return incident.root.kind === 'entity' && incident.root.node.incident !== to ? undefined : to;
  }

  function isOver({ root, members, isFlapping }: Incident): boolean {
    if (root.kind === 'collector') return !isBlind(root.collector);
    return members.size === 0 && !isFlapping;
  }

  function dropUntold(incident: Incident): void {
    const wasTold = incident.status === 'reopening';
    close(incident);
    incident.untold.clear();
    if (!wasTold) incident.resolvedMs = undefined;
  }

  function resolve(incident: Incident): void {
    incident.mergedInto = takenOverBy(incident);
    close(incident);
    const { mergedInto } = incident;
    tell(incident, 'resolved', mergedInto && { mergedInto: mergedInto.id });
    remind(nowMs() + keepMs, 'forget', incident);
  }

  function close(incident: Incident): void {
    incident.status = 'resolved';
    incident.resolvedMs = nowMs();
    incident.early = undefined;
    unresolved.delete(incident);
  }

  function tell(incident: Incident, kind: IncidentEventKind, more?: Partial<IncidentEvent>): void {
    const inOrder = [...incident.untold].sort(([a], [b]) => a.rank - b.rank);
    const those = (wanted: 'joined' | 'left') =>
      inOrder.filter(([, what]) => what === wanted).map(([node]) => node.entity);
    incident.untold.clear();
    incident.toldEver = incident.ever.size;
    incident.lastNewsMs = nowMs();
    incident.updateDueMs = incident.early?.untilMs;
    if (incident.status !== 'resolved') incident.status = 'open';
    news.push({
      kind,
      atMs: nowMs(),
      incident: summarise(incident, options.severity),
      joined: those('joined'),
      left: those('left'),
      ...more,
    });
  }

  function planUpdate(incident: Incident): void {
    if (incident.untold.size === 0 || incident.updateDueMs !== undefined) return;
    incident.updateDueMs = Math.max(nowMs() + options.settleMs, incident.lastNewsMs + options.updateMs);
    remind(incident.updateDueMs, 'update', incident);
  }

  /** Few are left, and may be back with the others in a moment. */
  function planDissolving(incident: Incident): void {
    const { root } = incident;
    if (root.kind !== 'common' || root.fallen.size >= options.common.leastCount) return;
    remind(nowMs() + options.common.dissolveMs, 'dissolve', incident);
  }

  function tellUpdate(incident: Incident): void {
    if (incident.status !== 'open' || incident.updateDueMs !== nowMs()) return;
    incident.updateDueMs = undefined;
    incident.early = undefined;
    const isTurnOnly = incident.isFlapping && incident.ever.size === incident.toldEver;
    if (incident.untold.size === 0 || isTurnOnly) return;
    const hasGrown = incident.untold.values().some((what) => what === 'joined');
    tell(incident, hasGrown ? 'grew' : 'shrank');
  }

  function forget(incident: Incident): void {
    const { status, resolvedMs, root, id } = incident;
    if (status !== 'resolved' || resolvedMs === undefined || nowMs() < resolvedMs + keepMs) return;
    if (byId.get(id) === incident) byId.delete(id);
    if (root.kind === 'entity' && root.node.own === incident) root.node.own = undefined;
    if (root.kind === 'common' && root.group.common === incident) root.group.common = undefined;
  }
}
