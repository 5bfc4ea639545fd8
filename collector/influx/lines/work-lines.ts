import type { Entity } from '../../../core/domain/state.ts';
import { isOpenEntity } from '../../../core/domain/withheld.ts';
import { describeEntity, type Surroundings } from './entity-tags.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';

/** Planned work that was announced, and perhaps cancelled at `cancelledMs`. */
export interface WorkRow {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly cancelledMs?: number;
  readonly entities: readonly Entity[];
  readonly reason: string;
}

export interface WorkLine {
  readonly text: string;
  readonly atMs: number;
}

/**
 * Its beginning and its end, once for each agency and district that it touches. Both stand where they were announced,
 * so that those of cancelled work are written over. Where it touches what is withheld, its reason may name that: then its
 * number is its title.
 */
export function renderWorkLines(surroundings: Surroundings, work: WorkRow): readonly WorkLine[] {
  const marks = marksOf(work);
  const entity = `maintenance:${work.id}`;
  const title = work.entities.every((one) => isOpenEntity(surroundings.inventory, one))
    ? work.reason
    : entity;
  return placesOf(surroundings, work).flatMap((place) => {
    const key = renderSeriesKey('event', {
      kind: 'maintenance',
      entity,
      indicator: undefined,
      area: undefined,
      ...place,
    });
    return marks.flatMap(({ atMs, state, untilMs }) => {
      const fields = { state, reason: 'planned-work', untilMs, title };
      const text = renderLine(key, fields, atMs);
      return text === undefined ? [] : [{ text, atMs }];
    });
  });
}

interface Mark {
  readonly atMs: number;
  readonly state: 'begin' | 'end' | 'cancelled';
  readonly untilMs?: number;
}

function marksOf({ fromMs, toMs, cancelledMs = Number.POSITIVE_INFINITY }: WorkRow): readonly Mark[] {
  if (cancelledMs <= fromMs) {
    return [
      { atMs: fromMs, state: 'cancelled', untilMs: toMs },
      { atMs: toMs, state: 'cancelled' },
    ];
  }
  const begin = { atMs: fromMs, state: 'begin', untilMs: Math.min(toMs, cancelledMs) } as const;
  if (cancelledMs >= toMs) return [begin, { atMs: toMs, state: 'end' }];
  return [begin, { atMs: cancelledMs, state: 'end' }, { atMs: toMs, state: 'cancelled' }];
}

function placesOf(surroundings: Surroundings, { entities }: WorkRow) {
  const places = entities.map((entity) => {
    const { agency, district } = describeEntity(surroundings, entity);
    return { agency, district };
  });
  return [...new Map(places.map((place) => [`${place.agency}\t${place.district}`, place])).values()];
}
