import type { CollectorHealth } from '../../../core/domain/sinks.ts';
import type { State } from '../../../core/domain/state.ts';
import { seconds } from '../../../core/time/units.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, type PageContext } from '../frame/page-context.ts';

/** Whether what the page shows can be relied on, in words that need no manual. */
export function renderHealthStrip(context: PageContext): Html {
  return html`<section class="health" data-part="health" aria-label="${context.messages.health.heading}">
${context.view.health.collectors ? describeCentre(context, context.view.health.collectors) : html`${describeCollector(context)}${describeEngine(context)}`}${describeMeasurements(context)}${describeLedger(context)}${describeConfiguration(context)}
</section>`;
}

/** The engine that `reach` is measured with stands first in the list. */
export function reachEngine({ view }: Pick<PageContext, 'view'>): 'fping' | 'ping' | 'tcp' | undefined {
  const name = view.health.engines[0];
  return name === 'fping' || name === 'ping' || name === 'tcp' ? name : undefined;
}

function renderItem(state: State, label: string, words: readonly string[], title = ''): Html {
  return html`<div class="health-item" title="${title}">${renderIcon(state)}<div><span class="label">${label}</span><span class="words">${words.join(' · ')}</span></div></div>`;
}

/** Later than this and a probe may miss its interval. */
const LATE_MS = seconds(5);

function describeCollector({ view, messages, formats }: PageContext): Html {
  const { sight, sightSinceMs, clockDoubt, latenessMs = 0, shortfall = 0, collector } = view.health;
  const { health } = messages;
  const label = `${health.collector} ${clip(collector, 24)}`;
  if (sight === 'starting') return renderItem('unknown', label, [health.starting]);
  const since = formats.shortTime(sightSinceMs, view.atMs);
  if (clockDoubt) return renderItem('down', label, [health.clock(since)]);
  if (sight === 'blind') return renderItem('down', label, [health.blind(since)]);
  const isLate = latenessMs > LATE_MS || shortfall > 0;
  return renderItem(isLate ? 'degraded' : 'up', label, [
    health.seeing(since),
    health.lateness(formats.decimal(latenessMs / 1_000)),
    ...(shortfall > 0 ? [health.shortfall(formats.count(shortfall))] : []),
  ]);
}

/** Where others probe: whose coverage grows, of those that are known. */
function describeCentre(
  { view, messages, formats }: PageContext,
  { known, covering }: NonNullable<CollectorHealth['collectors']>,
): Html {
  const { health } = messages;
  const { clockDoubt } = view.health;
  if (clockDoubt)
    return renderItem('down', health.centre, [
      health.clock(formats.shortTime(clockDoubt.sinceMs, view.atMs)),
    ]);
  const state = known === 0 ? 'unknown' : covering === 0 ? 'down' : covering < known ? 'degraded' : 'up';
  return renderItem(state, health.centre, [health.covering(formats.count(covering), formats.count(known))]);
}

function describeEngine(context: PageContext): Html {
  const { health } = context.messages;
  const engine = reachEngine(context);
  if (engine === undefined)
    return renderItem('unknown', health.engine, [clip(context.view.health.engines[0] ?? '?', 40)]);
  return renderItem(engine === 'tcp' ? 'degraded' : 'up', health.engine, [health.engines[engine]]);
}

function describeMeasurements({ view, messages, formats }: PageContext): Html {
  const { mode, sinceMs, queuedPoints, droppedPoints, setAsidePoints, fault } = view.measurements;
  const { health } = messages;
  const since = formats.shortTime(sinceMs, view.atMs);
  const isWaiting = mode === 'queueing';
  const words = [health.measurementModes[mode](since, formats.count(queuedPoints))];
  if (mode === 'writing' && queuedPoints > CATCHING_UP_POINTS)
    words.push(health.catchingUp(formats.count(queuedPoints)));
  if (droppedPoints > 0) words.push(health.dropped(formats.count(droppedPoints)));
  else if (isWaiting) words.push(health.nothingDropped);
  if (setAsidePoints > 0) words.push(health.setAside(formats.count(setAsidePoints)));
  const isWhole = !isWaiting && droppedPoints === 0 && setAsidePoints === 0;
  const state = mode === 'off' ? 'unknown' : isWhole ? 'up' : 'degraded';
  return renderItem(
    state,
    health.measurements,
    [words.join(', ')],
    fault && health.measurementFault(fault.status),
  );
}

/** Only where something is wrong: what is on disk is not what is in force. */
function describeConfiguration({ view, messages, formats, configurationFailure }: PageContext) {
  if (configurationFailure === undefined) return undefined;
  const { atMs, problemCount, firstPlace = '' } = configurationFailure;
  const { health } = messages;
  const since = formats.shortTime(atMs, view.atMs);
  return renderItem('degraded', health.configuration, [
    health.configurationRefused(since, formats.count(problemCount), clip(firstPlace, 60)),
  ]);
}

/** Fewer points than this are the batch that is being filled, not a backlog. */
const CATCHING_UP_POINTS = 20_000;

function describeLedger({ messages, ledgerFailure }: PageContext): Html {
  const { health } = messages;
  return ledgerFailure === undefined
    ? renderItem('up', health.ledger, [health.ledgerFine])
    : renderItem('down', health.ledger, [health.ledgerFailing(clip(ledgerFailure, 160))]);
}
