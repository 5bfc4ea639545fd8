import type { Cartogram } from '../cartogram/build-cartogram.ts';
import { HEX_RADIUS, type Hex, hexCentre, hexCorner, hexKey, type Point } from '../cartogram/hex.ts';
import { outlineOf } from '../cartogram/outline.ts';
import { type Label, placeLabels } from '../cartogram/place-labels.ts';
import { addKinds, type CityView } from '../city-view.ts';
import { groupState } from '../counts.ts';
import { type Html, html, trustedHtml } from '../html.ts';
import { renderLegend } from './legend.ts';
import { clip, linkTo, nameOf, type PageContext } from './page-context.ts';
import { shortPlaceName } from './place-names.ts';

type AreaCounts = CityView['areas'] extends ReadonlyMap<string, infer Counts> ? Counts : never;

/** Pixels between the centres of neighbours, in the drawing's own units. */
const PITCH = 60;
const MARGIN = 4;

/** The city as equal cells: a ward of 2 km² counts as much as one of 40. */
export function renderCityMap(context: PageContext, cartogram: Cartogram): Html {
  const { messages, formats, view } = context;
  const lost = [...view.areas.values()].filter(({ byKind }) => byKind.camera.down > 0).length;
  const description = messages.mapDescription(formats.count(lost), formats.count(view.areas.size));
  return html`<section class="panel map ${view.health.sight === 'blind' && 'is-stale'}" data-part="map">
<header><h2>${messages.mapHeading}</h2><p>${messages.mapExplained}</p></header>
${cartogram.size > 0 && renderDrawing(context, cartogram, description)}
${renderLegend(context)}
</section>`;
}

function renderDrawing(context: PageContext, cartogram: Cartogram, description: string): Html {
  const { view } = context;
  const centres = [...cartogram.values()].map((cell) => scale(hexCentre(cell)));
  const left = Math.min(...centres.map(({ x }) => x)) - PITCH / 2 - MARGIN;
  const top = Math.min(...centres.map(({ y }) => y)) - PITCH * HEX_RADIUS - MARGIN;
  const width = Math.max(...centres.map(({ x }) => x)) + PITCH / 2 + MARGIN - left;
  const height = Math.max(...centres.map(({ y }) => y)) + PITCH * HEX_RADIUS + MARGIN - top;
  const groups = groupByDistrict(context, cartogram);
  const labels = placeLabels(groups);
  const labelled = new Set(labels.values().map(({ cell }) => hexKey(cell)));
  const cells = [...view.areas.values()].flatMap((counts) => {
    const cell = cartogram.get(counts.area.id);
    return cell ? [renderCell(context, counts, cell, labelled.has(hexKey(cell)))] : [];
  });
  return html`<svg class="city" viewBox="${round(left)} ${round(top)} ${round(width)} ${round(height)}" role="img" aria-label="${description}">
<defs><path id="hex" d="${hexPath()}"/>
<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.2" height="7"/></pattern></defs>
${cells}
<path class="outline" d="${groups.map(({ cells: members }) => outlinePath(members))}"/>
${groups.map(({ id }) => renderLabel(labels.get(id)))}
</svg>`;
}

function renderCell(context: PageContext, counts: AreaCounts, cell: Hex, hasLabel: boolean): Html {
  const { messages, formats, view } = context;
  const { area, byKind } = counts;
  const { camera } = byKind;
  const all = addKinds(byKind);
  const state = groupState(camera.total > 0 ? camera : all);
  // A dead switch in a ward whose cameras still answer is no reason for green.
  const shown = state === 'up' && all.down + all.degraded > 0 ? 'degraded' : state;
  const { x, y } = scale(hexCentre(cell));
  const district = view.districts.get(area.district)?.district;
  const name = nameOf(context, area);
  const words = [
    camera.total > 0
      ? messages.lostOf(formats.count(camera.down), formats.count(camera.total), messages.kinds.camera)
      : messages.noCamerasHere,
    camera.degraded > 0 && messages.degradedMore(formats.count(camera.degraded)),
    camera.unknown > 0 && messages.unknownMore(formats.count(camera.unknown)),
  ].filter((text) => text !== false);
  const title = `${district ? messages.areaTitle(name, nameOf(context, district)) : name}: ${words.join(', ')}`;
  const raise = hasLabel ? 11 : 2;
  const isTroubled = shown === 'down' || shown === 'degraded';
  return html`<a class="cell is-${shown}" href="${linkTo(context, `/?district=${encodeURIComponent(area.district)}`)}"><title>${title}</title><g transform="translate(${round(x)} ${round(y)})"><use href="#hex"/>${shown === 'degraded' && html`<use class="hatch" href="#hex"/>`}${camera.down > 0 && html`<text class="lost" y="${3 - raise}">${formats.count(camera.down)}/${formats.count(camera.total)}</text>`}${isTroubled && camera.down === 0 && html`<use class="mark" href="#i-degraded" x="-6" y="${-9 - raise}" width="12" height="12"/>`}${isTroubled && html`<text class="name" y="${13 - raise}">${clip(shortPlaceName(name), 13)}</text>`}${shown === 'unknown' && html`<text class="lost" y="${5 - raise}">${all.total > 0 ? '?' : '–'}</text>`}</g></a>`;
}

function renderLabel(label: Label | undefined): Html | undefined {
  if (!label) return undefined;
  const { x, y } = scale(hexCentre(label.cell));
  const firstLine = label.lines.length > 1 ? 13 : 17;
  return html`<text class="district" x="${round(x)}" y="${round(y)}">${label.lines.map((line, index) => html`<tspan x="${round(x)}" dy="${index === 0 ? firstLine : 10.5}">${line}</tspan>`)}</text>`;
}

function groupByDistrict(context: PageContext, cartogram: Cartogram) {
  const { view } = context;
  const cellsOf = Map.groupBy(
    view.areas.values().flatMap(({ area }) => {
      const cell = cartogram.get(area.id);
      return cell ? [{ cell, district: area.district }] : [];
    }),
    ({ district }) => district,
  );
  return [...view.districts.values()].map(({ district }) => ({
    id: district.id,
    name: clip(shortPlaceName(nameOf(context, district)), 24),
    cells: (cellsOf.get(district.id) ?? []).map(({ cell }) => cell),
  }));
}

/** Slightly smaller than its cell, so that a gap shows between neighbours. */
function hexPath(): string {
  const corners = [0, 1, 2, 3, 4, 5].map((corner) => {
    const { x, y } = hexCorner({ x: 0, y: 0 }, corner, HEX_RADIUS * PITCH - 1.2);
    return `${round(x)} ${round(y)}`;
  });
  return `M${corners.join('L')}Z`;
}

function outlinePath(cells: readonly Hex[]): Html {
  const sides = outlineOf(cells).map(([from, to]) => {
    const [a, b] = [scale(from), scale(to)];
    return `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`;
  });
  return trustedHtml(sides.join(''));
}

function scale({ x, y }: Point): Point {
  return { x: x * PITCH, y: y * PITCH };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
