import type { IncidentOptions } from '#alerts/incidents/engine/engine-input.ts';
import { factsOf } from '#alerts/incidents/engine/entity-facts.ts';
import { escalationsDue } from '#alerts/notifications/routing/escalations.ts';
import { createMessagePlanner, type MessagePlanner } from '#alerts/notifications/routing/plan-messages.ts';
import { type PlanContext, toldBy } from '#alerts/notifications/routing/planning.ts';
import { toldFrom } from '#alerts/notifications/routing/told.ts';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import type { Contract, Device, Inventory } from '#core/domain/inventory.ts';
import type { Entity } from '#core/domain/state.ts';
import { minutes } from '#core/time/units.ts';
import type { IncidentEvent, IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import type { ToldRecipient } from '#ledger/record/incidents/incident-store.ts';
import type { TimelineStep } from '#ledger/record/outbox/occasion.ts';
import type { NewMessage } from '#ledger/record/outbox/outbox-message.ts';
import { recipientsOf } from './alert-recipients.ts';
import { type Story, storyOf } from './incident-story.ts';
import { device, inventoryOf, link } from './inventory.ts';
import { smallCity } from './small-city.ts';

const WATCHED_MS = Date.UTC(2026, 0, 1);

const contract = (id: string, contractor: string): Contract => ({
  id,
  name: id,
  contractor,
  fromMs: -minutes(1e6),
  sample: false,
  terms: {},
});

const camera = (id: string, given: Partial<Device>) => device({ id, ...given });

/**
 * Ward 1 in district 1: a carrier's line to the police's switch, which a contract gives to `keeper`, with four cameras,
 * two of them of `dost`. Ward 2 in district 2: a camera of the police on a line of its own, and another that hangs on nothing.
 */
export function twoWards(): Inventory {
  const { districts, areas, sites } = smallCity(2);
  const onSwitch = { site: 'site-1', upstreams: [['device:switch']] } as const;
  return {
    ...inventoryOf({
      devices: [
        camera('switch', {
          kind: 'switch',
          site: 'site-1',
          agency: 'police',
          contracts: ['upkeep'],
          upstreams: [['link:line']],
        }),
        camera('a-1', { ...onSwitch, agency: 'police', contractor: 'keeper' }),
        camera('a-2', { ...onSwitch, agency: 'police', contractor: 'keeper' }),
        camera('b-1', { ...onSwitch, agency: 'dost', contractor: 'other' }),
        camera('b-2', { ...onSwitch, agency: 'dost', contractor: 'other' }),
        camera('far', { site: 'site-2', agency: 'police', upstreams: [['link:far-line']] }),
        camera('alone', { site: 'site-2' }),
      ],
      links: [
        link({ id: 'line', carrier: 'carrier', far: 'device:switch' }),
        link({ id: 'far-line', contracts: ['rented'], far: 'site:site-2' }),
      ],
    }),
    districts,
    areas,
    sites,
    contracts: new Map([
      ['upkeep', contract('upkeep', 'keeper')],
      ['rented', contract('rented', 'carrier-2')],
    ]),
  };
}

export interface NightOptions {
  readonly recipients: readonly AlertRecipient[];
  readonly fallback?: string;
  readonly inventory?: Inventory;
  /** How incidents are made, where it is not as in other stories. */
  readonly options?: Partial<IncidentOptions>;
}

/** A night in the two wards, with what would be written down to be sent. Its midnight is that of the story. */
export function routedNight({ recipients, fallback, inventory = twoWards(), options }: NightOptions): {
  readonly story: Story;
  readonly messages: () => readonly NewMessage[];
  /** All of it in words, in order: `1m10s noc opened switch: 5 of its own`. */
  readonly told: () => readonly string[];
} {
  const story = storyOf([...factsOf(inventory, WATCHED_MS)], options);
  const settings = { recipients: recipientsOf(...recipients), ...(fallback !== undefined && { fallback }) };
  const planner = createMessagePlanner({ settings, inventory, timeZone: 'UTC' });
  const messages = () => play(story.news(), planner, settings);
  return { story, messages, told: () => messages().map(inWords) };
}

interface Kept {
  incident: IncidentSummary;
  number: number;
  isOver: boolean;
  readonly members: Set<Entity>;
  readonly timeline: TimelineStep[];
  readonly told: ToldRecipient[];
  readonly escalated: Set<string>;
}

/** As a keeper does it: each news in its order, and escalations as soon as they are due. */
function play(
  news: readonly IncidentEvent[],
  planner: MessagePlanner,
  settings: Parameters<typeof escalationsDue>[1],
): readonly NewMessage[] {
  const all = new Map<string, Kept>();
  const sent: NewMessage[] = [];
  const send = ({ told }: Kept, messages: readonly NewMessage[]) => {
    sent.push(...messages);
    told.push(...messages.map(toldBy));
  };
  const contextOf = ({ members, timeline, told }: Kept): PlanContext => ({ members, timeline, told });
  const escalate = (untilMs: number) => {
    const open = [...all.values()].filter(({ isOver }) => !isOver);
    const asked = open.map(({ incident, told, escalated }) => ({
      incident,
      told: toldFrom(told),
      escalated,
    }));
    const { due } = escalationsDue(asked, settings, untilMs);
    const [first] = due;
    const kept = first && all.get(first.incident);
    if (!kept) return;
    kept.escalated.add(first.key);
    send(kept, planner.planEscalation(first, kept.incident, contextOf(kept)));
    escalate(untilMs);
  };
  for (const one of news) {
    escalate(one.atMs - 1);
    const { incident, kind, atMs, joined, left } = one;
    const kept: Kept = all.get(incident.id) ?? {
      incident,
      number: 0,
      isOver: false,
      members: new Set(),
      timeline: [],
      told: [],
      escalated: new Set(),
    };
    all.set(incident.id, kept);
    Object.assign(kept, { incident, number: kept.number + 1, isOver: kind === 'resolved' });
    for (const entity of joined) kept.members.add(entity);
    for (const entity of left) kept.members.delete(entity);
    kept.timeline.push({ kind, atMs, cameras: incident.camerasLost });
    send(kept, planner.planNews({ ...one, number: kept.number }, contextOf(kept)));
  }
  return sent;
}

function inWords({ recipient, channel, occasion, createdMs, dueMs, state }: NewMessage): string {
  if (occasion.type !== 'news' && occasion.type !== 'escalation') return occasion.type;
  const { root } = occasion.incident;
  const what = root.kind === 'entity' ? root.entity.replace(/^.*:/, '') : root.kind;
  const step = occasion.type === 'news' ? occasion.news : `escalated after ${clock(occasion.afterMs)}`;
  const way = channel === 'email' ? '' : ` by ${channel}`;
  const when = state === 'held' ? `, held until ${clock(dueMs)}` : '';
  return `${clock(createdMs)} ${recipient}${way} ${step} ${what}: ${occasion.members.count} of its own${when}`;
}

/** `26:03` after midnight. */
function clock(ms: number): string {
  const twoDigits = (count: number) => String(Math.floor(count)).padStart(2, '0');
  return `${twoDigits(ms / minutes(60))}:${twoDigits((ms / minutes(1)) % 60)}`;
}
