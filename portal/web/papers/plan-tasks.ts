import { dateText } from '../../../core/language/date-text.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import type { MilestoneState } from '../../../plan/state/plan-state.ts';
import type { PlanFound, TaskShown } from '../../papers/questions/plan-overview.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';
import type { PlanTexts } from '../messages/plan-texts-en.ts';
import { renderFiles } from './paper-page.ts';
import { agencyName, planTexts, taskPath } from './plan-names.ts';

const MOST_NAMED = 12;

/** Each task with who leads it, how far it is, and what was said of it. */
export function renderTasks(context: PageContext, found: PlanFound): Html {
  const texts = planTexts(context.messages.language);
  return html`<section class="panel table plan-tasks" id="tasks" data-part="tasks"><header><h2>${texts.tasks}</h2><p>${context.formats.count(found.tasks.length)}</p></header>
${
  found.tasks.length === 0
    ? html`<p class="quiet">${texts.noTasks}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.taskHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${found.tasks.map((task) => renderTask(context, task, found))}</tbody></table></div>`
}</section>`;
}

type Named = Pick<PlanFound, 'agencies' | 'successors'>;

/** The same of one task alone. */
export function renderTaskFacts(context: PageContext, task: TaskShown, found: Named): Html {
  const texts = planTexts(context.messages.language);
  const [, ofStatus, ofProgress, ofTime, ofLead] = texts.taskHead;
  const { status, progress, time, lead } = wordsOf(context, task, found);
  return html`<dl class="facts"><dt>${ofStatus}</dt><dd>${status}</dd><dt>${ofProgress}</dt><dd>${progress}</dd><dt>${ofTime}</dt><dd>${time}</dd><dt>${ofLead}</dt><dd>${lead}</dd></dl>
${detailsOf(context, task, found)}`;
}

function renderTask(context: PageContext, task: TaskShown, found: Named): Html {
  const { messages } = context;
  const texts = planTexts(messages.language);
  const { id, name, nameEn } = task;
  const [, ofStatus, ofProgress, ofTime, ofLead] = texts.taskHead;
  const title = name === undefined ? texts.words.nameless : nameIn(messages.language, { name, nameEn });
  const { status, progress, time, lead } = wordsOf(context, task, found);
  return html`<tr><td class="wide"><a href="${linkTo(context, taskPath(id))}"><b>${id}</b> ${title}</a>${renderDetails(context, task, found)}</td><td data-label="${ofStatus}">${status}</td><td data-label="${ofProgress}">${progress}</td><td data-label="${ofTime}">${time}</td><td class="wide" data-label="${ofLead}">${lead}</td></tr>`;
}

function wordsOf(context: PageContext, task: TaskShown, found: Named) {
  const texts = planTexts(context.messages.language);
  const { words } = texts;
  const { status, progressPercent, overdueSince, isYearly, fromMonth, toMonth } = task;
  const time = isYearly ? words.yearly : words.period(monthOf(fromMonth), monthOf(toMonth));
  return {
    status: html`${words.statuses[status]}${overdueSince !== undefined && html`<br><b class="clock is-late">${texts.overdueSince(dateText(overdueSince))}</b>`}`,
    progress: progressPercent === undefined ? '–' : `${progressPercent} %`,
    time: time === '' ? '–' : time,
    lead: leadOf(context, task, found),
  };
}

const monthOf = (month: string | undefined): string | undefined =>
  month === undefined ? undefined : `${month.slice(5)}/${month.slice(0, 4)}`;

/** In the words of the plan where several lead, and how many of these have spoken. */
function leadOf(context: PageContext, { lead, leads, units }: TaskShown, found: Named): Html {
  const { words } = planTexts(context.messages.language);
  const { count } = context.formats;
  const names = lead === undefined ? (leads?.agencies ?? []) : [lead];
  const text =
    lead === undefined && leads?.text !== undefined
      ? leads.text
      : names.map((id) => nameToday(context, id, found)).join(', ');
  const told = units?.filter(({ status }) => status !== 'not-reported') ?? [];
  const done = told.filter(({ status }) => status === 'done');
  return html`${text === '' ? '–' : text}${units && units.length > 1 && html`<br><span class="small">${words.units(count(units.length), count(told.length), count(done.length))}</span>`}`;
}

/** What agencies are called; one that has ended with who took its place. */
function nameToday(context: PageContext, id: string, { agencies, successors }: Named): string {
  const { words } = planTexts(context.messages.language);
  const names = (successors.get(id) ?? []).map((one) => agencyName(context, one, agencies)).join(', ');
  return `${agencyName(context, id, agencies)}${names === '' ? '' : ` ${words.succeeded(names)}`}`;
}

function renderDetails(context: PageContext, task: TaskShown, found: Named): Html | false {
  const texts = planTexts(context.messages.language);
  const { note, milestones, evidence, units = [] } = task;
  const count = milestones.length + evidence.length + units.length + (note === undefined ? 0 : 1);
  if (count === 0) return false;
  const late = milestones.filter(({ isLate }) => isLate).length;
  const summary = [
    milestones.length > 0 ? `${texts.milestones}: ${milestones.length}` : '',
    late > 0 ? `${texts.lateChip}: ${late}` : '',
    evidence.length > 0 ? `${texts.evidence}: ${evidence.length}` : '',
    units.length > 0 ? `${texts.units}: ${units.length}` : '',
  ].filter((part) => part !== '');
  return html`<details data-key="task-${task.id}"><summary class="small">${summary.length === 0 ? texts.note : summary.join(' · ')}</summary>
${detailsOf(context, task, found)}
</details>`;
}

function detailsOf(context: PageContext, task: TaskShown, { agencies }: Named): Html {
  const texts = planTexts(context.messages.language);
  const { note, milestones, evidence, units = [] } = task;
  const told = units.filter(({ status }) => status !== 'not-reported');
  const untold = units.filter(({ status }) => status === 'not-reported');
  const names = untold.slice(0, MOST_NAMED).map(({ agency }) => agencyName(context, agency, agencies));
  const rest = untold.length - names.length;
  const said = (text: string | undefined, agency: string | undefined) =>
    [text, agency && agencyName(context, agency, agencies)]
      .filter((part) => part !== undefined && part !== '')
      .join('; ');
  return html`${note !== undefined && html`<p class="said">${note}</p>`}
${milestones.length > 0 && html`<ul>${milestones.map((milestone) => html`<li>${renderMilestone(milestone, texts)}</li>`)}</ul>`}
${told.length > 0 && html`<ul>${told.map(({ agency, status, progressPercent, note: words }) => html`<li>${agencyName(context, agency, agencies)}: ${texts.words.statuses[status]}${progressPercent !== undefined && ` ${progressPercent} %`}${words !== undefined && `; ${words}`}</li>`)}</ul>`}
${untold.length > 0 && html`<p class="small">${texts.untold(names.join(', '))}${rest > 0 && html` ${context.messages.andMore(context.formats.count(rest))}`}</p>`}
${evidence.length > 0 && html`<p class="small">${texts.evidence}:</p><ul>${evidence.map(({ text, agency, files }) => html`<li>${said(text, agency)}${renderFiles(context, files, taskPath(task.id))}</li>`)}</ul>`}`;
}

function renderMilestone({ name, dueDate, doneDate, isLate }: MilestoneState, { words }: PlanTexts): Html {
  const due = dateText(dueDate);
  if (doneDate !== undefined) return html`${words.milestoneDone(name, dateText(doneDate), due)}`;
  return isLate
    ? html`<b class="clock is-late">${words.milestoneLate(name, due)}</b>`
    : html`${words.milestoneOpen(name, due)}`;
}
