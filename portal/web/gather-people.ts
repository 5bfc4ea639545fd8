import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import type { ClockNow, ClocksNow, createClocksNow } from '../../contracts/response/clocks-now.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import { parsePersonAct } from '../../ledger/decisions/acknowledgements.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { CityView } from '../city/city-view.ts';
import type { DutyEntry } from '../city/duty-list.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { publicCity, type ToldIncident, tellIncidents } from '../city/tell-incidents.ts';
import type { IncidentPeople } from './panels/linked-incidents.ts';

export interface PeopleSources {
  readonly incident: ToldIncident;
  /** All rows of its record. */
  readonly steps: readonly Decision[];
  readonly source: IncidentSource;
  readonly standing: readonly DutyEntry[];
  readonly clocksNow: ReturnType<typeof createClocksNow>;
}

/** What people did about an incident, who was told of it, what it is merged with, and how its clocks stand. */
export function gatherPeople(view: CityView, sources: PeopleSources): IncidentPeople {
  const { incident, steps, source, standing } = sources;
  const acts = steps.flatMap((row) => parsePersonAct(row) ?? []);
  const { linkedTo } = incident.duty;
  const tell = (ids: readonly string[]) =>
    tellIncidents(
      view,
      source,
      ids.flatMap((id) => source.incident(id) ?? []),
    );
  const named = tell([
    ...new Set([linkedTo, ...acts.map(({ into }) => into)].filter((id) => id !== undefined)),
  ]);
  return {
    ...{ acts, messages: source.messages(incident.id), clocks: tellClocks(view, steps, sources) },
    linkedTo: named.find(({ id }) => id === linkedTo),
    linkedWith: tell(standing.filter(({ duty }) => duty.linkedTo === incident.id).map(({ id }) => id)),
    numberOf: (id) => named.find((one) => one.id === id)?.number,
  };
}

/** By the contracts of its cause, for a contractor by its own alone; of several the one that leaves the least time. */
export function tellClocks(
  view: CityView,
  steps: readonly Decision[],
  { incident, clocksNow }: Pick<PeopleSources, 'incident' | 'clocksNow'>,
): ClocksNow {
  const { inventory, settings } = view.shown;
  const { contracts } = viewRoot(incident.summary.root, publicCity(view, 'vi'));
  const { scope } = view.fleet.sight;
  const isShown = ({ contractor }: Contract) =>
    scope === 'city' || !('contractor' in scope) || contractor === scope.contractor;
  const context = { calendars: inventory.calendars, timeZone: settings.city.timeZone, atMs: view.atMs };
  const all = contracts.filter(isShown).map((contract) => clocksNow(contract, steps, context));
  const response = shortest(all.map((clocks) => clocks.response));
  const restoration = shortest(all.map((clocks) => clocks.restoration));
  return { ...(response && { response }), ...(restoration && { restoration }) };
}

const shortest = (clocks: readonly (ClockNow | undefined)[]): ClockNow | undefined =>
  clocks
    .filter((clock) => clock !== undefined)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.leftMs - b.leftMs)[0];

/** What still goes before what ended, and that before what is another's. */
const rankOf = ({ ended }: ClockNow): number => (ended === undefined ? 0 : ended === 'passed-on' ? 2 : 1);
