import { FLAP_MS } from '../../../alerts/incidents/persistence/incident-options.ts';
import type { StoredMember } from '../../../ledger/record/incidents/incident-reads.ts';
import type { ToldIncident } from '../../city/tell-incidents.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, type PageContext } from '../frame/page-context.ts';

/** Why an incident is open of which nothing is lost, when it ends by itself, and when it was lost last. */
export function renderFlapping(
  context: PageContext,
  { summary, resolvedMs }: ToldIncident,
  losses: readonly StoredMember[],
): Html | undefined {
  if (!summary.isFlapping || resolvedMs !== undefined || summary.lostNow > 0) return undefined;
  const { messages, formats, view } = context;
  const { flapping } = messages.duty;
  const time = (atMs: number) => formats.shortTime(atMs, view.atMs);
  const quietMs = Math.max(...losses.map(({ leftMs, joinedMs }) => leftMs ?? joinedMs)) + FLAP_MS;
  const earliest = quietMs > view.atMs ? time(quietMs) : undefined;
  const times = losses.map(({ joinedMs, leftMs }) =>
    [joinedMs, leftMs]
      .flatMap((atMs) => atMs ?? [])
      .map(time)
      .join(' – '),
  );
  return html`<p class="told">${flapping.watched(describeDuration(context, FLAP_MS), earliest)}${times.length > 0 && ` ${flapping.lastLosses(times.join('; '))}`}</p>`;
}
