import type { VisibleDevice } from '../../city/visible-fleet.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, describeReason, linkTo, type PageContext } from '../frame/page-context.ts';

/** The cameras that hang on a recorder, by channel; nothing where the inventory knows none. */
export function renderChannelsPanel(context: PageContext, { device }: VisibleDevice): Html | false {
  const cameras = camerasOf(context, device.id);
  const { messages, formats, view } = context;
  const { learnt } = messages;
  const recording = view.statusesOf(device.id).find(({ indicator }) => indicator === 'recording');
  const { channels, channelsLost = 0 } = recording?.measurements ?? {};
  const { measuredMs } = recording ?? {};
  const asOf = measuredMs === undefined ? '' : ` (${learnt.asOf(formats.shortTime(measuredMs, view.atMs))})`;
  if (cameras.length === 0 && channels === undefined) return false;
  return html`<section class="panel table channels" data-part="channels">
<header><h2>${learnt.channels}</h2>${channels !== undefined && html`<p>${learnt.channelCount(formats.count(channelsLost), formats.count(channels))}${asOf}</p>`}</header>
${cameras.length > 0 && html`<div class="scroll"><table><thead><tr><th scope="col">${learnt.channel}</th><th scope="col">${learnt.camera}</th><th scope="col">${messages.devicePage.state}</th></tr></thead><tbody>${cameras.map((camera) => renderCamera(context, camera))}</tbody></table></div>`}
</section>`;
}

function camerasOf({ view }: PageContext, recorder: string): readonly VisibleDevice[] {
  const { fleet } = view;
  const own = fleet.indexOf(recorder);
  return fleet
    .first(fleet.devices.filter((one) => fleet.columns.recorder[one] === own))
    .toSorted((a, b) => (a.device.channelOf?.channel ?? 0) - (b.device.channelOf?.channel ?? 0));
}

function renderCamera(context: PageContext, { device }: VisibleDevice): Html {
  const { messages, view } = context;
  const condition = view.conditions.get(device.id);
  return html`<tr><td>${device.channelOf?.channel}</td><td class="wide"><a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a></td><td>${condition && html`<span class="state">${renderIcon(condition.state)}${messages.states[condition.state]}</span>`}${condition?.reason !== undefined && html` <span class="small">${describeReason(context, condition.reason)}</span>`}</td></tr>`;
}
