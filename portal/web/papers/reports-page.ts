import { dateText, monthText } from '../../../core/language/date-text.ts';
import type { ReportChoices } from '../../papers/questions/report-choices.ts';
import {
  isOpen,
  REPORT_FORMATS,
  REPORT_KINDS,
  type ReportJob,
  type ReportJobFile,
} from '../../reports/report-desk.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { type PaperPage, sent } from './paper-page.ts';
import { agencyName, reportTexts } from './plan-names.ts';

/** Which report, of which window, in which formats; and what was made, how far it is, and its files. */
export function renderReportsPage(
  page: PaperPage,
  choices: ReportChoices | undefined,
  jobs: readonly ReportJob[],
  isMaker: boolean,
): Html {
  const { context } = page;
  const texts = reportTexts(context.messages.language);
  return renderLayout(
    context,
    texts.heading,
    html`${isMaker && renderMake(page, choices)}
<section class="panel table" data-part="reports"${jobs.some(isBusy) && html` data-again`}><header><h2>${texts.made}</h2><p>${context.formats.count(jobs.length)}</p></header>
${!isMaker && renderTold(page)}
${
  jobs.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack reports"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${jobs.map((job) => renderJob(page, job, { choices, isMaker }))}</tbody></table></div>`
}</section>`,
  );
}

const renderTold = ({ tried }: PaperPage): Html | false =>
  tried?.told !== undefined && html`<p role="alert" class="told problem">${tried.told}</p>`;

function renderMake(page: PaperPage, choices: ReportChoices | undefined): Html {
  const texts = reportTexts(page.context.messages.language);
  return html`<section class="panel" data-part="make-report"><header><h2>${texts.make}</h2></header>
${renderTold(page)}
<p class="small">${texts.about}</p>
${choices === undefined && html`<p role="status" class="told">${texts.noPlan}</p>`}
${renderForm(page, choices)}</section>`;
}

const isBusy = (job: ReportJob): boolean =>
  isOpen(job) || job.files.some(({ verified }) => verified?.is === 'running');

function renderForm(page: PaperPage, choices: ReportChoices | undefined): Html {
  const { context, token, tried, party } = page;
  const { messages, view } = context;
  const texts = reportTexts(messages.language);
  const isAgency = party.startsWith('agency:');
  const kind = sent(page, 'kind', 'city');
  const year = sent(page, 'year', String(choices?.year ?? ''));
  const chosen = tried?.form.format ?? ['docx', 'pdf'];
  const agencies = [...(choices?.agencies ?? [])];
  return html`<form method="post" action="${linkTo(context, '/reports')}" class="door wide">
<input type="hidden" name="token" value="${token ?? ''}">
${!isAgency && html`<label>${texts.kind}<select name="kind">${REPORT_KINDS.map((one) => html`<option value="${one}"${one === kind && html` selected`}>${texts.kinds[one]}</option>`)}</select></label>`}
<label>${texts.year}<select name="year">${(choices?.years ?? []).map((one) => html`<option value="${String(one.year)}"${String(one.year) === year && html` selected`}>${texts.yearOf(String(one.year), dateText(one.fromDate), dateText(one.toDate))}</option>`)}</select></label>
${
  !isAgency &&
  html`<div class="in-row"><label>${texts.month} <span class="small">${texts.monthAbout}</span><input type="month" name="month" value="${sent(page, 'month', monthBefore(view.atMs, context))}"></label>
<label>${texts.agency} <span class="small">${texts.agencyAbout}</span><select name="agency"><option value="">${texts.choose}</option>${agencies.map(([id]) => html`<option value="${id}"${id === sent(page, 'agency') && html` selected`}>${agencyName(context, id, choices?.agencies ?? new Map())}</option>`)}</select></label></div>`
}
<fieldset><legend>${texts.format}</legend>${REPORT_FORMATS.map((one) => html`<label class="check"><input type="checkbox" name="format" value="${one}"${chosen.includes(one) && html` checked`}> ${texts.formats[one]}</label>`)}</fieldset>
<p class="buttons"><button>${texts.button}</button></p></form>`;
}

/** The last month that is over, in the time of the city. */
function monthBefore(atMs: number, { formats }: PageContext): string {
  const [year, month] = formats.iso(atMs).split('-').map(Number);
  if (year === undefined || month === undefined) return '';
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

function renderJob(
  page: PaperPage,
  job: ReportJob,
  { choices, isMaker }: { readonly choices: ReportChoices | undefined; readonly isMaker: boolean },
): Html {
  const { context } = page;
  const { formats } = context;
  const texts = reportTexts(context.messages.language);
  const [, asked, state, files] = texts.head;
  return html`<tr><td class="wide"><b>${jobName(context, job, choices)}</b></td><td data-label="${asked ?? ''}">${formats.fullTime(job.askedMs)}<br><span class="small">${texts.by(job.account)}</span></td><td class="wide" data-label="${state ?? ''}">${renderState(page, job, isMaker)}</td><td class="wide" data-label="${files ?? ''}">${job.files.length === 0 ? '–' : html`<ul class="files">${job.files.map((file) => renderFile(page, job, file))}</ul>`}</td></tr>`;
}

function jobName(context: PageContext, { wish }: ReportJob, choices: ReportChoices | undefined): string {
  const { nameOf } = reportTexts(context.messages.language);
  const { kind, year, month, agency } = wish;
  if (kind === 'month') return nameOf.month(monthText(month ?? ''));
  if (kind === 'city') return nameOf.city(String(year));
  return nameOf.agency(String(year), agencyName(context, agency ?? '', choices?.agencies ?? new Map()));
}

function renderState(page: PaperPage, job: ReportJob, isMaker: boolean): Html {
  const { context, token } = page;
  const { language } = context.messages;
  const texts = reportTexts(language);
  const { state, progress, failure, id } = job;
  const percent = progress && progress.total > 0 ? Math.floor((100 * progress.done) / progress.total) : 0;
  return html`${texts.states[state]}${progress && html` <span class="small">${texts.working(texts.steps[progress.step] ?? progress.step, String(percent))}</span><br><progress max="100" value="${String(percent)}">${String(percent)} %</progress>`}${failure && html`<br><span class="field-problem">${clip(failure[language], 600)}</span>`}${
    isOpen(job) &&
    isMaker &&
    token !== undefined &&
    html`<form method="post" action="${linkTo(context, `/reports/${id}/cancel`)}"><input type="hidden" name="token" value="${token}"><button>${texts.cancel}</button></form>`
  }`;
}

function renderFile(page: PaperPage, { id }: ReportJob, { name, sizeBytes, verified }: ReportJobFile): Html {
  const { context, token } = page;
  const { formats, messages } = context;
  const texts = reportTexts(messages.language);
  const size = `${formats.count(Math.ceil(sizeBytes / 1_024))} kB`;
  return html`<li><a href="${`/reports/${id}/${encodeURIComponent(name)}`}" download><bdi>${clip(name)}</bdi></a> <span class="small">${size}${name.endsWith('.json') && ` · ${texts.sealed}`}</span>
${verified?.is === 'running' && html`<span class="small">${texts.verifying}</span>`}
${verified && verified.is !== 'running' && html`<details data-key="verified-${name}"><summary class="${verified.is === 'good' ? 'small' : 'small is-bad'}">${texts.verified[verified.is]} (${formats.fullTime(verified.atMs)})</summary><pre class="verification">${verified.told[messages.language]}</pre></details>`}
${verified?.is !== 'running' && token !== undefined && html`<form method="post" action="${linkTo(context, `/reports/${id}/verify`)}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="file" value="${name}"><button>${texts.verify}</button></form>`}</li>`;
}
