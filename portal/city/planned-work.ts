import { parseEntity } from '../../core/domain/state.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import { days } from '../../core/time/units.ts';
import { type AnnouncedWork, foldMaintenance, workState } from '../../ledger/decisions/works.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { CityView } from './city-view.ts';

/** Planned work that runs, or begins soon. */
export type PlannedWork = Pick<AnnouncedWork, 'id' | 'interval'>;

/** What is announced for cameras of a ward or a site. */
export type PlannedAt = (place: 'area' | 'site', id: string) => readonly PlannedWork[];

const SOON_MS = days(14);

/** By place, the work that begins first at its front: of what is visible alone. */
export function gatherPlannedWork(view: CityView, rows: Iterable<Decision>): PlannedAt {
  const { fleet, shown, atMs } = view;
  const { columns } = fleet;
  const devices = indexMap(shown.inventory.devices);
  const byPlace = new Map<string, PlannedWork[]>();
  const put = (place: string, work: PlannedWork) => {
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, [work]);
    else if (!known.includes(work)) known.push(work);
  };
  for (const { entities, ...work } of comingWork(rows, atMs))
    for (const entity of entities) {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      const device = kind === 'device' ? fleet.indexOf(id) : -1;
      const group = fleet.groupOf(device);
      if (group?.kind !== 'camera') continue;
      put(`area:${group.area}`, work);
      put(`site:${devices.memberAt(devices.indexOf(columns.idOf(device)) ?? -1, 'site')}`, work);
    }
  return (place, id) => byPlace.get(`${place}:${id}`) ?? [];
}

const comingWork = (rows: Iterable<Decision>, atMs: number): readonly AnnouncedWork[] =>
  [...foldMaintenance(rows).values()]
    .filter((work) => {
      const state = workState(work, atMs);
      return state === 'running' || (state === 'announced' && work.interval.fromMs < atMs + SOON_MS);
    })
    .sort((a, b) => a.interval.fromMs - b.interval.fromMs);
