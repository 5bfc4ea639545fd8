import type { EngineInput, IncidentOptions } from '#alerts/incidents/engine/engine-input.ts';
import type { EntityFacts } from '#alerts/incidents/engine/entity-facts.ts';
import { createIncidentEngine, type IncidentEngine } from '#alerts/incidents/engine/incident-engine.ts';
import type { Upstreams } from '#core/domain/inventory.ts';
import type { Entity, Indicator, State } from '#core/domain/state.ts';
import { hours, minutes, parseDurationMs, seconds } from '#core/time/units.ts';
import type { IncidentEvent, IncidentRoot } from '#ledger/record/incidents/incident-event.ts';

export const OPTIONS: IncidentOptions = {
  settleMs: minutes(1),
  // Nothing is told early but in the stories about that.
  promptMs: minutes(1),
  returnMs: minutes(1),
  updateMs: minutes(5),
  lateMs: minutes(10),
  blindMs: minutes(2),
  reopenMs: minutes(15),
  flapCount: 4,
  flapMs: hours(1),
  common: { onsetMs: minutes(1), leastCount: 5, dissolveMs: seconds(60), leastRatio: 0.5 },
  severity: { criticalCameras: 100, majorCameras: 10 },
};

/** What is cut is on record so much later, and was seen well so much earlier. */
const CONFIRMED_MS = seconds(10);
const SEEN_BEFORE_MS = seconds(10);

type Given = Partial<Omit<EntityFacts, 'entity' | 'ways'>> & { readonly ways?: Upstreams };

export const camera = (id: string, given: Given = {}): EntityFacts => facts(`device:${id}`, 'camera', given);
export const aSwitch = (id: string, given: Given = {}): EntityFacts => facts(`device:${id}`, 'switch', given);
export const line = (id: string, given: Given = {}): EntityFacts => facts(`link:${id}`, 'link', given);

/** `count` of a kind, `cam-1` and on. */
export const several = (
  count: number,
  one: (id: string, given?: Given) => EntityFacts,
  name: string,
  given?: Given,
): readonly EntityFacts[] => Array.from({ length: count }, (_, index) => one(`${name}-${index + 1}`, given));

const facts = (entity: Entity, kind: EntityFacts['kind'], given: Given): EntityFacts => ({
  entity,
  kind,
  ways: [],
  groups: {},
  priority: 'normal',
  ...given,
});

/** An instant of the night, as `90s` or `2h30m` from its start. */
type When = string | 0;

export function ms(when: When): number {
  const parts = String(when).match(/\d+[a-z]+/g) ?? [];
  return parts.reduce((sum, part) => sum + (parseDurationMs(part) ?? Number.NaN), 0);
}

interface Moment {
  /** Its `reach` is down, or another indicator. */
  readonly cut: (name: string | readonly string[], how?: How) => void;
  readonly restore: (name: string | readonly string[], how?: How) => void;
  readonly lose: (name: string | readonly string[]) => void;
  /** The port in front of a line is switched off on purpose. */
  readonly switchOff: (name: string, how?: How) => void;
  readonly goBlind: () => void;
  readonly see: () => void;
  readonly planWork: (on: readonly string[], from: When, to: When) => void;
  readonly acknowledge: (incident: string, by: string) => void;
  readonly note: (incident: string, by: string, text: string) => void;
  readonly snooze: (incident: string, by: string, until: When) => void;
  readonly release: (incident: string, by: string) => void;
  readonly watch: (entities: readonly EntityFacts[]) => void;
}

interface How {
  readonly indicator?: Indicator;
  readonly reason?: string;
  /** How long before it was last seen otherwise. */
  readonly seenBefore?: string;
  /** How long after it is on record. */
  readonly recordedAfter?: string;
}

export interface Story {
  readonly at: (when: When) => Moment;
  readonly until: (when: When) => void;
  /** All that was told, in words. */
  readonly told: () => readonly string[];
  readonly news: () => readonly IncidentEvent[];
  readonly engine: () => IncidentEngine;
}

