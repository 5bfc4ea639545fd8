import type { PlanFinding } from '../../../plan/state/plan-finding.ts';
import { findingDetail } from '../../../plan/words/finding-detail.ts';
import { devicesAt } from '../../city/place-figures.ts';
import { isWhole, placeOf } from '../../city/visible-fleet.ts';
import type { PlanFound } from '../../papers/questions/plan-overview.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { siteLink, siteName } from '../frame/place-links.ts';
import { agencyName, planTexts } from './plan-names.ts';

const MOST_FINDINGS = 30;

/** What deserves a look, and changes no figure. */
export function renderFindings(context: PageContext, found: PlanFound): Html {
  const { formats, messages } = context;
  const texts = planTexts(messages.language);
  const { findings, hidden } = found;
  const groups = [...Map.groupBy(findings, ({ code }) => code)];
  return html`<section class="panel plan-list" id="findings" data-part="plan-findings"><header><h2>${texts.findings}</h2><p>${formats.count(findings.length + hidden.findings)}</p></header>
${findings.length + hidden.findings === 0 && html`<p class="quiet">${texts.noFindings}</p>`}
${groups.map(([code, group]) => html`<h3>${texts.words.findings[code]}: ${formats.count(group.length)}</h3><ul>${group.slice(0, MOST_FINDINGS).map((finding) => html`<li>${renderFinding(context, finding, found)}</li>`)}</ul>${group.length > MOST_FINDINGS && html`<p class="rest">${messages.andMore(formats.count(group.length - MOST_FINDINGS))}</p>`}`)}
${hidden.findings > 0 && html`<p class="small">${texts.atSecretSites(formats.count(hidden.findings))}</p>`}</section>`;
}

function renderFinding(context: PageContext, finding: PlanFinding, { agencies }: PlanFound): Html {
  const { site, devices, agencies: of } = finding;
  const { fleet } = context.view;
  const links = devices.slice(0, 3).map((id, index) => {
    const comma = index > 0 && ', ';
    return fleet.deviceById.get(id)
      ? html`${comma}<a href="${linkTo(context, `/devices/${encodeURIComponent(id)}`)}"><bdi>${clip(id)}</bdi></a>`
      : html`${comma}<bdi>${clip(id)}</bdi>`;
  });
  const rest = devices.length > 3 ? ` … (${context.formats.count(devices.length)})` : '';
  const names = of.map((id) => agencyName(context, id, agencies)).join(', ');
  const detail = findingDetail(finding, planTexts(context.messages.language).words);
  return html`${site !== undefined && html`${siteNamed(context, site)} `}${links}${rest}<span class="small"> ${[names, detail].filter((part) => part !== '').join(' · ')}</span>`;
}

/** By its name, as the link to its page, where whoever looks has that. */
function siteNamed(context: PageContext, id: string): Html {
  const { shown, fleet } = context.view;
  const place = placeOf(shown.inventory, shown.inventory.sites.get(id), fleet.sight);
  if (place === undefined) return html`<bdi>${clip(id)}</bdi>`;
  // Of others' sites an agency has no page.
  const isHere = isWhole(fleet.sight) || devicesAt(context.view, id).length > 0;
  return html`${isHere ? siteLink(context, place) : siteName(context, place)} <bdi class="small">${clip(id)}</bdi>`;
}

/** Opinions on sites that are not there yet, those that were asked for longest first. */
export function renderWaiting(context: PageContext, { waiting, hidden }: PlanFound): Html {
  const { formats, messages } = context;
  const texts = planTexts(messages.language);
  const rest = waiting.length - MOST_FINDINGS;
  return html`<section class="panel plan-list" id="waiting" data-part="plan-waiting"><header><h2>${texts.waiting}</h2><p>${formats.count(waiting.length + hidden.waiting)}</p></header>
${waiting.length + hidden.waiting === 0 && html`<p class="quiet">${texts.noneWaiting}</p>`}
<ul>${waiting.slice(0, MOST_FINDINGS).map(({ site, authority, days }) => html`<li>${siteNamed(context, site)}${texts.words.waiting('', texts.words.authorities[authority], formats.count(days))}</li>`)}</ul>
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
${hidden.waiting > 0 && html`<p class="small">${texts.atSecretSites(formats.count(hidden.waiting))}</p>`}</section>`;
}
