import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import type { PageContext } from '../frame/page-context.ts';
import { reachEngine } from './health-strip.ts';

/** What a reader must know before believing the rest of the page. */
export function renderNotices(context: PageContext): Html {
  const { view, messages, formats, notice } = context;
  const { health } = messages;
  const { sight, sightSinceMs, coveredUntilMs, clockDoubt, recordAheadToMs } = view.health;
  const time = (atMs: number) => formats.shortTime(atMs, view.atMs);
  return html`<div class="notices" data-part="notices" role="status">
${notice === 'demo' && html`<p class="notice is-plain">${messages.demoNotice}</p>`}
${recordAheadToMs !== undefined && html`<p class="notice is-alarm">${renderIcon('down')}${health.recordAheadNotice(formats.fullTime(recordAheadToMs))}</p>`}
${clockDoubt && html`<p class="notice is-alarm">${renderIcon('down')}${health.clockNotice(clockDoubt.cause, formats.fullTime(view.atMs + clockDoubt.offMs), formats.fullTime(view.atMs))}</p>`}
${sight === 'blind' && !clockDoubt && html`<p class="notice is-alarm">${renderIcon('down')}${health.blindNotice(time(sightSinceMs), formats.fullTime(coveredUntilMs ?? sightSinceMs))}</p>`}
${sight === 'starting' && html`<p class="notice is-plain">${health.startingNotice}</p>`}
${reachEngine(context) === 'tcp' && html`<p class="notice is-plain">${renderIcon('degraded')}${health.tcpNotice}</p>`}
${view.shown.inventory.devices.size === 0 && html`<p class="notice is-plain">${messages.emptyInventory}</p>`}
</div>`;
}
