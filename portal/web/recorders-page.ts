import type { RecordedFacts } from '../../ledger/record/devices.ts';
import type { CityView } from '../city/city-view.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { type DeviceChoice, renderDeviceList, renderName, renderState } from './devices-page.ts';
import { type Html, html } from './frame/html.ts';
import { describeDuration, type PageContext } from './frame/page-context.ts';
import { agencyLink, areaLink } from './frame/place-links.ts';

/** All recorders: how many of their channels are lost, their disks, and how far back they reach. */
export function renderRecordersPage(
  context: PageContext,
  choice: DeviceChoice,
  { learnt, after }: { readonly learnt: Pick<LearntSource, 'facts'>; readonly after: string | undefined },
): Html {
  const { messages, view } = context;
  const { listsPage, devicePage } = messages;
  const channels = countChannels(view);
  return renderDeviceList(context, choice, {
    ...{ path: '/recorders', heading: messages.sections.recorders, kind: 'nvr', after },
    count: listsPage.recorders,
    head: [
      ...[devicePage.state, messages.oneOfKind.nvr, messages.area, devicePage.agency],
      ...[listsPage.channels, listsPage.disks, listsPage.reachesBack],
    ],
    renderRow: (visible) =>
      renderRow(context, visible, {
        channels: channels.get(view.fleet.indexOf(visible.device.id)),
        facts: learnt.facts(visible.device.id),
      }),
  });
}

interface Channels {
  total: number;
  down: number;
}

/** Of what is visible. */
function countChannels({ fleet, stateAt }: CityView): ReadonlyMap<number, Channels> {
  const byRecorder = new Map<number, Channels>();
  for (const device of fleet.devices) {
    const recorder = fleet.columns.recorder[device] ?? -1;
    if (recorder < 0) continue;
    const channels = byRecorder.get(recorder) ?? { total: 0, down: 0 };
    byRecorder.set(recorder, channels);
    channels.total += 1;
    channels.down += Number(stateAt(device) === 'down');
  }
  return byRecorder;
}

interface RecorderSources {
  readonly channels: Channels | undefined;
  readonly facts: RecordedFacts | undefined;
}

function renderRow(
  context: PageContext,
  { device, area }: VisibleDevice,
  { channels, facts }: RecorderSources,
): Html {
  const { messages, formats, view } = context;
  const { listsPage, placePage } = messages;
  const oldestMs = facts?.oldestRecordingMs;
  const lost = channels && placePage.lostOf(formats.count(channels.down), formats.count(channels.total));
  return html`<tr><td>${renderState(context, device)}</td><td class="wide">${renderName(context, device)}</td><td>${areaLink(context, area)}</td><td>${agencyLink(context, device.agency)}</td><td data-label="${listsPage.channels}">${lost ?? '–'}</td><td data-label="${listsPage.disks}">${describeDisks(context, facts)}</td><td data-label="${listsPage.reachesBack}">${oldestMs === undefined ? '–' : describeDuration(context, view.atMs - oldestMs)}</td></tr>`;
}

/** What is wrong with them, or how many there are. */
function describeDisks({ messages, formats }: PageContext, facts: RecordedFacts | undefined): Html {
  const { disks } = facts ?? {};
  if (disks === undefined || disks.length === 0) return html`–`;
  const counted = Map.groupBy(disks, ({ state }) => state);
  const parts = [...counted].map(
    ([state, some]) => `${formats.count(some.length)} ${messages.findings.diskStates[state]}`,
  );
  const isBad = counted.has('failed') || counted.has('missing') || counted.has('full');
  return html`<span class="${isBad && 'is-bad'}">${parts.join(', ')}</span>`;
}
