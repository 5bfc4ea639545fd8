import { OPERATOR } from '../../alerts/incidents/actions/acting-party.ts';
import type { Config } from '../../config/load-config.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import { hours, minutes, seconds } from '../../core/time/units.ts';
import { recordNight } from '../../simulator/history/record-night.ts';
import type { ScenarioStep } from './scenario.ts';
import { DEFAULT_LENGTH_MS } from './scenario-schema.ts';
import { type Above, type SurveyedCity, surveyCity } from './surveyed-city.ts';
import { pickUnrelated } from './unrelated.ts';

export const BUILT_IN = [
  'fibre-cut',
  'switch-reboot',
  'two-causes',
  'child-first',
  'flapping',
  'ward-power-cut',
  'blind',
  'maintenance-overrun',
  'nested',
  'redundant-path',
  'storm',
] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

export interface ChosenScenario {
  readonly lengthMs: number;
  readonly steps: readonly ScenarioStep[];
}

/** What a scenario needs and the inventory does not have. */
export type NothingFits =
  | 'no-line'
  | 'no-switch'
  | 'no-two-in-an-area'
  | 'no-camera'
  | 'no-area'
  | 'no-redundancy';

type PlayableConfig = Pick<Config, 'inventory'> & { readonly settings: Pick<Config['settings'], 'profiles'> };

const START_MS = minutes(10);

/** A scenario with what fits best of an inventory; the same for the same. */
export function chooseScenario(
  name: BuiltIn,
  config: PlayableConfig,
  startMs: number,
): ChosenScenario | { readonly nothingFits: NothingFits } {
  const city = surveyCity(config, startMs);
  const steps = CHOOSERS[name]({ config, city, startMs });
  return typeof steps === 'string' ? { nothingFits: steps } : { lengthMs: DEFAULT_LENGTH_MS, steps };
}

interface Choosing {
  readonly config: PlayableConfig;
  readonly city: SurveyedCity;
  readonly startMs: number;
}
type Chooser = (choosing: Choosing) => readonly ScenarioStep[] | NothingFits;

const CHOOSERS: Readonly<Record<BuiltIn, Chooser>> = {
  'fibre-cut': ({ city, config }) => {
    const [line] = linesOf(city);
    if (!line) return 'no-line';
    return [
      fall(START_MS, line.member.entity),
      ...acknowledged(START_MS + minutes(20), config.inventory),
      restore(START_MS + minutes(90), line.member.entity),
    ];
  },
  'switch-reboot': ({ city }) => {
    const found = city.above.find(({ member, cameras }) => member.kind === 'switch' && cameras.length > 0);
    if (!found) return 'no-switch';
    const { entity } = found.member;
    return [fall(START_MS, entity), restore(START_MS + minutes(3), entity)];
  },
  'two-causes': ({ city }) => {
    const pair = twoInAnArea(city);
    if (!pair) return 'no-two-in-an-area';
    const [first, second] = pair;
    return [
      fall(START_MS, first),
      fall(START_MS + seconds(20), second),
      restore(START_MS + minutes(50), first),
      restore(START_MS + minutes(110), second),
    ];
  },
  'child-first': ({ city, config, startMs }) => {
    const [line] = linesOf(city);
    if (!line) return 'no-line';
    const atMs = START_MS + latestProofMs(line, config, startMs + START_MS);
    return [fall(atMs, line.member.entity), restore(atMs + minutes(60), line.member.entity)];
  },
  flapping: ({ city }) => {
    const [camera] = city.cameras;
    if (!camera) return 'no-camera';
    const flap = { what: 'flap', times: 8, everyMs: minutes(6) } as const;
    return [{ afterMs: START_MS, entities: [camera.entity], ...flap }];
  },
  'ward-power-cut': ({ city }) => {
    const place = darkestArea(city);
    if (place === undefined) return 'no-area';
    return [{ afterMs: START_MS, what: 'power-cut', place, forMs: hours(2) }];
  },
  blind: ({ city }) => {
    const [line] = linesOf(city);
    const { entity } = line?.member ?? city.cameras[0] ?? {};
    if (entity === undefined) return 'no-camera';
    return [
      { afterMs: START_MS, what: 'blind', forMs: minutes(10) },
      fall(START_MS + minutes(2), entity),
      restore(START_MS + minutes(40), entity),
    ];
  },
  'maintenance-overrun': ({ city }) => {
    const [line] = linesOf(city);
    if (!line) return 'no-line';
    const { entity } = line.member;
    const work = { entities: [entity], fromMs: START_MS, toMs: START_MS + minutes(60) };
    return [
      { afterMs: 0, what: 'maintenance', ...work },
      fall(work.fromMs + minutes(2), entity),
      restore(work.toMs + minutes(30), entity),
    ];
  },
  nested: ({ city }) => {
    const line = linesOf(city).find(({ cameras }) => cameras.length > 1);
    const [camera] = line?.cameras ?? [];
    if (!line || !camera) return 'no-line';
    return [
      fall(START_MS, line.member.entity),
      fall(START_MS + minutes(10), camera.entity),
      restore(START_MS + minutes(30), line.member.entity),
      restore(START_MS + minutes(110), camera.entity),
    ];
  },
  'redundant-path': ({ city }) => {
    const leg = redundantLeg(city);
    if (!leg) return 'no-redundancy';
    return [fall(START_MS, leg), restore(START_MS + minutes(60), leg)];
  },
  storm: ({ city }) => {
    const cameras = pickUnrelated(city, MOST_IN_STORM);
    if (cameras.length === 0) return 'no-camera';
    const everyMs = minutes(1) / cameras.length;
    return [
      ...cameras.map((entity, index) => fall(START_MS + Math.floor(index * everyMs), entity)),
      { afterMs: START_MS + minutes(30), what: 'restore', entities: cameras },
    ];
  },
};

