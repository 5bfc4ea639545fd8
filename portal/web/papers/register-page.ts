import { deviceEntity } from '../../../core/domain/state.ts';
import { dateText } from '../../../core/language/date-text.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import { REGISTER_NAMES, type RegisterName } from '../../../plan/definition/registers.ts';
import { devicesAt } from '../../city/place-figures.ts';
import { isWhole, placeOf } from '../../city/visible-fleet.ts';
import { fieldsFor, fieldsOf, type PlanField } from '../../papers/plan-fields.ts';
import type { EntryShown, RegisterFound } from '../../papers/questions/plan-register.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { agencyLink, siteLink } from '../frame/place-links.ts';
import { renderLayout } from '../layout.ts';
import type { RegisterTexts } from '../messages/register-texts-en.ts';
import { entityLink, type PaperPage, renderFiles, renderFilesField } from './paper-page.ts';
import { agencyName, planTexts, registerTexts, taskPath, taskTexts } from './plan-names.ts';

const MOST_ENTRIES = 500;
const MOST_LETTERS = 200;

/** A register as a table; whoever may change an entry does so in its row. */
export function renderRegisterPage(page: PaperPage, found: RegisterFound): Html {
  const { context, token, tried, isDone } = page;
  const { messages, formats } = context;
  const texts = registerTexts(messages.language);
  const names = planTexts(messages.language).words.registers;
  const { register, entries } = found;
  const used = fieldsOf(register).filter(({ key }) =>
    entries.some(({ values }) => values[key] !== undefined),
  );
  const rest = entries.length - MOST_ENTRIES;
  return renderLayout(
    context,
    upFirst(names[register]),
    html`<section class="panel" data-part="register"><header><h2>${upFirst(names[register])}</h2><p>${formats.count(entries.length)}</p></header>
${tried?.told !== undefined && html`<p role="alert" class="told problem said">${tried.told}</p>`}
${isDone === true && tried === undefined && html`<p role="status" class="told">${texts.done}</p>`}
<nav class="chips" aria-label="${texts.all}">${REGISTER_NAMES.map((name) => html`<a href="${linkTo(context, registerPath(name))}"${name === register && html` aria-current="page"`}>${names[name]}</a>`)}</nav>
<p class="small">${texts.about}</p>
${token !== undefined && found.mayAdd && renderAdd(page, found)}</section>
<section class="panel table" data-part="entries">
${
  entries.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack register"><thead><tr><th scope="col">${texts.entry}</th>${used.map(({ key }) => html`<th scope="col">${labelOf(key, texts)}</th>`)}</tr></thead>
<tbody>${entries.slice(0, MOST_ENTRIES).map((entry) => renderEntry(page, found, entry, used))}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}</section>`,
  );
}

export const registerPath = (register: RegisterName): string => `/plan/registers/${register}`;

const entryPath = (register: RegisterName, id: string): string =>
  `${registerPath(register)}/${encodeURIComponent(id)}`;

/** `dost.date` is "DOST: Day". */
export function labelOf(key: string, { keys, sections }: RegisterTexts): string {
  const [first = '', second] = key.split('.');
  if (second === undefined) return keys[first] ?? first;
  return `${sections[first] ?? first}: ${keys[second] ?? second}`;
}

function renderEntry(
  page: PaperPage,
  found: RegisterFound,
  entry: EntryShown,
  used: readonly PlanField[],
): Html {
  const { context, token } = page;
  const texts = registerTexts(context.messages.language);
  const cells = used.map((field) => {
    const value = entry.values[field.key];
    return html`<td class="wide" data-label="${labelOf(field.key, texts)}">${value === undefined ? '–' : linked(context, field, value, found)}</td>`;
  });
  const { register } = found;
  const name = register === 'site' ? sitesOf(context, entry.id) : html`<bdi>${clip(entry.id, 60)}</bdi>`;
  return html`<tr><td class="wide"><b>${name}</b>${renderFiles(context, entry.files, entryPath(register, entry.id))}</td>${cells}</tr>${token !== undefined && entry.mayChange && html`<tr class="change"><td class="wide" colspan="${String(used.length + 1)}">${renderChange(page, found, entry)}</td></tr>`}`;
}

/** What an entry is about, as the link to its page where there is one. */
function linked(context: PageContext, field: PlanField, value: string, found: RegisterFound): Html | string {
  if (field.key === 'sites') return sitesOf(context, value);
  if (field.key === 'devices') return listed(value, (id) => entityLink(context, deviceEntity(id)));
  if (field.kind === 'task' && found.tasks.some(({ id }) => id === value))
    return html`<a href="${linkTo(context, taskPath(value))}">${value}</a>`;
  if (field.kind === 'agency' && context.view.shown.inventory.agencies.has(value))
    return agencyLink(context, value);
  return clip(shown(context, field, value, found), MOST_LETTERS);
}

function sitesOf(context: PageContext, value: string): Html {
  const {
    shown: { inventory },
    fleet: { sight },
  } = context.view;
  return listed(value, (id) => {
    const place = placeOf(inventory, inventory.sites.get(id), sight);
    // As its page is there: of others' sites an agency reads what was asked, and has no page.
    const isHere = isWhole(sight) || devicesAt(context.view, id).length > 0;
    return html`<bdi>${clip(id, 60)}</bdi>${isHere && place && html` ${siteLink(context, place)}`}`;
  });
}

