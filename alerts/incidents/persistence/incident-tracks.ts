import type { Entity } from '../../../core/domain/state.ts';
import type { Json } from '../../../core/text/canonical-json.ts';
import type {
  IncidentEvent,
  IncidentRoot,
  Severity,
} from '../../../ledger/record/incidents/incident-event.ts';
import type { IncidentStore, ToldRecipient } from '../../../ledger/record/incidents/incident-store.ts';
import type {
  IncidentStep,
  KeptEvent,
  NumberedEvent,
} from '../../../ledger/record/incidents/kept-incidents.ts';
import type { TimelineStep } from '../../../ledger/record/outbox/occasion.ts';
import type { NewMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import { type PlanContext, type PlanMessages, toldBy } from '../../notifications/routing/planning.ts';
import { deviceOfPort } from '../engine/device-of-port.ts';

/** Turns news into what is written down because of them. */
export interface IncidentTracks {
  /** @throws what the planner throws; then nothing has changed. */
  readonly keep: (news: IncidentEvent) => KeptEvent;
  readonly membersOf: (incident: string) => ReadonlySet<Entity>;
  readonly contextOf: (incident: string) => PlanContext;
  /** Messages that no news brought. */
  readonly addTold: (incident: string, messages: readonly NewMessage[]) => void;
  /** What is over and written down is read again when it is needed. */
  readonly forgetResolved: () => void;
  /** What is written down has changed: all is read again. Nothing may be kept that is not written down. */
  readonly forget: () => void;
}

/** An incident as its news so far have it. */
interface Track {
  number: number;
  severity: Severity | undefined;
  isResolved: boolean;
  readonly members: Set<Entity>;
  readonly timeline: TimelineStep[];
  readonly told: ToldRecipient[];
}

export interface TracksOptions {
  readonly store: Pick<IncidentStore, 'reads' | 'toldOf'>;
  readonly plan: PlanMessages;
  /** Contracts that something is kept working under. */
  readonly contractsOf: (entity: Entity) => readonly string[];
  /** Whether something stands in the place of a probable common cause. */
  readonly standsIn: (entity: Entity, root: Extract<IncidentRoot, { readonly kind: 'common' }>) => boolean;
}

export function createIncidentTracks({
  store: { reads, toldOf },
  plan,
  contractsOf,
  standsIn,
}: TracksOptions): IncidentTracks {
  const tracks = new Map<string, Track>();

  return {
    keep,
    membersOf: (incident) => trackOf(incident).members,
    contextOf: (incident) => {
      const { members, timeline, told } = trackOf(incident);
      return { members, timeline, told };
    },
    addTold: (incident, messages) => {
      const track = trackOf(incident);
      // Read from the outbox just now, it may know of them.
      const known = new Set(track.told.map(({ messageId }) => messageId));
      const added = messages.map(toldBy).filter(({ messageId }) => !known.has(messageId));
      tracks.set(incident, { ...track, told: [...track.told, ...added] });
    },
    forget: () => tracks.clear(),
    forgetResolved: () => {
      for (const [id, { isResolved }] of tracks) if (isResolved) tracks.delete(id);
    },
  };

  function keep(told: IncidentEvent): KeptEvent {
    const { incident, kind, atMs } = told;
    const track = trackOf(incident.id);
    // Who is in it already has not joined, whatever was told by an engine that had to begin anew.
    const joined = told.joined.filter((entity) => !track.members.has(entity));
    const left = told.left.filter((entity) => track.members.has(entity));
    const news: NumberedEvent = { ...told, joined, left, number: track.number + 1 };
    const members = joined.length + left.length > 0 ? new Set(track.members) : track.members;
    for (const entity of joined) members.add(entity);
    for (const entity of left) members.delete(entity);
    const timeline = [...track.timeline, { kind, atMs, cameras: incident.camerasLost }];
    const messages = plan(news, { members, timeline, told: track.told });
    const steps = stepsOf(news, track.severity, members);
    tracks.set(incident.id, {
      number: news.number,
      severity: incident.severity,
      isResolved: kind === 'resolved' || (kind === 'noted' && track.isResolved),
      members,
      timeline,
      told: [...track.told, ...messages.map(toldBy)],
    });
    return { news, steps, messages };
  }

  function trackOf(incident: string): Track {
    const known = tracks.get(incident);
    if (known) return known;
    const track = readTrack(incident);
    tracks.set(incident, track);
    return track;
  }

  function readTrack(incident: string): Track {
    const members = new Set<Entity>();
    const timeline: TimelineStep[] = [];
    let last: NumberedEvent | undefined;
    let isResolved = false;
    for (const news of reads.news(incident)) {
      for (const entity of news.joined) members.add(entity);
      for (const entity of news.left) members.delete(entity);
      timeline.push({ kind: news.kind, atMs: news.atMs, cameras: news.incident.camerasLost });
      if (news.kind !== 'noted') isResolved = news.kind === 'resolved';
      last = news;
    }
    const told = last ? [...toldOf(incident)] : [];
    return {
      number: last?.number ?? 0,
      severity: last?.incident.severity,
      isResolved,
      members,
      timeline,
      told,
    };
  }

  function stepsOf(
    { kind, atMs, incident, mergedInto }: NumberedEvent,
    severityBefore: Severity | undefined,
    members: ReadonlySet<Entity>,
  ): readonly IncidentStep[] {
    const { root, severity, sinceMs } = incident;
    const cause = (): { readonly [name: string]: Json } => ({
      severity,
      root: { ...root },
      contracts: contractsBehind(root, members),
    });
    switch (kind) {
      case 'opened':
      case 'reopened':
        return [{ action: kind, body: { atMs, sinceMs, ...cause() } }];
      case 'resolved':
        return [{ action: kind, body: { atMs, ...(mergedInto !== undefined && { mergedInto }) } }];
      case 'cause-changed':
      case 'grew':
      case 'shrank':
      case 'flapping':
      case 'unmuted':
      case 'acknowledged':
      case 'noted':
        if (kind !== 'cause-changed' && severity === severityBefore) return [];
        return [{ action: 'changed', body: { atMs, ...cause() } }];
    }
  }

  function contractsBehind(root: IncidentRoot, members: ReadonlySet<Entity>): readonly string[] {
    if (root.kind === 'collector') return [];
    if (root.kind === 'entity') return [...contractsOf(deviceOfPort(root) ?? root.entity)].sort();
    const fallen = [...members].filter((entity) => standsIn(entity, root));
    return [...new Set(fallen.flatMap(contractsOf))].sort();
  }
}
