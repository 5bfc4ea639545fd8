import { nameOf, type PageContext } from '../frame/page-context.ts';
import { countFacets, type FacetedList, type FacetGroup } from './facets.ts';

/** Names of places and parties by their ids. */
export const namedBy =
  (context: PageContext, known: ReadonlyMap<string, { name: string; nameEn?: string }>) =>
  (id: string): string => {
    const one = known.get(id);
    return one ? nameOf(context, one) : context.messages.devicePage.agencyUndetermined;
  };

/** Former districts, and the wards of the one that is chosen: of all of them there are too many. */
export function placeFacets(context: PageContext, list: FacetedList): readonly FacetGroup[] {
  const { byDistrict, byArea } = context.messages.list;
  const { districts, areas } = context.view.shown.inventory;
  const ofDistricts = { trait: 'district', heading: byDistrict, nameOf: namedBy(context, districts) };
  const ofAreas = { trait: 'area', heading: byArea, nameOf: namedBy(context, areas) };
  const isNarrow = (list.choice.district ?? list.choice.area) !== undefined;
  return [countFacets(list, ofDistricts), ...(isNarrow ? [countFacets(list, ofAreas)] : [])];
}