const listed = (value: string, render: (id: string) => Html): Html =>
  html`${value.split(', ').map((id, index) => html`${index > 0 && ', '}${render(id)}`)}`;

function shown(
  context: PageContext,
  { kind }: PlanField,
  value: string,
  { agencies }: RegisterFound,
): string {
  if (kind === 'day') return dateText(value);
  if (kind === 'agency') return agencyName(context, value, agencies);
  if (kind === 'number' && !/^20\d\d$/.test(value)) return context.formats.count(BigInt(value));
  if (kind === 'choice') return choiceName(value, context);
  return /^\d{7,18}$/.test(value) ? context.formats.count(BigInt(value)) : value;
}

function choiceName(value: string, { messages: { language } }: PageContext): string {
  const { verdicts } = planTexts(language).words;
  if (Object.hasOwn(verdicts, value)) return verdicts[value as keyof typeof verdicts];
  return registerTexts(language).choices[value] ?? value;
}

const hidden = ({ token }: PaperPage, id: string, afterSeq: number): Html =>
  html`<input type="hidden" name="token" value="${token ?? ''}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="after" value="${String(afterSeq)}">`;

function renderAdd(page: PaperPage, found: RegisterFound): Html {
  const { context } = page;
  const texts = registerTexts(context.messages.language);
  const { register, author, afterSeq } = found;
  const isTried = page.tried?.form.id?.[0] === 'new';
  return html`<details class="act" data-key="add"${isTried && html` open`}><summary>${texts.add}</summary><form method="post" enctype="multipart/form-data" action="${linkTo(context, registerPath(register))}" class="door wide entry">${hidden(page, 'new', afterSeq)}
${register === 'site' && html`<label>${texts.site}<input name="site" required maxlength="200" value="${isTried ? (page.tried?.form.site?.[0] ?? '') : ''}"></label>`}
${fieldsFor(register, author).map((field) => renderField(page, found, field, 'new', ''))}
${renderFilesField(page, taskTexts(context.messages.language).files)}
<p class="buttons"><button>${texts.save}</button></p></form></details>`;
}

function renderChange(page: PaperPage, found: RegisterFound, entry: EntryShown): Html {
  const { context } = page;
  const texts = registerTexts(context.messages.language);
  const { register, author } = found;
  const isTried = page.tried?.form.id?.[0] === entry.id;
  const reason = isTried ? (page.tried?.form.reason?.[0] ?? '') : '';
  return html`<details class="act" data-key="entry-${entry.id}"${isTried && html` open`}><summary>${texts.change}</summary><form method="post" enctype="multipart/form-data" action="${linkTo(context, registerPath(register))}" class="door wide entry">${hidden(page, entry.id, entry.afterSeq)}
${fieldsFor(register, author, entry.values).map((field) => renderField(page, found, field, entry.id, entry.values[field.key] ?? ''))}
<label>${texts.reason}<input name="reason" maxlength="2000" value="${reason}"></label>
${renderFilesField(page, taskTexts(context.messages.language).files)}
<p class="buttons"><button>${texts.save}</button></p></form>
${
  entry.mayRemove &&
  html`<form method="post" action="${linkTo(context, `${registerPath(register)}/remove`)}" class="door wide">${hidden(page, entry.id, entry.afterSeq)}
<p class="small">${texts.removeAbout}</p><label>${texts.removeReason}<input name="reason" required maxlength="2000"></label>
<p class="buttons"><button class="second">${texts.remove}</button></p></form>`
}</details>`;
}

/** What was typed, where that was refused; else what stands. */
function renderField(
  page: PaperPage,
  found: RegisterFound,
  field: PlanField,
  id: string,
  stands: string,
): Html {
  const { context, tried } = page;
  const { language } = context.messages;
  const texts = registerTexts(language);
  const { key, kind, choices, isNeeded } = field;
  const name = `v.${key}`;
  const value = (tried?.form.id?.[0] === id ? tried.form[name]?.[0] : undefined) ?? stands;
  const needed = isNeeded && html` required`;
  const select = (options: readonly (readonly [string, string])[]) =>
    html`<select name="${name}"${needed}><option value="">${texts.choose}</option>${options.map(([one, told]) => html`<option value="${one}"${one === value && html` selected`}>${clip(told, 100)}</option>`)}</select>`;
  const input = (): Html => {
    if (kind === 'choice') return select(choices.map((one) => [one, choiceName(one, context)]));
    if (kind === 'agency')
      return select([...found.agencies.keys()].map((one) => [one, agencyName(context, one, found.agencies)]));
    if (kind === 'task')
      return select(
        found.tasks.map(({ id: one, name: told, nameEn }) => [
          one,
          told === undefined
            ? one
            : `${one} ${nameIn(language, { name: told, ...(nameEn !== undefined && { nameEn }) })}`,
        ]),
      );
    if (kind === 'day') return html`<input type="date" name="${name}"${needed} value="${value}">`;
    if (kind === 'number')
      return html`<input name="${name}"${needed} inputmode="numeric" maxlength="15" value="${value}">`;
    return html`<textarea name="${name}"${needed} rows="${value.length > 80 ? 3 : 1}" maxlength="2000">${value}</textarea>`;
  };
  return html`<label>${labelOf(key, texts)}${input()}</label>`;
}
