import { days } from '../../../core/time/units.ts';
import type { VisibleFinding } from '../../city/visible-findings.ts';
import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { renderFindingTable } from './finding-table.ts';

const MAX_FINDINGS = 30;
/** What is gone for longer is history: the API has it. */
const GONE_SHOWN_MS = days(30);

/** The findings of one device or link: what stands first, then what was gone lately. */
export function renderFindingPanel(context: PageContext, findings: readonly VisibleFinding[]): Html {
  const { messages, formats, view } = context;
  const { findings: texts } = messages;
  const shown = findings.filter(({ goneMs }) => goneMs === undefined || view.atMs - goneMs <= GONE_SHOWN_MS);
  const standing = shown.filter(({ goneMs }) => goneMs === undefined).length;
  const rest = shown.length - MAX_FINDINGS;
  return html`<section class="panel table findings" data-part="findings">
<header><h2>${texts.heading}</h2><p>${formats.count(standing)}</p></header>
${shown.length === 0 && html`<p class="quiet">${texts.none}</p>`}
${shown.length > 0 && renderFindingTable(context, shown.slice(0, MAX_FINDINGS), 'alone')}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}
