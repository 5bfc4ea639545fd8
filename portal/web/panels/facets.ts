import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';

/** One way to narrow a list, with how much it would leave. */
export interface Facet {
  readonly label: string;
  readonly count: number;
  /** Address of the page with this facet chosen, or without it where it is. */
  readonly path: string;
  readonly isChosen: boolean;
}

/** All values of one trait. */
export interface FacetGroup {
  readonly heading: string;
  readonly facets: readonly Facet[];
}

/** Filters are links, so that the page needs no form and no script. */
export function renderFacets(context: PageContext, { heading, facets }: FacetGroup): Html {
  const { formats } = context;
  return html`<div class="facet"><h3>${heading}</h3><ul>${facets.map(
    ({ label, count, path, isChosen }) =>
      html`<li class="${isChosen && 'is-chosen'}"><a href="${linkTo(context, path)}">${isChosen && '✕ '}${clip(label, 48)}</a> <span>${formats.count(count)}</span></li>`,
  )}</ul></div>`;
}

/** What a list is narrowed by, and what each thing in it is. */
export type Traits = Readonly<Record<string, string | undefined>>;

/** So many things of a list are alike. */
export interface CountedTraits {
  readonly traits: Traits;
  readonly count: number;
}

export interface FacetedList {
  readonly path: string;
  readonly counted: readonly CountedTraits[];
  readonly choice: Traits;
  /** Stays in each address, and is not counted by. */
  readonly fixed?: Traits;
}

export interface FacetTrait {
  readonly trait: string;
  readonly heading: string;
  readonly nameOf: (value: string) => string;
  /** Where the values have one; otherwise what most have comes first. */
  readonly order?: readonly string[];
}

/** How much each value of a trait would leave, whatever else is chosen beside it. */
export function countFacets(
  { path, counted, choice, fixed }: FacetedList,
  { trait, heading, nameOf, order }: FacetTrait,
): FacetGroup {
  const { [trait]: chosen, ...others } = choice;
  const counts = new Map<string, number>(chosen === undefined ? [] : [[chosen, 0]]);
  for (const { traits, count } of counted) {
    const value = traits[trait];
    if (value !== undefined && isAlike(traits, others)) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const sorted = [...counts].toSorted(([a, countA], [b, countB]) =>
    order
      ? order.indexOf(a) - order.indexOf(b)
      : Number(b === chosen) - Number(a === chosen) || countB - countA,
  );
  return {
    heading,
    facets: sorted.map(([value, count]) => ({
      label: nameOf(value),
      count,
      isChosen: value === chosen,
      path: listPath(path, { ...fixed, ...others, [trait]: value === chosen ? undefined : value }),
    })),
  };
}

/** Whether something is what was chosen. */
export const isAlike = (traits: Traits, choice: Traits): boolean =>
  Object.entries(choice).every(([name, value]) => value === undefined || traits[name] === value);

/** The same things counted together. */
export function countAlike<Item>(
  items: Iterable<Item>,
  traitsOf: (item: Item) => Traits,
): readonly CountedTraits[] {
  const known = new Map<string, { traits: Traits; count: number }>();
  for (const item of items) {
    const traits = traitsOf(item);
    const key = Object.values(traits).join('\n');
    const counted = known.get(key);
    if (counted) counted.count += 1;
    else known.set(key, { traits, count: 1 });
  }
  return [...known.values()];
}

/** The address of a list with these filters; what is not set is left out. */
export function listPath(path: string, filters: Traits): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) parameters.set(name, value);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
