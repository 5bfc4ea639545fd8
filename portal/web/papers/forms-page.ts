import { dateText } from '../../../core/language/date-text.ts';
import type { CollectedForm } from '../../papers/questions/collect-form.ts';
import type { DueUnit, FormsFound, FormUnit } from '../../papers/questions/plan-forms.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { handoverTexts } from '../messages/handover-texts.ts';
import { draftPath, draftTexts } from './draft-frame.ts';
import { renderFlaws, renderNotes } from './form-flaws.ts';
import { HANDOVERS_PATH } from './handovers-page.ts';
import { lettersPath } from './letters-page.ts';
import { type PaperPage, renderProblem, sent } from './paper-page.ts';
import { agencyName, planTexts } from './plan-names.ts';

const MOST_PROBLEMS = 50;

/** The forms of a year: to take, to hand in, and who has. */
export function renderFormsPage(page: PaperPage, found: FormsFound, collected?: CollectedForm): Html {
  const { context } = page;
  const texts = planTexts(context.messages.language);
  return renderLayout(
    context,
    texts.formsHeading,
    html`<section class="panel" data-part="forms">
<header><h2>${texts.formsHeading}</h2><p>${String(found.year)}</p></header>
<p class="chips">${found.years.map((year) => html`<a href="${linkTo(context, formsPath(year))}"${year === found.year && html` aria-current="page"`}>${texts.year} <b>${String(year)}</b></a>`)}</p>
<p>${texts.deadline(dateText(found.unitsDeadlineDate))}</p>
${found.own !== undefined && found.units.length === 0 && html`<p role="status" class="told">${texts.notAsked}</p>`}
${page.token !== undefined && found.own !== undefined && found.units.map((unit) => renderTake(context, unit, found))}
</section>
${page.token !== undefined && (found.own === undefined || found.units.length > 0) && renderHandIn(page, found, collected)}
${renderStanding(page, found)}
${found.own === undefined && html`<div class="columns is-two">${renderDue(context, found, 'reminders')}${renderDue(context, found, 'letters')}</div>`}`,
  );
}

export const formsPath = (year: number): string =>
  `/plan/forms?${new URLSearchParams({ year: String(year) })}`;

const takePath = ({ agency }: Pick<FormUnit, 'agency'>, { year }: FormsFound): string =>
  `/plan/forms/${year}/${encodeURIComponent(agency)}`;

function renderTake(context: PageContext, unit: FormUnit, found: FormsFound): Html {
  const texts = planTexts(context.messages.language);
  return html`<p class="small">${texts.takeAbout}</p><p class="offers"><a class="offer" href="${linkTo(context, draftPath({ unit: unit.agency, year: found.year }, 'fill'))}">${draftTexts(context.messages.language).fill}</a><a class="offer" href="${linkTo(context, takePath(unit, found))}" download>${texts.take}</a></p>`;
}

function renderHandIn(page: PaperPage, found: FormsFound, collected: CollectedForm | undefined): Html {
  const { context, token, tried } = page;
  const texts = planTexts(context.messages.language);
  return html`<section class="panel" data-part="hand-in"><header><h2>${texts.handInHeading}</h2></header>
${tried?.told !== undefined && html`<p role="alert" class="told problem">${tried.told}</p>`}
${collected && renderOutcome(context, collected, found)}
<form method="post" enctype="multipart/form-data" action="${linkTo(context, formsPath(found.year))}" class="door wide">
<input type="hidden" name="token" value="${token ?? ''}"><input type="hidden" name="year" value="${String(found.year)}">
<p class="small">${texts.handInAbout}</p>
${found.own === undefined && html`<label>${texts.received}<input type="date" name="received" value="${sent(page, 'received')}">${renderProblem(page, 'received')}</label>`}
<label>${texts.file}<input type="file" name="file" required accept=".xlsx" data-most-bytes="20000000" data-too-large="${texts.tooLarge}">${renderProblem(page, 'file')}</label>
<p class="buttons"><button>${texts.submit}</button></p></form></section>`;
}

function renderOutcome(context: PageContext, collected: CollectedForm, { agencies }: FormsFound): Html {
  const { formats, messages } = context;
  const { outcomes } = planTexts(messages.language);
  const { outcome, unit, name, flaws, notes, flawCount } = collected;
  const whose = unit === undefined ? name : agencyName(context, unit, agencies);
  const isBad = outcome === 'refused';
  return html`<p role="${isBad ? 'alert' : 'status'}" class="${isBad ? 'told problem' : 'told'}"><bdi>${name}</bdi>: ${isBad ? outcomes.refused(formats.count(flawCount)) : outcomes[outcome](whose)}</p>
${renderHandoverNote(context, collected.handovers)}
${flaws.length > 0 && renderFlaws(context, flaws)}${notes.length > 0 && renderNotes(context, notes)}`;
}