const MOST_IN_STORM = 10_000;

const fall = (afterMs: number, entity: Entity): ScenarioStep => ({
  afterMs,
  what: 'fall',
  entities: [entity],
});
const restore = (afterMs: number, entity: Entity): ScenarioStep => ({
  afterMs,
  what: 'restore',
  entities: [entity],
});

/** Lines that take cameras along, those with most of them first. */
const linesOf = ({ above }: SurveyedCity): readonly Above[] =>
  above.filter(({ member, cameras }) => member.kind === 'link' && cameras.length > 0);

function acknowledged(afterMs: number, { contacts }: Inventory): readonly ScenarioStep[] {
  const [by] = contacts.keys();
  return by === undefined ? [] : [{ afterMs, what: 'acknowledge', which: 'latest', by, party: OPERATOR }];
}

/** A line and something in the same ward that does not hang on it. */
function twoInAnArea(city: SurveyedCity): readonly [Entity, Entity] | undefined {
  const { facts, members } = city;
  const byArea = Map.groupBy(facts.values(), ({ area }) => area);
  for (const { member, lost } of linesOf(city)) {
    const area = facts.get(member.entity)?.area;
    const taken = new Set<Entity>([member.entity, ...lost.map(({ entity }) => entity)]);
    const other = (area === undefined ? [] : (byArea.get(area) ?? [])).find(
      ({ entity, kind }) =>
        kind !== 'link' &&
        !taken.has(entity) &&
        (members.get(entity)?.checks.length ?? 0) > 0 &&
        // What the line itself hangs on would be the one cause of both.
        !city.above.some(
          (one) => one.member.entity === entity && one.lost.some((below) => taken.has(below.entity)),
        ),
    );
    if (other) return [member.entity, other.entity];
  }
  return undefined;
}

/** So much later in the round of polls it is proven longest after what is behind it. */
function latestProofMs({ member, cameras }: Above, config: PlayableConfig, atMs: number): number {
  const { inventory, settings } = config;
  const behind = new Set(cameras.map(({ entity }) => entity));
  let [best, bestLagMs] = [0, Number.NEGATIVE_INFINITY];
  for (let waitMs = 0; waitMs < minutes(1); waitMs += seconds(5)) {
    const turns = [{ atMs: atMs + waitMs, entity: member.entity, what: 'break' }] as const;
    const night = { inventory, profiles: settings.profiles, startMs: atMs, turns, blind: [] };
    const down = [...recordNight(night)].filter(({ change }) => change.indicator === 'reach');
    const first = down.find(({ change }) => behind.has(change.entity));
    const own = down.find(({ change }) => change.entity === member.entity);
    const lagMs = (own?.recordedMs ?? 0) - (first?.recordedMs ?? 0);
    if (first && own && lagMs > bestLagMs) [best, bestLagMs] = [waitMs, lagMs];
  }
  return best;
}

/** The ward with most that hangs on nothing, as far as the inventory says; else simply with most. None that carries others. */
function darkestArea({ facts, members, above }: SurveyedCity): string | undefined {
  const carrying = new Set(
    above
      .filter(({ lost, member }) => lost.some((one) => areaOf(one.entity) !== areaOf(member.entity)))
      .map(({ member }) => areaOf(member.entity)),
  );
  const areas = new Map<string, { lone: number; all: number }>();
  for (const { area, kind, ways, entity } of facts.values()) {
    if (area === undefined || kind === 'link' || members.get(entity)?.checks.length === 0) continue;
    const count = areas.get(area) ?? { lone: 0, all: 0 };
    areas.set(area, { lone: count.lone + (ways.length === 0 ? 1 : 0), all: count.all + 1 });
  }
  const [first] = [...areas]
    .filter(([area, { all }]) => all >= LEAST_OF_AN_AREA && !carrying.has(area))
    .sort(([, a], [, b]) => b.lone - a.lone || b.all - a.all);
  return first?.[0];

  function areaOf(entity: Entity): string | undefined {
    return facts.get(entity)?.area;
  }
}

/** Fewer together are no common cause. */
const LEAST_OF_AN_AREA = 5;

/** A line without which those behind it have another way. */
function redundantLeg({ above, members }: SurveyedCity): Entity | undefined {
  const legs = above.filter(
    ({ member, lost }) =>
      member.kind === 'link' && lost.length === 0 && member.behind.some(({ ways }) => ways.length > 1),
  );
  const camerasBehind = ({ member }: Above) =>
    Math.max(
      ...member.behind.map(
        ({ entity }) => above.find((one) => one.member === members.get(entity))?.cameras.length ?? 0,
      ),
    );
  const [most] = legs.sort((a, b) => camerasBehind(b) - camerasBehind(a));
  return most?.member.entity;
}
