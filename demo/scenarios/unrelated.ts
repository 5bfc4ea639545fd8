import type { Entity } from '../../core/domain/state.ts';
import { GROUP_KINDS } from '../../ledger/record/incidents/incident-event.ts';
import type { SurveyedCity } from './surveyed-city.ts';

/** Fewer of a place are no common cause, nor are less than so much of it. */
const MOST_OF_A_PLACE = 4;
const LESS_THAN = 0.5;

/** Cameras that fall without anything that would have taken them along: never so many of a place that it were one cause. */
export function pickUnrelated({ cameras, facts }: SurveyedCity, most: number): readonly Entity[] {
  const sizes = new Map<string, number>();
  for (const { entity } of facts.values())
    for (const place of placesOf(entity, facts)) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  const picked: Entity[] = [];
  const fallen = new Map<string, number>();
  for (const { entity } of cameras) {
    if (picked.length >= most) break;
    const places = placesOf(entity, facts);
    const isFree = places.every((place) => {
      const count = (fallen.get(place) ?? 0) + 1;
      return count <= MOST_OF_A_PLACE || count < LESS_THAN * (sizes.get(place) ?? 0);
    });
    if (!isFree) continue;
    picked.push(entity);
    for (const place of places) fallen.set(place, (fallen.get(place) ?? 0) + 1);
  }
  return picked;
}

function placesOf(entity: Entity, facts: SurveyedCity['facts']): readonly string[] {
  const { groups = {} } = facts.get(entity) ?? {};
  return GROUP_KINDS.flatMap((kind) => (groups[kind] === undefined ? [] : [`${kind} ${groups[kind]}`]));
}