/** What becomes of hand-overs in a form. */
export const renderHandoverNote = (context: PageContext, count: number): Html | false =>
  count > 0 &&
  html`<p class="told">${planTexts(context.messages.language).handovers(context.formats.count(count))} <a href="${linkTo(context, HANDOVERS_PATH)}">${handoverTexts(context.messages.language).link}</a>.</p>`;

function renderStanding(page: PaperPage, found: FormsFound): Html {
  const { context, token } = page;
  const texts = planTexts(context.messages.language);
  const [unit, state, received, times, file, letter] = texts.standingHead;
  const { formats } = context;
  const row = (one: FormUnit) =>
    html`<tr><td class="wide">${token !== undefined ? html`<a href="${linkTo(context, takePath(one, found))}" download title="${texts.take}">${agencyName(context, one.agency, found.agencies)}</a>` : agencyName(context, one.agency, found.agencies)}${renderSaid(context, one)}${token !== undefined && html`<br><a class="small" href="${linkTo(context, draftPath({ unit: one.agency, year: found.year }, 'fill'))}">${draftTexts(context.messages.language).fill}</a>`}</td><td data-label="${state ?? ''}">${texts.handIn[one.state]}${one.status === 'late' && html` · ${texts.late}`}${one.daysOverdue !== undefined && html`<br><b class="clock is-late">${texts.overdue(formats.count(one.daysOverdue))}</b>`}</td><td data-label="${received ?? ''}">${one.receivedMs === undefined ? '–' : formats.fullTime(one.receivedMs)}</td><td data-label="${times ?? ''}">${one.nth > 0 ? texts.nth(formats.count(one.nth)) : '–'}</td><td class="wide" data-label="${file ?? ''}">${one.file === undefined ? '–' : html`<bdi>${clip(one.file, 60)}</bdi>`}</td><td data-label="${letter ?? ''}">${one.letters.length === 0 ? '–' : one.letters.map(({ number, date }) => [number, date && dateText(date)].filter((part) => part !== undefined).join(', ')).join('; ') || formats.count(one.letters.length)}</td></tr>`;
  return html`<section class="panel table" data-part="standing"><header><h2>${texts.standing}</h2><p>${formats.count(found.units.length)}</p></header>
<div class="scroll"><table class="stack"><thead><tr>${[unit, state, received, times, file, letter].map((name) => html`<th scope="col">${name ?? ''}</th>`)}</tr></thead><tbody>${found.units.map(row)}</tbody></table></div></section>`;
}

/** What the form that came in said, and what is wrong with one that came in with errors. */
function renderSaid(context: PageContext, { agency, counts, problems }: FormUnit): Html | false {
  const { formats, messages } = context;
  const texts = planTexts(messages.language);
  const said = saidInForm(context, counts);
  if (said === '' && problems.length === 0) return false;
  return html`<details data-key="said-${agency}"><summary class="small">${problems.length > 0 ? texts.problems(formats.count(problems.length)) : texts.counts}</summary>
${said !== '' && html`<p class="small">${said}</p>`}
${problems.length > 0 && renderFlaws(context, problems.slice(0, MOST_PROBLEMS))}</details>`;
}

/** How much a form said of what, in words. */
export function saidInForm(
  { formats, messages }: PageContext,
  counts: Readonly<Record<string, number>> = {},
): string {
  const texts = planTexts(messages.language);
  const { registers } = texts.words;
  const nameOf = (key: string): string =>
    texts.countNames[key] ?? (Object.hasOwn(registers, key) ? registers[key as keyof typeof registers] : key);
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => `${nameOf(key)}: ${formats.count(count)}`)
    .join(' · ');
}

function renderDue(context: PageContext, found: FormsFound, kind: 'reminders' | 'letters'): Html {
  const { formats, messages } = context;
  const texts = planTexts(messages.language);
  const due = found[kind];
  const [, state, from, time] = texts.dueHead;
  const row = ({ agency, state: standing, from: by, daysLeft }: DueUnit) =>
    html`<tr><td class="wide">${agencyName(context, agency, found.agencies)}</td><td data-label="${state ?? ''}">${texts.handIn[standing]}</td><td data-label="${from ?? ''}">${agencyName(context, by, found.agencies)}</td><td data-label="${time ?? ''}">${daysLeft < 0 ? texts.daysLate(formats.count(-daysLeft)) : texts.daysLeft(formats.count(daysLeft))}</td></tr>`;
  return html`<section class="panel table" data-part="${kind}"><header><h2>${texts[kind]}</h2><p>${formats.count(due.length)}</p></header>
<p class="small">${kind === 'letters' ? html`<a href="${linkTo(context, lettersPath(found.year))}">${texts.lettersAbout}</a>` : texts.remindersAbout}</p>
${due.length === 0 ? html`<p class="quiet">${texts.noneDue}</p>` : html`<div class="scroll"><table class="stack"><thead><tr>${texts.dueHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${due.map(row)}</tbody></table></div>`}</section>`;
}
