import { dateText } from '../../../core/language/date-text.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import type { MilestoneState } from '../../../plan/state/plan-state.ts';
import type { PlanFound, TaskShown } from '../../papers/questions/plan-overview.ts';
import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import type { PlanTexts } from '../messages/plan-texts-en.ts';
import { agencyName, planTexts } from './plan-names.ts';

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

function renderTask(context: PageContext, task: TaskShown, found: PlanFound): Html {
  const { messages } = context;
  const texts = planTexts(messages.language);
  const { words } = texts;
  const { id, name, nameEn, status, progressPercent, overdueSince, isYearly, fromMonth, toMonth } = task;
  const [, ofStatus, ofProgress, ofTime, ofLead] = texts.taskHead;
  const title = name === undefined ? words.nameless : nameIn(messages.language, { name, nameEn });
  const time = isYearly ? words.yearly : words.period(monthOf(fromMonth), monthOf(toMonth));
  return html`<tr><td class="wide"><b>${id}</b> ${title}${renderDetails(context, task, found)}</td><td data-label="${ofStatus}">${words.statuses[status]}${overdueSince !== undefined && html`<br><b class="clock is-late">${words.overdue(dateText(overdueSince))}</b>`}</td><td data-label="${ofProgress}">${progressPercent === undefined ? '–' : `${progressPercent} %`}</td><td data-label="${ofTime}">${time === '' ? '–' : time}</td><td class="wide" data-label="${ofLead}">${leadOf(context, task, found)}</td></tr>`;
}

const monthOf = (month: string | undefined): string | undefined =>
  month === undefined ? undefined : `${month.slice(5)}/${month.slice(0, 4)}`;

/** In the words of the plan where several lead, and how many of these have spoken. */
function leadOf(context: PageContext, { lead, leads, units }: TaskShown, found: PlanFound): Html {
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
function nameToday(context: PageContext, id: string, { agencies, successors }: PlanFound): string {
  const { words } = planTexts(context.messages.language);
  const names = (successors.get(id) ?? []).map((one) => agencyName(context, one, agencies)).join(', ');
  return `${agencyName(context, id, agencies)}${names === '' ? '' : ` ${words.succeeded(names)}`}`;
}

function renderDetails(context: PageContext, task: TaskShown, found: PlanFound): Html | false {
  const texts = planTexts(context.messages.language);
  const { note, milestones, evidence, units = [] } = task;
  const told = units.filter(({ status }) => status !== 'not-reported');
  const untold = units.filter(({ status }) => status === 'not-reported');
  const count = milestones.length + evidence.length + units.length + (note === undefined ? 0 : 1);
  if (count === 0) return false;
  const late = milestones.filter(({ isLate }) => isLate).length;
  const summary = [
    milestones.length > 0 ? `${texts.milestones}: ${milestones.length}` : '',
    late > 0 ? `${texts.lateChip}: ${late}` : '',
    evidence.length > 0 ? `${texts.evidence}: ${evidence.length}` : '',
    units.length > 0 ? `${texts.units}: ${units.length}` : '',
  ].filter((part) => part !== '');
  const names = untold.slice(0, MOST_NAMED).map(({ agency }) => agencyName(context, agency, found.agencies));
  const rest = untold.length - names.length;
  return html`<details data-key="task-${task.id}"><summary class="small">${summary.length === 0 ? texts.note : summary.join(' · ')}</summary>
${note !== undefined && html`<p class="said">${note}</p>`}
${milestones.length > 0 && html`<ul>${milestones.map((milestone) => html`<li>${renderMilestone(milestone, texts)}</li>`)}</ul>`}
${told.length > 0 && html`<ul>${told.map(({ agency, status, progressPercent, note: said }) => html`<li>${agencyName(context, agency, found.agencies)}: ${texts.words.statuses[status]}${progressPercent !== undefined && ` ${progressPercent} %`}${said !== undefined && `; ${said}`}</li>`)}</ul>`}
${untold.length > 0 && html`<p class="small">${texts.untold(names.join(', '))}${rest > 0 && html` ${context.messages.andMore(context.formats.count(rest))}`}</p>`}
${evidence.length > 0 && html`<p class="small">${texts.evidence}:</p><ul>${evidence.map(({ text, agency, files }) => html`<li>${[text, ...files, agency && agencyName(context, agency, found.agencies)].filter((part) => part !== undefined && part !== '').join('; ')}</li>`)}</ul>`}
</details>`;
}

function renderMilestone({ name, dueDate, doneDate, isLate }: MilestoneState, { words }: PlanTexts): Html {
  const due = dateText(dueDate);
  if (doneDate !== undefined) return html`${words.milestoneDone(name, dateText(doneDate), due)}`;
  return isLate
    ? html`<b class="clock is-late">${words.milestoneLate(name, due)}</b>`
    : html`${words.milestoneOpen(name, due)}`;
}
