import type { Config } from '../../config/load-config.ts';
import type { Change, Entity } from '../../core/domain/state.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { minutes } from '../../core/time/units.ts';
import { type NightTurn, recordNight } from '../../simulator/history/record-night.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';

/** What comes to be on record in the course of a night, in its order. */
export type NightEvent = { readonly atMs: number } & (
  | { readonly what: 'change'; readonly change: Change }
  | { readonly what: 'sight'; readonly sight: 'blind' | 'seeing' }
  | Extract<ScenarioStep, { readonly what: 'maintenance' | 'acknowledge' }>
);

type PlayableConfig = Pick<Config, 'inventory'> & { readonly settings: Pick<Config['settings'], 'profiles'> };

/** What is on record after its end has not happened. */
export function scriptNight(
  { startMs, lengthMs, steps }: Scenario,
  { inventory, settings: { profiles } }: PlayableConfig,
): readonly NightEvent[] {
  const endMs = startMs + lengthMs;
  const events: NightEvent[] = [];
  const turns: NightTurn[] = [];
  const blind: { readonly fromMs: number; readonly toMs: number }[] = [];
  for (const step of steps) {
    const atMs = startMs + step.afterMs;
    switch (step.what) {
      case 'fall':
      case 'restore':
        for (const entity of step.entities) turns.push({ atMs, entity, what: FATES[step.what] });
        break;
      case 'flap':
        turns.push(...flap(atMs, step));
        break;
      case 'power-cut':
        turns.push(...darken(atMs, step, inventory));
        break;
      case 'blind':
        blind.push({ fromMs: atMs, toMs: atMs + step.forMs });
        events.push({ atMs, what: 'sight', sight: 'blind' });
        events.push({ atMs: atMs + step.forMs, what: 'sight', sight: 'seeing' });
        break;
      case 'maintenance':
      case 'acknowledge':
        events.push({ atMs, ...step });
    }
  }
  for (const { recordedMs, change } of recordNight({ inventory, profiles, startMs, turns, blind }))
    events.push({ atMs: recordedMs, what: 'change', change });
  return events.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
}

const FATES = { fall: 'break', restore: 'mend' } as const;

function flap(atMs: number, step: Extract<ScenarioStep, { what: 'flap' }>): readonly NightTurn[] {
  const { entities, times, everyMs } = step;
  return entities.flatMap((entity) =>
    Array.from({ length: times }).flatMap((_, index): readonly NightTurn[] => {
      const downMs = atMs + index * everyMs;
      return [
        { atMs: downMs, entity, what: 'break' },
        { atMs: downMs + Math.floor(everyMs / 2), entity, what: 'mend' },
      ];
    }),
  );
}

function darken(
  atMs: number,
  { place, forMs }: Extract<ScenarioStep, { what: 'power-cut' }>,
  { devices, sites }: Config['inventory'],
): readonly NightTurn[] {
  const isThere = (site: string) => site === place || sites.get(site)?.area === place;
  return [...devices.values()]
    .filter(({ site }) => isThere(site))
    .flatMap(({ id }): readonly NightTurn[] => {
      const entity: Entity = deviceEntity(id);
      const bootMs = SHORTEST_BOOT_MS + (stableHash(`boot/${id}`) % BOOT_SPREAD_MS);
      return [
        { atMs, entity, what: 'darken' },
        { atMs: atMs + forMs + bootMs, entity, what: 'light' },
      ];
    });
}

/** Until a device answers when its power is back. */
const SHORTEST_BOOT_MS = minutes(1);
const BOOT_SPREAD_MS = minutes(2);