/** A night in a city, and what is told of it: nothing of it happens before somebody asks. */
export function storyOf(entities: readonly EntityFacts[], given: Partial<IncidentOptions> = {}): Story {
  const events: EngineInput[] = [];
  let endMs = 0;
  const played = () => {
    const engine = createIncidentEngine({ ...OPTIONS, ...given });
    const inOrder = events.toSorted((a, b) => a.recordedMs - b.recordedMs);
    const news = [
      { type: 'topology', recordedMs: -hours(24), entities } as const,
      ...inOrder,
      { type: 'time', recordedMs: Math.max(endMs, inOrder.at(-1)?.recordedMs ?? 0) + 1 } as const,
    ].flatMap(engine.feed);
    return { engine, news };
  };
  const entityOf = (name: string): Entity => {
    const found = entities.find(({ entity }) => entity.endsWith(`:${name}`));
    if (!found) throw new Error(`expected something that is watched, got ${name}`);
    return found.entity;
  };

  return {
    at: (when) => {
      const atMs = ms(when);
      const change =
        (state: State) =>
        (
          names: string | readonly string[],
          { indicator = 'reach', reason, seenBefore, recordedAfter }: How = {},
        ) => {
          for (const name of [names].flat()) {
            events.push({
              type: 'change',
              entity: entityOf(name),
              indicator,
              state,
              ...(reason !== undefined && { reason }),
              afterMs: atMs - (seenBefore === undefined ? SEEN_BEFORE_MS : ms(seenBefore)),
              atMs,
              recordedMs: atMs + (recordedAfter === undefined ? CONFIRMED_MS : ms(recordedAfter)),
            });
          }
        };
      const sight = (sight: 'blind' | 'seeing') => () =>
        void events.push({ type: 'sight', recordedMs: atMs, collector: 'main', sight });
      return {
        cut: change('down'),
        restore: change('up'),
        lose: change('unknown'),
        switchOff: (name, how) => change('unknown')(name, { ...how, reason: 'switched-off' }),
        goBlind: sight('blind'),
        see: sight('seeing'),
        planWork: (on, from, to) => {
          const works = { id: 'work-1', entities: on.map(entityOf), fromMs: ms(from), toMs: ms(to) };
          events.push({ type: 'planned-work', recordedMs: atMs, ...works });
        },
        acknowledge: (incident, by) =>
          void events.push({ type: 'acknowledge', recordedMs: atMs, incident, by }),
        note: (incident, by, text) =>
          void events.push({ type: 'note', recordedMs: atMs, incident, by, text }),
        snooze: (incident, by, until) =>
          void events.push({ type: 'snooze', recordedMs: atMs, incident, by, untilMs: ms(until) }),
        release: (incident, by) => void events.push({ type: 'release', recordedMs: atMs, incident, by }),
        watch: (watched) => void events.push({ type: 'topology', recordedMs: atMs, entities: watched }),
      };
    },
    until: (when) => {
      endMs = ms(when);
    },
    told: () => played().news.map(inWords),
    news: () => played().news,
    engine: () => played().engine,
  };
}

/** `1m10s opened link-7: 4 lost, 3 cameras of them, critical`. */
function inWords({ kind, atMs, incident, mergedInto, by, text }: IncidentEvent): string {
  const facts = [
    `${incident.lostNow} lost`,
    incident.camerasLost > 0 && `${incident.camerasLost} cameras`,
    incident.behind && `${incident.behind.cameras} behind it`,
    incident.severity,
    incident.service === 'degraded' && 'degraded',
    incident.isMuted && 'muted',
    incident.isFlapping && 'flapping',
    incident.times > 1 && `${incident.times} times`,
    incident.leftFrom !== undefined && `left from ${incident.leftFrom}`,
    mergedInto !== undefined && `now in ${mergedInto}`,
    by !== undefined && `by ${by}`,
    text,
  ];
  return `${duration(atMs)} ${kind} ${rootInWords(incident.root)}: ${facts.filter(Boolean).join(', ')}`;
}

function rootInWords(root: IncidentRoot): string {
  if (root.kind === 'entity') return root.port ?? root.entity.slice(root.entity.indexOf(':') + 1);
  if (root.kind === 'collector') return `collector ${root.collector}`;
  return `${root.fallen} of ${root.of} ${root.what}s in ${root.by} ${root.name}`;
}

function duration(atMs: number): string {
  const parts = [
    [Math.floor(atMs / hours(1)), 'h'],
    [Math.floor(atMs / minutes(1)) % 60, 'm'],
    [(atMs / seconds(1)) % 60, 's'],
  ] as const;
  return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('') || '0';
}
