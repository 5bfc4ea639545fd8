import type { AlertingHealth, CollectorHealth } from '../../core/domain/sinks.ts';
import { clusterWords } from '../../core/words/cluster-words-in.ts';
import type { UnwatchedGroup } from '../city/unwatched-devices.ts';
import { isWhole } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { clip, describeDuration, describeReason, linkTo, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import type { HealthTexts } from './messages/health-texts.ts';
import { healthTextsEn as en } from './messages/health-texts-en.ts';
import { healthTextsVi as vi } from './messages/health-texts-vi.ts';
import { listPath } from './panels/facets.ts';
import { renderHealthStrip } from './panels/health-strip.ts';

export interface HealthSources {
  readonly alerting: AlertingHealth | undefined;
  readonly checkpointFailure: string | undefined;
  readonly unwatched: readonly UnwatchedGroup[];
}

const textsOf = ({ messages }: PageContext): HealthTexts => ({ en, vi })[messages.language];

type Fact = readonly [string, string];

/** Whether what is shown can be relied on: measuring, keeping, telling, and what nobody measures. */
export function renderHealthPage(context: PageContext, sources: HealthSources): Html {
  const texts = textsOf(context);
  return renderLayout(
    context,
    texts.heading,
    html`${renderHealthStrip(context)}
${context.view.health.collectors && isWhole(context.view.fleet.sight) && html`<p><a href="${linkTo(context, '/cluster')}">${clusterWords(context.messages.language).heading}</a></p>`}
<div class="columns is-two">
${renderFacts(texts.measuring, 'measuring', listMeasuring(context, texts))}
${renderFacts(texts.keeping, 'keeping', listKeeping(context, texts, sources))}
${renderFacts(texts.telling, 'telling', listTelling(context, texts, sources.alerting))}
${renderUnknown(context, texts)}
${renderUnwatched(context, texts, sources.unwatched)}
</div>`,
  );
}

const renderFacts = (heading: string, part: string, facts: readonly Fact[]): Html =>
  html`<section class="panel facts" data-part="${part}"><header><h2>${heading}</h2></header>
<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></section>`;

function listMeasuring({ view, formats, messages }: PageContext, texts: HealthTexts): readonly Fact[] {
  const { health } = view;
  const untilOf = (atMs: number | undefined) =>
    atMs === undefined ? texts.notTold : texts.until(formats.fullTime(atMs));
  return [
    [texts.run, texts.since(formats.fullTime(health.startedMs))],
    [
      texts.sight,
      health.sight === 'starting'
        ? messages.health.starting
        : messages.health[health.sight](formats.fullTime(health.sightSinceMs)),
    ],
    [texts.covered, untilOf(health.coveredUntilMs)],
    ...listProbing(health, formats, texts),
  ];
}

/** Of a centre there is nothing to tell: others probe. */
function listProbing(
  { latenessMs, shortfall, probes, engines, collectors }: CollectorHealth,
  formats: PageContext['formats'],
  texts: HealthTexts,
): readonly Fact[] {
  if (collectors)
    return [
      [texts.elsewhere, texts.covering(formats.count(collectors.covering), formats.count(collectors.known))],
    ];
  return [
    [texts.late, texts.seconds(formats.decimal((latenessMs ?? 0) / 1_000))],
    [texts.leftOut, formats.count(shortfall ?? 0)],
    [texts.probes, formats.count(probes ?? 0)],
    [texts.engines, engines.map((name) => clip(name, 40)).join(', ')],
  ];
}

function listKeeping(
  { view, formats, ledgerFailure, configurationFailure, messages }: PageContext,
  texts: HealthTexts,
  { checkpointFailure }: HealthSources,
): readonly Fact[] {
  const { health, measurements } = view;
  const recorded = health.recordedUntilMs;
  const refused = configurationFailure && {
    at: formats.shortTime(configurationFailure.atMs, view.atMs),
    problems: formats.count(configurationFailure.problemCount),
    place: clip(configurationFailure.firstPlace ?? '', 60),
  };
  return [
    [texts.ledger, ledgerFailure === undefined ? texts.fine : clip(ledgerFailure, 160)],
    [texts.recorded, recorded === undefined ? texts.notTold : texts.until(formats.fullTime(recorded))],
    // The reason names places that are nobody's business: the log has it.
    [texts.checkpoints, checkpointFailure === undefined ? texts.fine : texts.behindLog],
    [
      texts.configuration,
      refused
        ? messages.health.configurationRefused(refused.at, refused.problems, refused.place)
        : texts.fine,
    ],
    [
      texts.influx,
      messages.health.measurementModes[measurements.mode](
        formats.shortTime(measurements.sinceMs, view.atMs),
        formats.count(measurements.queuedPoints),
      ),
    ],
    [
      texts.queued,
      `${formats.count(measurements.queuedPoints)} · ${texts.bytes(formats.decimal(measurements.queuedBytes / 1e6))}`,
    ],
    [texts.dropped, formats.count(measurements.droppedPoints)],
    [texts.setAside, formats.count(measurements.setAsidePoints)],
  ];
}

function listTelling(
  context: PageContext,
  texts: HealthTexts,
  alerting: AlertingHealth | undefined,
): readonly Fact[] {
  if (alerting === undefined) return [[texts.incidents, texts.notTold]];
  const { incidentLagMs, incidentRestarts, deadMessages, messageWaitMs } = alerting;
  const { count } = context.formats;
  const waits = messageWaitMs !== undefined && messageWaitMs > 0;
  const incidents: readonly Fact[] = [
    [texts.incidents, texts.behind(texts.seconds(context.formats.decimal(incidentLagMs / 1_000)))],
    [texts.restarts, count(incidentRestarts)],
  ];
  // Messages are of all incidents, those of others as well.
  if (!isWhole(context.view.fleet.sight)) return incidents;
  return [
    ...incidents,
    [texts.given, deadMessages === undefined ? texts.notTold : count(deadMessages)],
    [texts.waiting, waits ? describeDuration(context, messageWaitMs) : texts.nothing],
  ];
}

function renderUnknown(context: PageContext, texts: HealthTexts): Html {
  const { view, formats } = context;
  const reasons = [...view.unknownReasons].sort(([, a], [, b]) => b - a);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  return html`<section class="panel table" data-part="unknown">
<header><h2>${texts.unknown}</h2><p><a href="${linkTo(context, listPath('/devices', { state: 'unknown' }))}">${formats.count(total)}</a></p></header>
${
  reasons.length === 0
    ? html`<p class="quiet">${texts.noneUnknown}</p>`
    : html`<div class="scroll"><table><thead><tr><th scope="col">${texts.why}</th><th scope="col" class="number">${texts.count}</th></tr></thead>
<tbody>${reasons.map(([reason, count]) => html`<tr><td class="wide">${describeReason(context, reason)}</td><td class="number">${formats.count(count)}</td></tr>`)}</tbody></table></div>`
}
</section>`;
}

function renderUnwatched(context: PageContext, texts: HealthTexts, groups: readonly UnwatchedGroup[]): Html {
  const { formats } = context;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const rows = groups.map(
    ({ why, count, named }) =>
      html`<tr><td>${texts.reasons[why]}</td><td class="number">${formats.count(count)}</td><td class="wide">${named.map(({ device }, index) => html`${index > 0 && ', '}<a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a>`)}</td></tr>`,
  );
  return html`<section class="panel table" data-part="unwatched">
<header><h2>${texts.unwatched}</h2><p>${formats.count(total)}</p></header>
<p class="quiet">${groups.length === 0 ? texts.allWatched : texts.unwatchedAbout}</p>
${
  groups.length > 0 &&
  html`<div class="scroll"><table><thead><tr><th scope="col">${texts.why}</th><th scope="col" class="number">${texts.count}</th><th scope="col">${texts.examples}</th></tr></thead><tbody>${rows}</tbody></table></div>`
}
</section>`;
}
