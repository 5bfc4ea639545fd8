import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import type { Formats } from '../../core/language/formats.ts';
import { nameIn } from '../../core/language/name-in.ts';
import { shortPlaceName } from '../../core/text/place-names.ts';
import { upFirst } from '../../core/text/up-first.ts';
import { seconds } from '../../core/time/units.ts';
import type { ActiveFault, Picture } from '../../demo/run/picture.ts';
import type { CityView } from '../../portal/city/city-view.ts';
import { addCounts, type Counts } from '../../portal/city/counts.ts';
import { countCameras, type LostIn } from '../../portal/city/down-now.ts';
import { publicWords } from '../../portal/city/tell-incidents.ts';
import type { Messages } from '../../portal/web/messages/messages.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { Texts } from './texts.ts';

export interface RenderContext {
  readonly texts: Texts;
  readonly messages: Messages;
  readonly formats: Formats;
  readonly style: Terminal['style'];
  readonly width: number;
}

const MAX_INCIDENTS = 6;
const CELL_WIDTH = 24;

/** The whole city on one screen of a terminal, as lines. */
export function renderPicture(picture: Picture, context: RenderContext): string[] {
  return [
    renderSummary(picture, context),
    '',
    ...renderDistricts(picture.view, context),
    '',
    ...renderIncidents(picture.view, context),
    '',
    ...renderScript(picture, context),
    '',
    renderHealth(picture, context),
  ].map((line) => line.trimEnd());
}

/** The same in one line, for a log. */
export function renderPictureLine(picture: Picture, context: RenderContext): string {
  const { texts, formats } = context;
  const { totals, downNow } = picture.view;
  const counts = addCounts(Object.values(totals.byKind));
  const { down } = counts;
  return [
    clockOf(picture.elapsedMs),
    describeCounts(counts, context),
    down === 0
      ? texts.nothingDown
      : texts.downNow(formats.count(down), formats.count(downNow().incidents.length)),
    scriptInBrief(picture, context),
    ...healthFacts(picture, context),
  ].join(' | ');
}

/** How many faults are on, and those that camwatch has yet to see. */
function scriptInBrief({ active }: Picture, context: RenderContext): string {
  const { texts, formats } = context;
  if (active.length === 0) return texts.scriptHasNothing;
  const unseen = active.filter((one) => one.isDownNow && one.found < one.expected);
  const seen = texts.faultsSeen(formats.count(active.length - unseen.length), formats.count(active.length));
  return [seen, ...unseen.map((one) => describeFault(one, context))].join('; ');
}

function renderSummary({ view, elapsedMs }: Picture, context: RenderContext): string {
  const { style } = context;
  const counts = addCounts(Object.values(view.totals.byKind));
  const text = describeCounts(counts, context);
  return `${style('dim', clockOf(elapsedMs))}  ${style(counts.down > 0 ? 'yellow' : 'green', text)}`;
}

function describeCounts({ up, total, unknown }: Counts, { texts, formats }: RenderContext): string {
  const text = texts.up(formats.count(up), formats.count(total));
  return unknown === 0 ? text : `${text}, ${texts.unknown(formats.count(unknown))}`;
}

/** One cell a former district, all devices of it: red from half of it lost, yellow when anything is. */
function renderDistricts(view: CityView, { style, width, formats, messages }: RenderContext): string[] {
  const columns = Math.max(1, Math.floor(width / CELL_WIDTH));
  const cells = [...view.districts.values()]
    .map(({ district, byKind }) => ({
      name: shortPlaceName(nameIn(messages.language, district)),
      counts: addCounts(Object.values(byKind)),
    }))
    .filter(({ counts }) => counts.total > 0)
    .map(({ name, counts }) => {
      // Of those that are known: a camera behind a recorder is not measured, and neither lost nor well.
      const figures = `${formats.count(counts.up)}/${formats.count(counts.total - counts.unknown)}`;
      const label = clip(name, CELL_WIDTH - figures.length - 4);
      const gap = ' '.repeat(CELL_WIDTH - 3 - label.length - figures.length);
      return `${style(colourOf(counts), `■ ${label}${gap}${figures}`)} `;
    });
  const rows = Math.ceil(cells.length / columns);
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns).join(''));
}

