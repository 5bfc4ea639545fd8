import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { RecordedFacts } from '../../ledger/record/devices.ts';
import type { CausesOf } from '../city/causes-of.ts';
import type { Condition } from '../city/condition.ts';
import { calledForOne } from '../city/contracts-of.ts';
import { rootKey } from '../city/down-now.ts';
import { worstFirst } from '../city/place-figures.ts';
import type { OutageSource } from '../city/recent-outages.ts';
import { publicWords } from '../city/tell-incidents.ts';
import type { VisibleFinding } from '../city/visible-findings.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { hidesPlace, isRestricted } from '../server/blur-places.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, describeReason, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { agencyLink, areaLink, siteLink, telephoneLink } from './frame/place-links.ts';
import { renderLayout } from './layout.ts';
import { renderCalling } from './panels/calling-panel.ts';
import { renderCauses } from './panels/causes-panel.ts';
import { renderChannelsPanel } from './panels/channels-panel.ts';
import { type ChartsOf, renderChartsPanel } from './panels/charts-panel.ts';
import { checkPlace } from './panels/check-form.ts';
import { callersOfDevice } from './panels/device-callers.ts';
import { renderFindingPanel } from './panels/finding-panel.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { type History, renderHistory } from './panels/history-panel.ts';
import { renderIndicators } from './panels/indicators-panel.ts';
import { renderLearntPanel } from './panels/learnt-panel.ts';
import { renderLines } from './panels/lines-panel.ts';
import { renderOutages } from './panels/outages-panel.ts';
import { renderPortsPanel } from './panels/ports-panel.ts';
import { describeUnwatched } from './panels/unwatched-words.ts';
import { renderUpstreams } from './panels/upstreams.ts';

/** What a device page is drawn from besides the view. */
export interface DevicePageSources {
  readonly causes: CausesOf;
  readonly facts: RecordedFacts | undefined;
  readonly findings: readonly VisibleFinding[];
  readonly outages: OutageSource;
  readonly history: History;
  /** Absent where nothing is measured into InfluxDB. */
  readonly charts: ChartsOf | undefined;
  /** Whose outages are listed; absent: of the last days. */
  readonly day: Interval | undefined;
}

/** Everything known of one device: why it is lost, state by indicator, what is wrong with it, what it says of itself, the way to it, its last outages. */
export function renderDevicePage(
  context: PageContext,
  visible: VisibleDevice,
  { causes, facts, findings, outages, history, charts, day }: DevicePageSources,
): Html {
  const { view } = context;
  const { id } = visible.device;
  const { fleet } = view;
  const lines = worstFirst(view, fleet.linksBefore(Uint32Array.of(fleet.indexOf(id))));
  return renderLayout(
    context,
    clip(visible.device.name),
    html`${renderHealthStrip(context)}
<div class="columns is-two">
${renderCauses(context, causes)}
${renderFacts(context, visible, causes)}
${renderIndicators(context, view.conditions.has(id) ? view.statusesOf(id) : [])}
${renderCalling(context, calledForOne(view, visible.device), callersOfDevice(context, visible.device, { causes, lines }))}
${renderFindingPanel(context, findings)}
${renderLearntPanel(context, facts)}
${renderChannelsPanel(context, visible)}
${renderUpstreams(context, visible)}
${renderLines(context, lines, undefined)}
${renderPortsPanel(context, visible)}
${charts && renderChartsPanel(context, charts)}
${renderHistory(context, history)}
${renderOutages(context, visible.entity, { outages, day })}
</div>`,
  );
}

function renderFacts(context: PageContext, visible: VisibleDevice, causes: CausesOf): Html {
  const { device, site, area, district } = visible;
  const { messages, view } = context;
  const { devicePage } = messages;
  const { contractors } = view.shown.inventory;
  const contractor = device.contractor === undefined ? undefined : contractors.get(device.contractor);
  const condition = view.conditions.get(device.id);
  const channel = device.channelOf && view.fleet.deviceById.get(device.channelOf.recorder);
  const facts: [string, Html][] = [
    [
      devicePage.kind,
      html`${messages.oneOfKind[device.kind]}${channel && html` (${devicePage.channel(String(device.channelOf?.channel ?? ''), clip(channel.device.name))})`}`,
    ],
    [
      devicePage.site,
      isRestricted(site)
        ? html`${siteLink(context, visible)} <span class="small">${devicePage.restricted}</span>`
        : html`${siteLink(context, visible)}, ${areaLink(context, area)}`,
    ],
    [
      messages.district,
      html`<a href="${linkTo(context, `/?district=${encodeURIComponent(district.id)}`)}">${nameOf(context, district)}</a>`,
    ],
    [devicePage.agency, agencyLink(context, device.agency)],
    [
      devicePage.contractor,
      html`${contractor ? clip(contractor.name) : devicePage.none}${contractor?.hotline !== undefined && html` ${telephoneLink(contractor.hotline)}`}`,
    ],
    ...describeAttachment(context, device),
  ];
  return html`<section class="panel facts" data-part="facts">
<header><h2><bdi>${clip(device.name)}</bdi></h2><p>${clip(device.id)}</p></header>
${condition ? html`<p class="verdict is-${condition.state}">${renderIcon(condition.state)}${messages.states[condition.state]}${describeWhy(context, visible, { condition, causes })}</p>` : html`<p class="quiet">${devicePage.notInService(describeUnwatched(context, device) ?? messages.listsPage.outOfService)}</p>`}
<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
${checkPlace(device.id)}
</section>`;
}

/** By the cause, where the incident that it is in is blamed on something else; with what it is called on the telephone. */
function describeWhy(
  context: PageContext,
  { entity }: VisibleDevice,
  { condition, causes }: { readonly condition: Condition; readonly causes: CausesOf },
): Html {
  const { messages, view } = context;
  const own =
    condition.reason !== undefined &&
    html` <span>${rungOf(context, condition)}${describeReason(context, condition.reason)}</span>`;
  const [incident] = causes.incidents.told;
  if (!incident || condition.state === 'up') return html`${own}`;
  const { id, number, summary } = incident;
  const path = linkTo(context, `/incidents/${encodeURIComponent(id)}`);
  const words = publicWords(view, messages.language);
  const cause = clip(nameCause(viewRoot(summary.root, words.city), words));
  const called = number ?? messages.sections.incidents;
  if (rootKey(summary.root) === entity) return html`${own} <a href="${path}">${called}</a>`;
  return html` ${messages.devicePage.because} <a href="${path}"><bdi>${cause}</bdi> (${called})</a>${own}`;
}

/** What does not answer, where that is not the device as a whole: an agent may be silent on a switch that forwards. */
function rungOf({ messages }: PageContext, { state, indicator }: Condition): string {
  const isOfPart = state !== 'up' && indicator !== undefined && indicator !== 'reach';
  return isOfPart ? `${messages.indicators[indicator]}: ` : '';
}

/** The port of a switch it hangs on, where the switch may be named. */
function describeAttachment(
  context: PageContext,
  { attachedTo }: VisibleDevice['device'],
): readonly [string, Html][] {
  const visible = attachedTo && context.view.fleet.deviceById.get(attachedTo.device);
  if (!visible) return [];
  const href = linkTo(context, `/devices/${encodeURIComponent(visible.device.id)}`);
  const port = hidesPlace(context.view.fleet, visible.site) ? '–' : clip(attachedTo.name, 40);
  return [
    [
      context.messages.learnt.attached,
      html`<a href="${href}"><bdi>${clip(visible.device.name)}</bdi></a>, ${context.messages.learnt.evidence.port(port)}`,
    ],
  ];
}
