import type { StatementRead } from '../../papers/questions/read-statement.ts';
import type { ShownStatement } from '../../papers/shown-statement.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { renderCarried, renderTyped } from './carried-fields.ts';
import {
  claimTexts,
  contractName,
  type PaperPage,
  paperWords,
  partyName,
  renderProblem,
  sent,
  statementTexts,
} from './paper-page.ts';
import { renderShown } from './statement-shown.ts';
import { describeDeadline, statementPath } from './statements-page.ts';

/** Of more lines their numbers are typed. */
const MOST_BOXES = 60;

/** What whoever looks may do next with a statement. */
export function renderSteps(page: PaperPage, read: StatementRead): readonly (Html | false)[] {
  const { token, context } = page;
  if (token === undefined) return [];
  const texts = statementTexts(context.messages.language);
  const { may, shown, nowMs, signOff } = read;
  const isClosed = signOff !== undefined || (shown?.document.objectionEndsMs ?? 0) <= nowMs;
  return [
    may.agree && renderAgree(page, read),
    may.object && renderObject(page, read),
    may.issue && !isClosed && renderAgreed(page, read),
    may.issue && isClosed && renderStep(page, read, 'issue', texts.issueAbout),
    may.draft && renderStep(page, read, 'draft', texts.draftAbout),
    may.replace && renderStep(page, read, 'replace', texts.replaceAbout),
    may.restate && renderStep(page, read, 'restate', texts.restateAbout),
  ];
}

const actionOf = ({ context }: PaperPage, { contract, period }: StatementRead, act: string): string =>
  linkTo(context, `${statementPath(contract, period)}/${act}`);

const renderReason = (page: PaperPage, field: string, label: string): Html =>
  html`<label>${label}<textarea name="${field}" rows="3" minlength="3" maxlength="2000" required>${sent(page, field)}</textarea>${renderProblem(page, field)}</label>`;

type Step = 'draft' | 'replace' | 'issue' | 'restate';
const REASONS = { draft: undefined, issue: undefined, replace: 'replace', restate: 'reason' } as const;

/** A step that is looked at before it is sealed. */
function renderStep(page: PaperPage, read: StatementRead, step: Step, about: string): Html {
  const { context, tried } = page;
  const texts = statementTexts(context.messages.language);
  const field = REASONS[step];
  const name = texts.steps[step];
  const isOpen = field === undefined || tried?.form[field] !== undefined;
  const form = html`<form method="post" action="${actionOf(page, read, 'preview')}" class="door" data-plain>${renderCarried(page, read)}<input type="hidden" name="step" value="${step}">
<p class="small">${about}</p>
${field !== undefined && renderReason(page, field, texts.reason)}
<p class="buttons"><button>${texts.preview}</button></p></form>`;
  return html`<section class="panel acts" data-part="statement-${step}"><details class="act"${isOpen && html` open`}><summary>${name}</summary>${form}</details></section>`;
}

/** The contractor agreed before its time to object was over: by its paper. */
function renderAgreed(page: PaperPage, read: StatementRead): Html {
  const { context } = page;
  const { language } = context.messages;
  const texts = statementTexts(language);
  const claims = claimTexts(language);
  return html`<section class="panel acts" data-part="statement-agreed"><details class="act"${page.tried?.form.agreed !== undefined && html` open`}><summary>${texts.agreed}</summary>
<form method="post" enctype="multipart/form-data" action="${actionOf(page, read, 'agreed')}" class="door">${renderCarried(page, read)}<input type="hidden" name="agreed" value="yes">
<p class="small">${texts.agreedAbout(context.formats.fullTime(read.shown?.document.objectionEndsMs ?? 0))}</p>
<label>${claims.facts.files}<input type="file" name="file" multiple required data-most-bytes="20000000" data-too-large="${claims.tooLarge}"></label>${renderProblem(page, 'file')}
<p class="buttons"><button>${texts.steps.issue}</button></p></form></details></section>`;
}