function colourOf({ up, degraded, down, total, unknown }: Counts) {
  if (down > 0 && down * 2 >= total - unknown) return 'red';
  if (down + degraded > 0) return 'yellow';
  return up > 0 ? 'green' : 'dim';
}

function renderIncidents(view: CityView, context: RenderContext): string[] {
  const { texts, messages, formats, style, width } = context;
  const { incidents, unassigned } = view.downNow();
  const { down } = addCounts(Object.values(view.totals.byKind));
  if (down + incidents.length === 0) return [texts.nothingDown];
  const row = (text: string) => `  ${style('red', '●')} ${clip(text, width - 5)}`;
  const named = incidents.slice(0, MAX_INCIDENTS);
  const rest = incidents.length - named.length;
  return [
    style('bold', texts.downNow(formats.count(down), formats.count(incidents.length))),
    ...(unassigned.length > 0
      ? [row(`${messages.incidents.unassigned}: ${countLost(unassigned, view, context)}`)]
      : []),
    ...named.map((incident) => row(describeIncident(view, incident, context))),
    ...(rest > 0 ? [`    ${texts.andMore(formats.count(rest))}`] : []),
  ];
}

function describeIncident(view: CityView, { root, sinceMs, lost }: LostIn, context: RenderContext): string {
  const { texts, formats, messages } = context;
  const words = publicWords(view, messages.language);
  const name = upFirst(nameCause(viewRoot(root, words.city), words));
  const age = texts.sinceSeconds(formats.count(Math.round((view.atMs - sinceMs) / seconds(1))));
  return `${name}: ${[lost.length > 1 && countLost(lost, view, context), age].filter(Boolean).join(', ')}`;
}

function countLost(
  devices: readonly number[],
  { fleet }: CityView,
  { texts, formats }: RenderContext,
): string {
  const count = formats.count(devices.length);
  return countCameras(fleet, devices) === devices.length ? texts.cameras(count) : texts.devices(count);
}

function renderScript({ active, view }: Picture, context: RenderContext): string[] {
  const { texts, style, width, formats } = context;
  if (active.length === 0) return [style('dim', texts.scriptHasNothing)];
  return [
    style('bold', texts.scriptHas),
    ...active.map((one) => {
      const isFound = one.isDownNow && one.found === one.expected;
      const ageSeconds = formats.count(Math.round((view.atMs - one.sinceMs) / seconds(1)));
      const text = `${describeFault(one, context)}, ${texts.sinceSeconds(ageSeconds)}`;
      return `  ${style(isFound ? 'green' : 'yellow', isFound ? '✓' : '…')} ${clip(text, width - 5)}`;
    }),
  ];
}

function describeFault(active: ActiveFault, { texts, formats }: RenderContext): string {
  const { fault, isDownNow, found, expected } = active;
  const name = `${texts.kinds[fault.kind]} ${fault.target}`;
  if (expected === 0) return `${name} (${texts.nothingToSee})`;
  const seen = isDownNow ? texts.seenBy(formats.count(found), formats.count(expected)) : texts.upJustNow;
  return `${name} (${seen})`;
}

function renderHealth(picture: Picture, context: RenderContext): string {
  const isWell = picture.view.health.sight !== 'blind' && picture.view.measurements.mode !== 'queueing';
  return context.style(
    isWell ? 'dim' : 'yellow',
    clip(healthFacts(picture, context).join(' · '), context.width - 1),
  );
}

function healthFacts({ view, probesPerSecond, isInfluxBroken }: Picture, context: RenderContext): string[] {
  const { texts, formats } = context;
  const { health, measurements } = view;
  return [
    texts.probesPerSecond(formats.count(probesPerSecond)),
    texts.late(formats.decimal((health.latenessMs ?? 0) / seconds(1))),
    texts.sight[health.sight],
    texts.influx[measurements.mode](formats.count(measurements.queuedPoints)),
    ...(isInfluxBroken ? [texts.influxBroken] : []),
  ];
}

/** `01:05` since the start. */
function clockOf(elapsedMs: number): string {
  const total = Math.max(0, Math.round(elapsedMs / seconds(1)));
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
