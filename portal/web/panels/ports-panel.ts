import type { TrafficSample } from '../../../core/domain/traffic.ts';
import type { VisibleDevice } from '../../city/visible-fleet.ts';
import { hidesPlace } from '../../server/blur-places.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';

const MAX_PORTS = 64;

/** What goes through the ports of a device by its last look, and what hangs on them; nothing where none is measured. */
export function renderPortsPanel(context: PageContext, { device, site }: VisibleDevice): Html | false {
  const { messages, formats, view } = context;
  const { learnt, linkPage } = messages;
  const samples = view
    .trafficOfDevice(device.id)
    .toSorted((a, b) => COLLATOR.compare(a.interface, b.interface));
  if (samples.length === 0) return false;
  const { fleet } = view;
  const nameOf = ({ interface: name }: TrafficSample) => (hidesPlace(fleet, site) ? '–' : clip(name, 40));
  const own = fleet.indexOf(device.id);
  const attached = Map.groupBy(
    fleet.first(fleet.devices.filter((one) => fleet.columns.attachedTo[one] === own)),
    (one) => one.device.attachedTo?.name ?? '',
  );
  const rest = samples.length - MAX_PORTS;
  const seenMs = samples.reduce((last, { atMs }) => Math.max(last, atMs), 0);
  return html`<section class="panel table ports" data-part="ports">
<header><h2>${learnt.ports}</h2><p>${formats.count(samples.length)}, ${learnt.asOf(formats.shortTime(seenMs, view.atMs))}</p></header>
<div class="scroll"><table><thead><tr><th scope="col">${learnt.port}</th><th scope="col">${learnt.attached}</th><th scope="col" class="number">${linkPage.incoming}</th><th scope="col" class="number">${linkPage.outgoing}</th><th scope="col" class="number">${linkPage.errors}</th></tr></thead>
<tbody>${samples.slice(0, MAX_PORTS).map((sample) => renderPort(context, { name: nameOf(sample), sample, attached: attached.get(sample.interface) ?? [] }))}</tbody></table></div>
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}

/** `port 2` before `port 10`. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

interface Port {
  readonly name: string;
  readonly sample: TrafficSample;
  readonly attached: readonly VisibleDevice[];
}

function renderPort(context: PageContext, { name, sample, attached }: Port): Html {
  const { formats } = context;
  return html`<tr><td><bdi>${name}</bdi></td><td class="wide">${renderAttached(context, sample, attached)}</td><td class="number">${formats.bitRate(sample.inBitsPerSecond)}</td><td class="number">${formats.bitRate(sample.outBitsPerSecond)}</td><td class="number">${describeErrors(context, sample)}</td></tr>`;
}

function renderAttached(
  context: PageContext,
  { linkId }: TrafficSample,
  attached: readonly VisibleDevice[],
): readonly Html[] {
  const { view } = context;
  const link = linkId === undefined ? undefined : view.fleet.linkById.get(linkId)?.link;
  const links = link
    ? [
        html`<a href="${linkTo(context, `/links/${encodeURIComponent(link.id)}`)}"><bdi>${clip(link.name)}</bdi></a> `,
      ]
    : [];
  return [
    ...links,
    ...attached.map(
      ({ device }) =>
        html`<span class="state">${renderIcon(view.conditions.get(device.id)?.state ?? 'unknown')}<a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a></span> `,
    ),
  ];
}

/** Of both directions within the interval; a dash where the device does not count them. */
export function describeErrors({ formats }: PageContext, sample: TrafficSample | undefined): string {
  const { inErrors, outErrors } = sample ?? {};
  return inErrors === undefined && outErrors === undefined
    ? '–'
    : formats.count((inErrors ?? 0) + (outErrors ?? 0));
}
