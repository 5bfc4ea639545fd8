import { dateText } from '../../../core/language/date-text.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import { REPORTED_STATUSES } from '../../../plan/definition/task-report.ts';
import type { TaskFound, TaskStep } from '../../papers/questions/plan-task.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { renderCarried } from './carried-fields.ts';
import {
  type PaperPage,
  partyName,
  renderFilesField,
  renderProblem,
  renderTold,
  sent,
} from './paper-page.ts';
import { agencyName, planTexts, taskPath, taskTexts } from './plan-names.ts';
import { renderTaskFacts } from './plan-tasks.ts';

const MOST_STEPS = 200;

/** One task: how it stands, a form for whoever has a part in it, and who reported what before. */
export function renderTaskPage(page: PaperPage, found: TaskFound): Html {
  const { context, token } = page;
  const texts = taskTexts(context.messages.language);
  const { words } = planTexts(context.messages.language);
  const { task } = found;
  const { id, name, nameEn } = task;
  const title = name === undefined ? words.nameless : nameIn(context.messages.language, { name, nameEn });
  return renderLayout(
    context,
    texts.heading(id),
    html`<section class="panel plan-tasks" data-part="task"><header><h2>${id} ${clip(title, 300)}</h2></header>
${renderTold(page)}
${renderTaskFacts(context, task, found)}
<p class="offers"><a href="${linkTo(context, '/plan')}">${texts.toPlan}</a></p></section>
${token !== undefined && renderForm(page, found)}
${renderSteps(page, found)}`,
  );
}

function renderForm(page: PaperPage, { task, part }: TaskFound): Html {
  const { context } = page;
  const texts = taskTexts(context.messages.language);
  const { words } = planTexts(context.messages.language);
  const { mayMove, standing } = part;
  const status = sent(page, 'v.status', standing.status);
  return html`<section class="panel" data-part="task-form"><header><h2>${mayMove ? texts.move : texts.bearOut}</h2></header>
${!mayMove && html`<p class="small">${texts.onlyEvidence}</p>`}
<form method="post" enctype="multipart/form-data" action="${linkTo(context, taskPath(task.id))}" class="door wide">
${renderCarried(page, part)}
${
  mayMove &&
  html`<div class="in-row"><label>${texts.status}<select name="v.status"><option value="">${words.statuses['not-reported']}</option>${REPORTED_STATUSES.map((one) => html`<option value="${one}"${one === status && html` selected`}>${words.statuses[one]}</option>`)}</select></label>
<label>${texts.percent} <span class="small">${texts.percentAbout}</span><input name="v.percent" inputmode="numeric" maxlength="3" value="${sent(page, 'v.percent', standing.progressPercent === undefined ? '' : String(standing.progressPercent))}"></label></div>
${standing.milestones.map((milestone) => html`<label>${texts.milestone(milestone.name, dateText(milestone.dueDate))}<input type="date" name="v.milestone.${milestone.id}" value="${sent(page, `v.milestone.${milestone.id}`, milestone.doneDate ?? '')}"></label>`)}
<label>${texts.note}<textarea name="v.note" rows="2" maxlength="2000">${sent(page, 'v.note', standing.note ?? '')}</textarea></label>`
}
<label>${texts.evidence}<textarea name="v.evidence" rows="2" maxlength="2000">${sent(page, 'v.evidence')}</textarea></label>
${mayMove && html`<label>${texts.reason}<input name="reason" maxlength="2000" value="${sent(page, 'reason')}">${renderProblem(page, 'reason')}</label>`}
${renderFilesField(page, texts.files)}
<p class="buttons"><button>${texts.save}</button></p></form></section>`;
}

function renderSteps({ context }: PaperPage, { steps, agencies }: TaskFound): Html {
  const { formats, messages } = context;
  const texts = taskTexts(messages.language);
  const { words } = planTexts(messages.language);
  const [, who, ofStatus, ofProgress, ofWords] = texts.historyHead;
  const row = ({ recordedMs, author, by, status, percent, note, evidence, reason }: TaskStep) =>
    html`<tr><td class="wide">${formats.fullTime(recordedMs)}</td><td data-label="${who ?? ''}">${by !== undefined && html`${by.startsWith('agency:') ? agencyName(context, by.slice('agency:'.length), agencies) : partyName(context, by)} `}<span class="small">${clip(author, 40)}</span></td><td data-label="${ofStatus ?? ''}">${status === undefined ? '–' : words.statuses[status]}</td><td data-label="${ofProgress ?? ''}">${percent === undefined ? '–' : `${percent} %`}</td><td class="wide" data-label="${ofWords ?? ''}"><span class="said">${[note, evidence, reason !== undefined && texts.because(reason)].filter((part) => typeof part === 'string').join('\n') || '–'}</span></td></tr>`;
  const rest = steps.length - MOST_STEPS;
  return html`<section class="panel table" data-part="task-steps"><header><h2>${texts.history}</h2><p>${formats.count(steps.length)}</p></header>
${
  steps.length === 0
    ? html`<p class="quiet">${texts.noHistory}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.historyHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${steps.slice(0, MOST_STEPS).map(row)}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}</section>`;
}
