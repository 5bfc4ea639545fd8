import { whyUnwatched } from '../../core/domain/unwatched.ts';
import type { CityView } from './city-view.ts';
import type { VisibleDevice } from './visible-fleet.ts';

/** Visible devices of which nothing is measured, by why. */
export interface UnwatchedGroup {
  readonly why: NonNullable<ReturnType<typeof whyUnwatched>>;
  readonly count: number;
  /** The first of them by id. */
  readonly named: readonly VisibleDevice[];
}

const MOST_NAMED = 5;

/** Decodes those alone that are not watched, and the few that have no rung: of 100,000 that is a small share. */
export function listUnwatched({ fleet, stateAt, conditionAt, atMs }: CityView): readonly UnwatchedGroup[] {
  const groups = new Map<UnwatchedGroup['why'], { count: number; named: VisibleDevice[] }>();
  for (const index of fleet.devices) {
    const isMeasured = stateAt(index) !== undefined && conditionAt(index)?.indicator !== undefined;
    const visible = isMeasured ? undefined : fleet.deviceAt(index);
    const why = visible && whyUnwatched(visible.device, atMs);
    if (visible === undefined || why === undefined) continue;
    const group = groups.get(why) ?? { count: 0, named: [] };
    groups.set(why, group);
    group.count++;
    if (group.named.length < MOST_NAMED) group.named.push(visible);
  }
  return [...groups]
    .map(([why, group]) => ({ why, ...group }))
    .sort((a, b) => b.count - a.count || a.why.localeCompare(b.why));
}
