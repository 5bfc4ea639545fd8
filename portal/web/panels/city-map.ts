import type { Cartogram } from '../../../core/cartogram/build-cartogram.ts';
import {
  HEX_RADIUS,
  type Hex,
  hexCentre,
  hexCorner,
  hexKey,
  type Point,
} from '../../../core/cartogram/hex.ts';
import { outlineOf } from '../../../core/cartogram/outline.ts';
import { type Label, placeLabels } from '../../../core/cartogram/place-labels.ts';
import { shortPlaceName } from '../../../core/text/place-names.ts';
import { type Html, html, trustedHtml } from '../frame/html.ts';
import { clip, isBlind, nameOf, type PageContext } from '../frame/page-context.ts';
import { renderLegend } from './legend.ts';
import { type AreaState, areaState, renderMapCell } from './map-cell.ts';

/** Pixels between the centres of neighbours, in the drawing's own units. */
const PITCH = 60;
const MARGIN = 4;

/** The city as equal cells: a ward of 2 km² counts as much as one of 40. */
export function renderCityMap(context: PageContext, cartogram: Cartogram): Html {
  const { messages, formats, view } = context;
  const lost = [...view.areas.values()].filter(({ byKind }) => byKind.camera.down > 0).length;
  const description = messages.mapDescription(formats.count(lost), formats.count(view.areas.size));
  return html`<section class="panel map ${isBlind(context) && 'is-stale'}" data-part="map">
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
  const labelOf = new Map(labels.values().map((label) => [hexKey(label.cell), label]));
  const stateOf = new Map<string, AreaState>();
  const cells = [...view.areas.values()].flatMap((counts) => {
    const cell = cartogram.get(counts.area.id);
    if (!cell) return [];
    stateOf.set(hexKey(cell), areaState(counts));
    const { x, y } = scale(hexCentre(cell));
    const at = html`translate(${round(x)} ${round(y)})`;
    return [renderMapCell(context, counts, at, labelOf.get(hexKey(cell))?.lines)];
  });
  return html`<svg class="city" viewBox="${round(left)} ${round(top)} ${round(width)} ${round(height)}" role="group" aria-label="${description}">
<defs><path id="hex" d="${hexPath()}"/>
<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.2" height="7"/></pattern></defs>
${cells}
<path class="outline" d="${groups.map(({ cells: members }) => outlinePath(members))}"/>
${labels
  .values()
  .map((label) => renderLabel(label, stateOf.get(hexKey(label.cell)) ?? 'none'))
  .toArray()}
</svg>`;
}

function renderLabel(label: Label, state: AreaState): Html {
  const { x, y } = scale(hexCentre(label.cell));
  const firstLine = label.lines.length > 1 ? 13 : 17;
  return html`<text class="district on-${state}" x="${round(x)}" y="${round(y)}">${label.lines.map((line, index) => html`<tspan x="${round(x)}" dy="${index === 0 ? firstLine : 10.5}">${line}</tspan>`)}</text>`;
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
