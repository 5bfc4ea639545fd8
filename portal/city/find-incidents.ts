import { incidentsNumbered } from '../../alerts/incidents/actions/incident-number.ts';
import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import { runInSlices, STEP, type Steps } from '../../core/host/in-slices.ts';
import type { CityView } from './city-view.ts';
import type { LostIn } from './down-now.ts';
import type { Found } from './found.ts';
import type { IncidentSource } from './incident-source.ts';
import { publicWords, type ToldIncident, tellIncidents } from './tell-incidents.ts';
import { partOf, toFindable, wordsOf } from './text-index.ts';
import type { VisibleFleet } from './visible-fleet.ts';

/** Makes ready what is looked through, in slices; the looking is done at once. */
export type FindIncidents = (view: CityView) => Promise<(query: string, most: number) => Found<ToldIncident>>;

/**
 * Incidents as far as they may be told: by what they are called on the telephone, by their id, and while they stand by their
 * cause. What a storm's 10,000 are blamed on is put into words once, in slices.
 */
export function createIncidentFinder(source: IncidentSource): FindIncidents {
  let kept: { readonly fleet: VisibleFleet; readonly texts: Map<string, string> } | undefined;
  return async (view) => {
    const { incidents } = view.downNow();
    if (kept?.fleet !== view.fleet) kept = { fleet: view.fleet, texts: new Map() };
    const { texts } = kept;
    await runInSlices(nameCauses(view, incidents, texts));
    return (query, most) => {
      const words = wordsOf(query);
      const byCause = incidents.filter(({ id }) => isNamed(texts.get(id), words)).map(({ id }) => id);
      const { timeZone } = view.shown.settings.city;
      const numbered = incidentsNumbered(source, query, { timeZone, nowMs: view.atMs });
      // What may not be told is in no count either.
      const asked = [...new Set([...numbered, query.trim()])].flatMap((id) => source.incident(id) ?? []);
      const named = tellIncidents(view, source, asked);
      const others = byCause.filter((id) => !named.some((one) => one.id === id));
      const rest = others.slice(0, most).flatMap((id) => source.incident(id) ?? []);
      const items = [...named, ...tellIncidents(view, source, rest)].slice(0, most);
      return { items, total: named.length + others.length, isAll: true };
    };
  };
}

const isNamed = (text: string | undefined, words: readonly string[]): boolean =>
  words.length > 0 && text !== undefined && words.every((word) => text.includes(partOf(word)));

function* nameCauses(view: CityView, incidents: readonly LostIn[], texts: Map<string, string>): Steps<void> {
  const words = publicWords(view, 'vi');
  const standing = new Set(incidents.map(({ id }) => id));
  for (const id of texts.keys()) if (!standing.has(id)) texts.delete(id);
  for (const [place, { id, root }] of incidents.entries()) {
    if (place % STEP === STEP - 1) yield;
    if (!texts.has(id)) texts.set(id, toFindable(`${nameCause(viewRoot(root, words.city), words)} ${id}`));
  }
}