/** The contractor signs the draft off that it looks at, and no other. */
function renderAgree(page: PaperPage, read: StatementRead): Html | false {
  const { context, party } = page;
  const { shown, latest, objections, pending } = read;
  if (shown === undefined || shown.filed.sha256 !== latest) return false;
  const texts = statementTexts(context.messages.language);
  return html`<section class="panel" data-part="statement-agree"><header><h2>${texts.agree}</h2></header>
<form method="post" action="${actionOf(page, read, 'agree')}" class="door">${renderCarried(page, read)}<input type="hidden" name="hash" value="${latest}">
<p class="small">${texts.agreeAbout}${objections.length > 0 && ` ${texts.agreeDisputed(context.formats.count(objections.length))}`}</p>
${pending.length > 0 && html`<p class="told">${texts.agreePending} ${pending.map((id, index) => html`${index > 0 && ', '}<a href="${linkTo(context, `/claims/${encodeURIComponent(id)}`)}">${claimTexts(context.messages.language).title(id)}</a>`)}.</p>`}
<label class="check"><input type="checkbox" name="agreed" value="yes" required> <span>${texts.agreeSeen(partyName(context, party), latest.slice(0, 16))}</span></label>
<p class="buttons"><button>${texts.agreeSend}</button></p></form></section>`;
}

/** What the contractor does not agree with, while the draft lies open. */
function renderObject(page: PaperPage, read: StatementRead): Html {
  const { context } = page;
  const { language } = context.messages;
  const texts = statementTexts(language);
  const claims = claimTexts(language);
  const { shown, nowMs } = read;
  const list = (field: string, label: string, example: string) =>
    html`<label>${label}<input name="${field}" autocomplete="off" placeholder="${example}" value="${sent(page, field)}">${renderProblem(page, field)}</label>`;
  return html`<section class="panel" data-part="statement-object"><header><h2>${texts.object}</h2></header>
<p>${shown && describeDeadline(context, shown.document.objectionEndsMs, nowMs)}</p>
<form method="post" enctype="multipart/form-data" action="${actionOf(page, read, 'object')}" class="door">${renderCarried(page, read)}
<p class="small">${texts.objectAbout}</p>
${renderLineBoxes(page, read) ?? list('line', texts.objectLines, '1, 4')}
${list('outage', texts.objectOutages, '48211')}
${list('entity', texts.objectEntities, 'cam-1')}
${renderReason(page, 'why', texts.objectWhy)}
<label>${claims.facts.files}<input type="file" name="file" multiple data-most-bytes="20000000" data-too-large="${claims.tooLarge}"></label>
<p class="buttons"><button>${texts.objectSend}</button></p></form></section>`;
}

/** Lines to choose from; of many their numbers are typed. */
function renderLineBoxes({ context, tried }: PaperPage, { shown }: StatementRead): Html | undefined {
  const lines = shown?.document.figures.parts.flatMap(({ money }) => money.lines) ?? [];
  const count = shown?.parts.reduce((sum, part) => sum + part.lines, 0) ?? 0;
  if (lines.length === 0 || count > MOST_BOXES) return undefined;
  const { texts, vnd } = paperWords(context);
  const chosen = new Set(tried?.form.line);
  return html`<fieldset><legend>${statementTexts(context.messages.language).objectLines}</legend>${lines.map(
    ({ line, type, entity, ref, payable }) =>
      html`<label class="check"><input type="checkbox" name="line" value="${String(line)}"${chosen.has(String(line)) && html` checked`}> <span>${String(line)}. ${texts.money[type]}, <bdi>${clip(entity?.replace(/^device:/, '') ?? ref ?? texts.fleetLine)}</bdi>: ${vnd(payable)}</span></label>`,
  )}</fieldset>`;
}

/** What would be sealed, to be confirmed. */
export function renderStepPage(
  page: PaperPage,
  read: StatementRead,
  { step, shown }: { readonly step: string; readonly shown: ShownStatement },
): Html {
  const { context } = page;
  const texts = statementTexts(context.messages.language);
  const name = isStep(step) ? texts.steps[step] : '';
  const heading = `${name}: ${contractName(context, read.contract)}, ${paperWords(context).period(read.period)}`;
  return renderLayout(
    context,
    heading,
    html`<section class="panel" data-part="statement-preview"><header><h2>${heading}</h2></header><p>${texts.previewAbout}</p>
<form method="post" action="${actionOf(page, read, 'seal')}" class="door">${renderCarried(page, read)}${renderTyped(page, ['token', 'after'])}
<p class="buttons"><button>${name}</button> <button class="second" formaction="${actionOf(page, read, 'change')}">${claimTexts(context.messages.language).back}</button></p></form></section>
${renderShown(context, read, shown)}`,
  );
}

const isStep = (step: string): step is Step => Object.hasOwn(REASONS, step);
