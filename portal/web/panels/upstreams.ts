import type { State } from '../../../core/domain/state.ts';
import { mergeWithheld, type VisibleDevice, type VisibleLink } from '../../city/visible-fleet.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, linkTo, nameOf, type PageContext } from '../frame/page-context.ts';

const MAX_PATHS = 4;
/** Deeper than any real network; an error of the inventory must not draw a page without end. */
const MAX_STEPS = 12;

/** The ways from the core to a device, each step with its state. What is withheld keeps its place without a name or number. */
export const renderUpstreams = (context: PageContext, { device }: VisibleDevice): Html =>
  renderWays(context, device.upstreams, html`<bdi>${clip(device.name, 40)}</bdi>`);

/** The way to where a line ends. */
export function renderWayOf(context: PageContext, { link, area }: VisibleLink): Html {
  const far = context.view.fleet.deviceById.get(link.far.slice('device:'.length));
  const end = far && link.far.startsWith('device:') ? clip(far.device.name, 40) : nameOf(context, area);
  return renderWays(context, [[`link:${link.id}`]], html`<bdi>${end}</bdi>`);
}

function renderWays(context: PageContext, ways: readonly (readonly string[])[], end: Html): Html {
  const { messages, formats, view } = context;
  const { devicePage } = messages;
  const paths = ways.slice(0, MAX_PATHS);
  return html`<section class="panel upstreams" data-part="upstreams">
<header><h2>${devicePage.upstream}</h2></header>
${paths.length === 0 && html`<p class="quiet">${devicePage.noUpstream}</p>`}
${paths.map(
  (path, index) =>
    html`<div class="path">${paths.length > 1 && html`<h3>${devicePage.path(formats.count(index + 1))}</h3>`}<ol><li>${devicePage.core}</li>${mergeWithheld(stepsOf(context, path), view.fleet).map((entity) => renderStep(context, entity))}<li>${end}</li></ol></div>`,
)}
</section>`;
}

/** The steps of a path with what stands in front of its first member, followed along first paths. */
function stepsOf({ view }: PageContext, path: readonly string[]): string[] {
  const { inventory } = view.shown;
  const steps = [...path];
  while (steps.length < MAX_STEPS) {
    const [first = ''] = steps;
    const id = first.slice(first.indexOf(':') + 1);
    const before = first.startsWith('link:')
      ? nearEnd(inventory.links.get(id)?.near)
      : (inventory.devices.get(id)?.upstreams[0] ?? []);
    const isNew = before.length > 0 && before.every((entity) => !steps.includes(entity));
    if (!isNew) return steps;
    steps.unshift(...before);
  }
  return steps;
}

function nearEnd(near: string | undefined): readonly string[] {
  return near === undefined || near === 'core' ? [] : [near];
}

function renderStep(context: PageContext, entity: string): Html {
  const { messages, view } = context;
  if (!view.fleet.isVisible(entity)) return html`<li>${messages.devicePage.withheld}</li>`;
  const id = entity.slice(entity.indexOf(':') + 1);
  if (entity.startsWith('link:')) {
    const name = clip(view.fleet.linkById.get(id)?.link.name ?? id, 60);
    return html`<li>${renderIcon(stateOf(view.linkConditions.get(id)))}<a href="${linkTo(context, `/links/${encodeURIComponent(id)}`)}"><bdi>${name}</bdi></a></li>`;
  }
  const name = clip(view.fleet.deviceById.get(id)?.device.name ?? id, 60);
  return html`<li>${renderIcon(stateOf(view.conditions.get(id)))}<a href="${linkTo(context, `/devices/${encodeURIComponent(id)}`)}"><bdi>${name}</bdi></a></li>`;
}

function stateOf(condition: { readonly state: State } | undefined): State {
  return condition?.state ?? 'unknown';
}
