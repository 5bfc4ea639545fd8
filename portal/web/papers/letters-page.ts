import { dateText } from '../../../core/language/date-text.ts';
import type { PostedUnit } from '../../../plan/reminders/post-letter.ts';
import type { LetterRun } from '../../papers/letter-desk.ts';
import type {
  LetterAddress,
  LetterOnRecord,
  LettersFound,
  LetterUnit,
} from '../../papers/questions/plan-letters.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { type PaperPage, renderFiles, renderProblem, sent, type Tried } from './paper-page.ts';
import { agencyName, letterTexts, planTexts } from './plan-names.ts';

export const CHOICES = ['all', 'none'] as const;
export type Choice = (typeof CHOICES)[number];

const MOST_SENT = 500;
const MOST_MISSING = 10;

/** Who is to get a letter, to be chosen; what became of the last ones; and which are on record. */
export function renderLettersPage(
  page: PaperPage,
  found: LettersFound,
  run: LetterRun | undefined,
  choice: Choice | undefined,
): Html {
  const { context, token, tried } = page;
  const texts = letterTexts(context.messages.language);
  const { year: yearWord } = planTexts(context.messages.language);
  const { year, years, units } = found;
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="letters"><header><h2>${texts.heading}</h2><p>${String(year)}</p></header>
${tried?.told !== undefined && html`<p role="alert" class="told problem">${isBeside(tried) ? texts.seeFields : tried.told}</p>`}
<p class="chips">${years.map((one) => html`<a href="${linkTo(context, lettersPath(one))}"${one === year && html` aria-current="page"`}>${yearWord} <b>${String(one)}</b></a>`)}</p>
<p class="small">${texts.about(dateText(found.unitsDeadlineDate))}</p>
${!found.hasMail && html`<p class="told">${texts.noMail}</p>`}
${units.length === 0 && html`<p class="quiet">${texts.none}</p>`}</section>
${run && renderRun(page, run, found)}
${units.length > 0 && renderChoice(page, found, token === undefined ? undefined : choice)}
${renderSent(page, found)}`,
  );
}

/** What is typed of letters, beside their number. */
export const LETTER_FIELDS = ['date', 'until', 'contact', 'post', 'signer'] as const;
const FIELDS: readonly string[] = ['number', ...LETTER_FIELDS];

/** Whether all that is wrong stands beside a field. */
const isBeside = ({ problems }: Tried): boolean =>
  problems.size > 0 && [...problems.keys()].every((name) => FIELDS.includes(name));

export const lettersPath = (year: number): string =>
  `/plan/letters?${new URLSearchParams({ year: String(year) })}`;

function renderChoice(page: PaperPage, found: LettersFound, choice: Choice | undefined): Html {
  const { context, token, tried } = page;
  const texts = letterTexts(context.messages.language);
  const { year, units } = found;
  const typed = tried && [...(tried.form.unit ?? []), ...(tried.form.units?.[0]?.split(',') ?? [])];
  const isChosen = ({ agency, isOwn, isWritten }: LetterUnit) =>
    typed?.includes(agency) ?? (choice === undefined ? isOwn && !isWritten : choice === 'all');
  const path = (one?: Choice) =>
    linkTo(context, `${lettersPath(year)}${one === undefined ? '' : `&choose=${one}`}`);
  const table = html`<div class="scroll"><table class="stack letters"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${units.map((unit) => renderUnit(page, found, unit, isChosen(unit)))}</tbody></table></div>`;
  if (token === undefined)
    return html`<section class="panel table" data-part="letter-units">${table}</section>`;
  return html`<section class="panel table" data-part="letter-units"><form method="post" enctype="multipart/form-data" action="${linkTo(context, '/plan/letters/preview')}" data-plain>
<input type="hidden" name="token" value="${token}"><input type="hidden" name="year" value="${String(year)}">
<p class="chips"><a href="${path()}">${texts.chooseDue}</a><a href="${path('all')}">${texts.chooseAll}</a><a href="${path('none')}">${texts.chooseNone}</a></p>
${table}
<div class="door wide">
<label class="check"><input type="checkbox" name="together" value="yes"${sent(page, 'together') === 'yes' && html` checked`}> ${texts.together}</label>
<div class="in-row"><label>${texts.number} <span class="small">${texts.numberAbout}</span><input name="number" maxlength="60" value="${sent(page, 'number')}">${renderProblem(page, 'number')}</label>
<label>${texts.date}<input type="date" name="date" value="${sent(page, 'date', found.asOfDate)}">${renderProblem(page, 'date')}</label></div>
<div class="in-row"><label>${texts.until}<input type="date" name="until" value="${sent(page, 'until')}">${renderProblem(page, 'until')}</label>
<label>${texts.contact}<input name="contact" maxlength="200" value="${sent(page, 'contact')}">${renderProblem(page, 'contact')}</label></div>
<div class="in-row"><label>${texts.post}<input name="post" maxlength="200" value="${sent(page, 'post', found.signer.post ?? '')}">${renderProblem(page, 'post')}</label>
<label>${texts.signer}<input name="signer" maxlength="200" value="${sent(page, 'signer', found.signer.name ?? '')}">${renderProblem(page, 'signer')}</label></div>
<p class="buttons"><button>${texts.preview}</button></p></div></form></section>`;
}

function renderUnit(page: PaperPage, found: LettersFound, unit: LetterUnit, isChosen: boolean): Html {
  const { context, token } = page;
  const { formats, messages } = context;
  const texts = letterTexts(messages.language);
  const { handIn } = planTexts(messages.language);
  const [, state, missing, from, to, written] = texts.head;
  const { agency, daysLeft, contacts } = unit;
  const name = agencyName(context, agency, found.agencies);
  const box =
    token !== undefined &&
    html`<input type="checkbox" name="unit" value="${agency}" aria-label="${texts.choose(name)}"${isChosen && html` checked`}> `;
  const rest = unit.missing.length - MOST_MISSING;
  return html`<tr><td class="wide">${token === undefined ? name : html`<label class="check">${box}${name}</label>`}</td><td data-label="${state ?? ''}">${handIn[unit.state]}${daysLeft < 0 && html`<br><b class="clock is-late">${texts.late(formats.count(-daysLeft))}</b>`}</td><td class="wide" data-label="${missing ?? ''}"><details data-key="missing-${agency}"><summary class="small">${texts.missing(formats.count(unit.missing.length))}</summary><ul lang="vi">${unit.missing.slice(0, MOST_MISSING).map((text) => html`<li>${clip(text, 300)}</li>`)}</ul>${rest > 0 && html`<p class="small">${messages.andMore(formats.count(rest))}</p>`}</details></td><td class="wide" data-label="${from ?? ''}">${agencyName(context, unit.from, found.agencies)}</td><td class="wide" data-label="${to ?? ''}">${contacts.length === 0 ? html`<span class="small">${texts.noAddress}</span>` : renderAddresses(page, contacts)}</td><td data-label="${written ?? ''}">${unit.isWritten ? texts.written : texts.notWritten}</td></tr>`;
}

/** Names, and to whoever sends letters also addresses: they are the contacts' own. */
export const renderAddresses = ({ token }: PaperPage, contacts: readonly LetterAddress[]): Html =>
  html`${contacts.map(({ name, address }, index) => html`${index > 0 && html`<br>`}<bdi>${clip(name, 100)}</bdi>${token !== undefined && html` <span class="small">${clip(address, 100)}</span>`}`)}`;

const namesOf = (ids: readonly string[], { contactNames }: LettersFound): string =>
  ids.map((id) => contactNames[id] ?? id).join(', ');

function renderRun({ context }: PaperPage, run: LetterRun, found: LettersFound): Html {
  const { formats, messages } = context;
  const texts = letterTexts(messages.language);
  const { posted, total, endedMs, account, startedMs, failure } = run;
  const isRunning = endedMs === undefined;
  const good = posted.filter(({ outcome }) => outcome === 'sent' || outcome === 'recorded').length;
  const lost = posted.filter(({ outcome }) => ['failed', 'left', 'no-address'].includes(outcome)).length;
  const [, what, to, answer] = texts.runHead;
  const row = ({ agency, outcome, contacts, notes }: PostedUnit) =>
    html`<tr><td class="wide">${agencyName(context, agency, found.agencies)}</td><td data-label="${what ?? ''}">${['failed', 'left', 'no-address'].includes(outcome) ? html`<b class="clock is-late">${texts.outcomes[outcome]}</b>` : texts.outcomes[outcome]}</td><td data-label="${to ?? ''}">${contacts.length === 0 ? '–' : html`<bdi>${namesOf(contacts, found)}</bdi>`}</td><td class="wide" data-label="${answer ?? ''}">${outcome === 'sent' && html`${texts.taken} `}${notes.length === 0 || outcome === 'no-address' ? outcome !== 'sent' && '–' : html`<span class="small" lang="en">${clip(notes.join('; '), 300)}</span>`}</td></tr>`;
  return html`<section class="panel table" id="run" data-part="letter-run"${isRunning && html` data-again`}><header><h2>${texts.runHeading}</h2><p>${formats.fullTime(startedMs)} · ${texts.by(clip(account, 40))}</p></header>
<p role="status" class="told">${isRunning ? html`${texts.running(formats.count(posted.length), formats.count(total))} <progress max="${String(total)}" value="${String(posted.length)}"></progress>` : texts.ended(formats.count(good), formats.count(total))}</p>
${!isRunning && lost > 0 && html`<p class="told problem">${texts.notSent(formats.count(lost))}${failure && html` ${clip(failure[messages.language], 300)}`}</p>`}
${posted.length > 0 && html`<div class="scroll"><table class="stack"><thead><tr>${texts.runHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${posted.map(row)}</tbody></table></div>`}</section>`;
}

function renderSent({ context }: PaperPage, found: LettersFound): Html {
  const { sent: letters, agencies } = found;
  const { formats, messages } = context;
  const texts = letterTexts(messages.language);
  const [, unit, number, way, by, files] = texts.sentHead;
  const row = (letter: LetterOnRecord) => {
    const named = [letter.number, letter.date && dateText(letter.date)].filter((part) => part !== undefined);
    return html`<tr><td class="wide">${formats.fullTime(letter.recordedMs)}</td><td class="wide" data-label="${unit ?? ''}">${agencyName(context, letter.agency, agencies)}</td><td data-label="${number ?? ''}">${named.join(', ') || '–'}</td><td class="wide" data-label="${way ?? ''}">${letter.contacts === undefined ? texts.otherWay : texts.byMailTo(namesOf(letter.contacts, found))}${letter.answer !== undefined && html`<br><span class="small">${clip(letter.answer, 200)}</span>`}</td><td data-label="${by ?? ''}">${clip(letter.author, 40)}</td><td class="wide" data-label="${files ?? ''}">${renderFiles(context, letter.files, `/plan/letters/${letter.seq}`) ?? '–'}</td></tr>`;
  };
  const rest = letters.length - MOST_SENT;
  return html`<section class="panel table" data-part="letters-sent"><header><h2>${texts.sentHeading}</h2><p>${formats.count(letters.length)}</p></header>
${
  letters.length === 0
    ? html`<p class="quiet">${texts.noneSent}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.sentHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${letters.slice(0, MOST_SENT).map(row)}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}</section>`;
}
