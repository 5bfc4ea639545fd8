import { dateText } from '../../../core/language/date-text.ts';
import { agencyParty } from '../../../ledger/decisions/party.ts';
import type { PlanFound, TaskShown } from '../../papers/questions/plan-overview.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { handoverTexts } from '../messages/handover-texts.ts';
import { HANDOVERS_PATH } from './handovers-page.ts';
import type { PaperPage } from './paper-page.ts';
import { renderFindings, renderWaiting } from './plan-findings.ts';
import { planTexts } from './plan-names.ts';
import { renderTasks } from './plan-tasks.ts';

/** The plan task by task as it stands today, who has handed in, and what deserves a look. */
export function renderPlanPage({ context, party }: PaperPage, found: PlanFound): Html {
  const texts = planTexts(context.messages.language);
  const isOwn = party.startsWith('agency:');
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="plan">
<header><h2>${clip(found.name, 200)}</h2><p>${texts.asOf(dateText(found.asOfDate))}</p></header>
${isOwn && html`<p class="small">${texts.ownAbout}</p>`}
${renderCounts(context, found, party)}
<p class="offers"><a href="${linkTo(context, '/plan/forms')}">${texts.toForms}</a> ${renderHandoversLink(context, found)}${!isOwn && html` <a href="${linkTo(context, '/plan/letters')}">${texts.toLetters}</a>`}</p>
</section>
${renderTasks(context, found)}
<div class="columns is-two">
${renderFindings(context, found)}
${renderWaiting(context, found)}
${renderRegisters(context, found)}
</div>`,
  );
}

/** What waits for an answer is said first. */
function renderHandoversLink(context: PageContext, { handoversWaiting }: PlanFound): Html {
  const { link, waiting } = handoverTexts(context.messages.language);
  const count = handoversWaiting > 0 && html`: <b>${waiting(context.formats.count(handoversWaiting))}</b>`;
  return html`<a href="${linkTo(context, HANDOVERS_PATH)}">${link}${count}</a>`;
}

/** What stands in place of a plan that cannot be read, or not yet. */
export function renderNoPlanPage(context: PageContext, why: 'missing' | 'reading' = 'missing'): Html {
  const texts = planTexts(context.messages.language);
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="plan"><header><h2>${texts.heading}</h2></header>${why === 'missing' ? html`<p role="status" class="told problem">${texts.missing}</p>` : html`<p role="status" class="told" data-again>${texts.reading}</p>`}</section>`,
  );
}

function renderCounts(
  context: PageContext,
  { tasks, units, year, findings, waiting, hidden }: PlanFound,
  party: PaperPage['party'],
): Html {
  const { formats, messages } = context;
  const texts = planTexts(messages.language);
  const chip = (count: string, name: string, to: string) => html`<a href="${to}"><b>${count}</b> ${name}</a>`;
  // What an agency only works on is late by others.
  const isTheirs = ({ lead, leads }: TaskShown) =>
    !party.startsWith('agency:') ||
    (lead === undefined ? (leads?.agencies ?? []) : [lead]).some((id) => agencyParty(id) === party);
  const led = tasks.filter(isTheirs);
  const others = tasks.filter((task) => !isTheirs(task));
  const overdueOf = (some: readonly TaskShown[]) =>
    some.filter(({ overdueSince }) => overdueSince !== undefined).length;
  const lateOf = (some: readonly TaskShown[]) =>
    some.flatMap(({ milestones }) => milestones.filter(({ isLate }) => isLate)).length;
  const ofOthers = overdueOf(others) + lateOf(others);
  const came = units.filter(({ state }) => state === 'complete' || state === 'nothing-to-report').length;
  const forms = linkTo(context, '/plan/forms');
  const [only] = units;
  return html`${year && html`<p>${texts.formsOf(String(year.year), dateText(year.unitsDeadlineDate))}${units.length === 1 && only && html` · <b>${texts.yours(texts.handIn[only.state])}</b>`}</p>`}
<p class="chips">${chip(formats.count(overdueOf(led)), texts.overdueChip, '#tasks')}${chip(formats.count(lateOf(led)), texts.lateChip, '#tasks')}${ofOthers > 0 && chip(formats.count(ofOthers), texts.othersLateChip, '#tasks')}${units.length > 1 && chip(`${formats.count(came)}/${formats.count(units.length)}`, texts.handedInChip, forms)}${chip(formats.count(waiting.length + hidden.waiting), texts.waitingChip, '#waiting')}${chip(formats.count(findings.length + hidden.findings), texts.findingsChip, '#findings')}</p>`;
}

function renderRegisters(context: PageContext, { registers }: PlanFound): Html {
  const texts = planTexts(context.messages.language);
  return html`<section class="panel plan-list" data-part="plan-registers"><header><h2>${texts.registers}</h2></header>
<ul>${registers.map(({ name, count }) => html`<li><a href="${linkTo(context, `/plan/registers/${name}`)}">${texts.words.registers[name]}</a>: <b>${context.formats.count(count)}</b></li>`)}</ul></section>`;
}
