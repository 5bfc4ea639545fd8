import type { Area } from '../../../core/domain/inventory.ts';
import type { State } from '../../../core/domain/state.ts';
import { shortPlaceName } from '../../../core/text/place-names.ts';
import type { PlaceCounts } from '../../city/city-tally.ts';
import { addKinds } from '../../city/city-view.ts';
import { groupState } from '../../city/counts.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, nameOf, type PageContext } from '../frame/page-context.ts';

type AreaCounts = PlaceCounts & { readonly area: Area };

/** Letters of "12/14" that fit in the large type. */
const MAX_LARGE_LETTERS = 6;

/**
 * One ward: its colour and shape say its state, the number how many cameras are lost, the title everything.
 * `label` is that of the district, where it stands in this cell: then the ward's own text moves up.
 */
export function renderMapCell(
  context: PageContext,
  counts: AreaCounts,
  at: Html,
  label: readonly string[] | undefined,
): Html {
  const state = areaState(counts);
  const { district } = counts.area;
  return html`<a class="cell is-${state}" href="${linkTo(context, `/?district=${encodeURIComponent(district)}`)}"><title>${describeArea(context, counts)}</title><g class="${label && 'is-raised'}" transform="${at}"><use href="#hex"/>${state === 'degraded' && html`<use class="hatch" href="#hex"/>`}${renderContent(context, counts, state, label)}</g></a>`;
}

/** Of a ward; `none` where nothing is watched. */
export type AreaState = State | 'none';

/** Cameras decide; a dead switch in a ward whose cameras still answer is no reason for green. */
export function areaState({ byKind }: PlaceCounts): AreaState {
  const { camera } = byKind;
  const all = addKinds(byKind);
  if (all.total === 0) return 'none';
  const state = groupState(camera.total > 0 ? camera : all);
  return state === 'up' && all.down + all.degraded > 0 ? 'degraded' : state;
}

function describeArea(context: PageContext, { area, byKind: { camera } }: AreaCounts): string {
  const { messages, formats, view } = context;
  const name = nameOf(context, area);
  const district = view.districts.get(area.district)?.district;
  const place = district ? messages.areaTitle(name, nameOf(context, district)) : name;
  const words = [
    camera.total > 0
      ? messages.lostCameras(formats.count(camera.down), formats.count(camera.total))
      : messages.noCamerasHere,
    camera.degraded > 0 && messages.degradedMore(formats.count(camera.degraded)),
    camera.unknown > 0 && messages.unknownMore(formats.count(camera.unknown)),
  ].filter((text) => text !== false);
  return `${place}: ${words.join(', ')}`;
}

function renderContent(
  context: PageContext,
  { area, byKind }: AreaCounts,
  state: AreaState,
  label: readonly string[] | undefined,
): readonly Html[] {
  if (state === 'up' || state === 'none') return [];
  const raise = raiseFor(label);
  if (state === 'unknown') return [html`<text class="lost" y="${5 - raise}">?</text>`];
  const name = shortPlaceName(nameOf(context, area));
  const isLabelled = label?.join(' ') === name;
  return [
    renderLost(context, byKind.camera, state, 3 - raise),
    ...(isLabelled ? [] : [html`<text class="name" y="${13 - raise}">${clip(name, 12)}</text>`]),
  ];
}

/** Room for the label of the district below. */
function raiseFor(label: readonly string[] | undefined): number {
  if (!label) return 2;
  return label.length > 1 ? 14 : 11;
}

function renderLost(
  { formats }: PageContext,
  { down, total }: { down: number; total: number },
  state: State,
  y: number,
): Html {
  if (down === 0)
    return html`<use class="mark" href="#i-${state}" x="-6.5" y="${y - 12}" width="13" height="13"/>`;
  const text = `${formats.count(down)}/${formats.count(total)}`;
  return html`<text class="lost ${text.length > MAX_LARGE_LETTERS && 'is-long'}" y="${y}">${text}</text>`;
}
