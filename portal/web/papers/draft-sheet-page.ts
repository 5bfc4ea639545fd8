import { upFirst } from '../../../core/text/up-first.ts';
import type { CellConflict } from '../../../plan/drafts/change-cells.ts';
import type { DraftSheet } from '../../../plan/drafts/form-draft.ts';
import type { Choice } from '../../../plan/forms/form.ts';
import { type FormColumn, letterAt, type SheetName } from '../../../plan/forms/form-sheet.ts';
import { sheetNamed } from '../../../plan/forms/form-sheets.ts';
import { type FormFlaw, isQuestion } from '../../../plan/forms/reading/form-flaw.ts';
import {
  type CellShown,
  ROWS_SHOWN,
  type RowShown,
  rowsOnPage,
  type SheetFound,
} from '../../papers/questions/draft-sheet.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import {
  cellId,
  cellLink,
  draftTexts,
  flawText,
  renderDraftFrame,
  type SheetLook,
  sheetPath,
} from './draft-frame.ts';
import { type PaperPage, renderTold, sent } from './paper-page.ts';

/** What was not saved of a page of a sheet. */
export type Unsaved = readonly CellConflict[];

interface SheetPage extends PaperPage {
  readonly found: SheetFound & { readonly sheet: SheetName };
  readonly look: SheetLook;
  readonly unsaved: Unsaved;
}

/** A page of a sheet: a table whose cells are filled in, each with what is wrong in it. */
export function renderDraftSheetPage(
  page: PaperPage,
  found: SheetFound & { readonly sheet: SheetName },
  look: SheetLook,
  unsaved: Unsaved = [],
): Html {
  const { context, isDone, tried } = page;
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  const sheet = sheetNamed(found.sheet);
  const all: SheetPage = { ...page, found, look, unsaved };
  const size = rowsOnPage(sheet);
  const from = (found.page - 1) * size + 1;
  const to = from + found.rows.length - 1;
  return renderDraftFrame(
    page,
    found,
    found.sheet,
    html`<section class="panel sheet" data-part="sheet"><header><h2 lang="vi">${sheet.title}</h2><p>${found.total > 0 && texts.found(formats.count(from), formats.count(to), formats.count(found.total))}</p></header>
<p class="small" lang="vi">${sheet.hint}</p>
${tried?.told !== undefined && renderTold(page)}
${unsaved.length > 0 && html`<p role="alert" class="told problem">${texts.conflicts(formats.count(unsaved.length))}</p>`}
${isDone === true && tried === undefined && html`<p role="status" class="told">${texts.savedNow}</p>`}
${renderWrong(all)}
${renderFinder(all)}
${found.rows.length === 0 ? html`<p class="quiet">${texts.noRows}</p>` : renderTable(all)}</section>`,
  );
}

/** What each form of cells carries; rows and cells follow. */
export const cellFields = ({ token }: PaperPage, sheet: DraftSheet): Html =>
  html`<input type="hidden" name="token" value="${token ?? ''}"><input type="hidden" name="sheet" value="${sheet}">`;

/** A choice of a short list. What somebody wrote that is not in it stands there to be mended. */
export function renderChoice(
  name: string,
  choices: readonly Choice[],
  text: string,
  none: string,
  attributes: Html | false = false,
): Html {
  const isKnown = text === '' || choices.some(({ label }) => label === text);
  const option = (value: string, label: string) =>
    html`<option value="${value}"${value === text && html` selected`}>${clip(label, 120)}</option>`;
  return html`<select name="${name}"${attributes}>${option('', none)}${!isKnown && option(text, text)}${choices.map(({ label }) => option(label, label))}</select>`;
}

function renderWrong({ context, found }: SheetPage): Html | false {
  const texts = draftTexts(context.messages.language);
  const { flaws, rows } = found;
  if (flaws.length === 0) return false;
  const numbers = new Set(rows.map(({ number }) => number));
  const isHere = ({ cell = '' }: FormFlaw) => numbers.has(Number(/\d+$/.exec(cell)?.[0]));
  const line = (flaw: FormFlaw) =>
    html`<li><a href="${isHere(flaw) ? `#${cellId(flaw.cell ?? '')}` : cellLink(context, found, flaw)}">${flaw.cell ?? '–'} <span lang="vi">${headerAt(found.sheet, flaw.cell)}</span></a>: ${flawText(context, flaw)}${flaw.more !== undefined && html` (${texts.more(context.formats.count(flaw.more))})`}${!isHere(flaw) && html` <span class="small">${texts.onPage}</span>`}</li>`;
  return html`<div role="group" class="told problem" aria-label="${texts.wrong(context.formats.count(flaws.length))}"><p><b>${texts.wrong(context.formats.count(flaws.length))}</b></p><ul class="lines">${flaws.map(line)}</ul></div>`;
}

/** What stands above a cell such as `D7`. */
export function headerAt(name: SheetName, cell = ''): string {
  const { columns, keyHeader } = sheetNamed(name);
  const place = (cell.codePointAt(0) ?? 0) - (letterAt(0).codePointAt(0) ?? 0);
  return place === 0 ? keyHeader : (columns[place - 1]?.header.replace(' (*)', '') ?? '');
}

function renderFinder({ context, found, look }: SheetPage): Html {
  const texts = draftTexts(context.messages.language);
  const { sheet, search, show } = look;
  const at = (one: SheetLook) => linkTo(context, sheetPath(found, { sheet, search, ...one }));
  const hidden = [...new URL(at({ search: undefined, show }), 'http://localhost').searchParams];
  return html`<div class="finder"><form method="get">${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<input type="search" name="q" value="${search ?? ''}" aria-label="${texts.search}" maxlength="100"><button>${texts.searchButton}</button></form>
<p class="chips"><a href="${at({})}"${show === undefined && html` aria-current="page"`}>${texts.all}</a>${ROWS_SHOWN.map((one) => html`<a href="${at({ show: one })}"${one === show && html` aria-current="page"`}>${texts.show[one]}</a>`)}</p></div>`;
}

function renderTable(page: SheetPage): Html {
  const { context, found, look, unsaved } = page;
  const texts = draftTexts(context.messages.language);
  const sheet = sheetNamed(found.sheet);
  const asked = sheet.columns.flatMap((column, place) =>
    column.role === 'shown' ? [] : [{ column, letter: letterAt(place + 1) }],
  );
  const large = asked.flatMap(({ column: { type } }) => {
    const name = type.is === 'choice' ? type.list : type.is === 'text' ? type.suggestions : undefined;
    const list = name === undefined ? undefined : found.lists[name];
    return name !== undefined && list && isLong(name, list) ? [[name, list] as const] : [];
  });
  return html`<form method="post" enctype="multipart/form-data" action="${linkTo(context, sheetPath(found, look))}" data-cells${unsaved.length > 0 && html` data-unsaved`}>${cellFields(page, found.sheet)}
${large.map(([name, list]) => html`<datalist id="list-${name}">${list.map(({ label }) => html`<option value="${label}"></option>`)}</datalist>`)}
<div class="scroll"><table class="cells" lang="vi"><thead><tr><th scope="col"><span lang="${context.messages.language}">${texts.row}</span></th>${asked.map(({ column, letter }) => html`<th scope="col"><small>${letter}</small> ${column.header}</th>`)}</tr></thead>
<tbody>${found.rows.map((row, index) =>
    renderRow(
      page,
      row,
      index,
      asked.map(({ column }) => column),
    ),
  )}</tbody></table></div>
${renderButtons(page)}</form>`;
}

function renderButtons({ context, found, look }: SheetPage): Html {
  const texts = draftTexts(context.messages.language);
  const pages = Math.ceil(found.total / rowsOnPage(sheetNamed(found.sheet)));
  const next = found.sheets[found.sheets.findIndex(({ name }) => name === found.sheet) + 1]?.name;
  const at = (page: number) => linkTo(context, sheetPath(found, { ...look, page }));
  return html`<div class="bar"><p class="buttons"><button name="then" value="stay">${texts.save}</button>${
    found.page < pages
      ? html`<button name="then" value="page:${String(found.page + 1)}">${texts.saveNext}</button>`
      : next !== undefined &&
        html`<button name="then" value="sheet:${next}">${texts.saveSheet(sheetNamed(next).tab)}</button>`
  }<button class="second" name="then" value="check">${texts.saveCheck}</button></p>
${pages > 1 && html`<nav class="pager" aria-label="${texts.pages}">${found.page > 1 && html`<a rel="prev" href="${at(found.page - 1)}">← ${texts.previous}</a>`}<span>${String(found.page)}/${context.formats.count(pages)}</span>${found.page < pages && html`<a rel="next" href="${at(found.page + 1)}">${texts.next} →</a>`}</nav>`}</div>`;
}

function renderRow(page: SheetPage, row: RowShown, index: number, asked: readonly FormColumn[]): Html {
  const { found } = page;
  const { keyHeader } = sheetNamed(found.sheet);
  const marks = Object.fromEntries(row.cells.map(({ column, mark }) => [column, mark]));
  const [first, ...others] = row.facts;
  const isEmpty = row.cells.every(({ text }) => text === '') && row.facts.length === 0;
  return html`<tr${isEmpty && html` class="is-empty"`}><th scope="row" id="${cellId(`A${row.number}`)}"><input type="hidden" name="row" value="${row.key}"><input type="hidden" name="was" value="${JSON.stringify(marks)}"><small>${String(row.number)}</small> <b title="${keyHeader}"><bdi>${clip(row.key, 60)}</bdi></b>${first && html`<span class="fact"><bdi>${clip(first[1], 200)}</bdi></span>`}${others.map(([header, text]) => html`<span class="fact"><i>${header}:</i> <bdi>${clip(text, 200)}</bdi></span>`)}${renderProblems(page, `A${row.number}`)}</th>${asked.map((column, place) => renderCell(page, row, index, column, row.cells[place]))}</tr>`;
}

function renderCell(
  page: SheetPage,
  row: RowShown,
  index: number,
  column: FormColumn,
  cell: CellShown | undefined,
): Html {
  if (!cell) return html`<td></td>`;
  const { context, found, unsaved } = page;
  const { formats, messages, view } = context;
  const texts = draftTexts(messages.language);
  const name = `c.${index}.${column.key}`;
  const conflict = unsaved.find((one) => one.row === row.key && one.column === column.key);
  const text = conflict?.typed ?? sent(page, name, cell.text);
  const problems = renderProblems(page, cell.at);
  const label = `${column.header}, ${row.key}`;
  const told =
    conflict &&
    html`<span class="field-problem">${
      conflict.by === undefined
        ? texts.conflictOnRecord(conflict.now || texts.emptyCell)
        : texts.conflict(
            conflict.now || texts.emptyCell,
            conflict.by,
            formats.shortTime(conflict.atMs ?? 0, view.atMs),
          )
    }</span>`;
  const hasProblem = problems !== false;
  const attributes = html` id="${cellId(cell.at)}" aria-label="${label}"${hasProblem && html` aria-invalid="true" aria-describedby="problem-${cell.at}"`}`;
  return html`<td class="is-${column.type.is}${cell.by !== undefined && ' is-typed'}" data-label="${column.header}"${cell.by !== undefined && html` title="${texts.typedBy(cell.by, formats.fullTime(cell.atMs ?? 0))}"`}>${renderInput(found, column, { name, text, attributes, none: texts.choose })}${hasProblem && html`<span id="problem-${cell.at}">${problems}</span>`}${told}</td>`;
}

interface Input {
  readonly name: string;
  readonly text: string;
  readonly attributes: Html;
  readonly none: string;
}

function renderInput({ lists }: SheetFound, { type }: FormColumn, input: Input): Html {
  const { name, text, attributes, none } = input;
  const field = (more: Html | false = false) =>
    html`<input name="${name}" value="${text}" maxlength="2000" autocomplete="off"${attributes}${more}>`;
  if (type.is === 'choice') {
    const list = lists[type.list];
    return list && !isLong(type.list, list)
      ? renderChoice(name, list, text, none, attributes)
      : field(html` list="list-${type.list}"`);
  }
  if (type.is === 'date') return field(html` inputmode="numeric" placeholder="dd/mm/yyyy"`);
  if (type.is !== 'text') return field(html` inputmode="numeric"`);
  if (type.suggestions) return field(html` list="list-${type.suggestions}"`);
  return html`<textarea name="${name}" rows="1" maxlength="2000"${attributes}>${text}</textarea>`;
}

/** Of a longer list one writes a part of the word, rather than look through it. */
const isLong = (name: string, list: readonly Choice[]): boolean => name === 'belonging' || list.length > 40;

function renderProblems({ context, found }: SheetPage, cell: string): Html | false {
  const texts = draftTexts(context.messages.language);
  const known = new Set<string>();
  const own = [...found.inCells, ...found.flaws].filter((flaw) => {
    const text = flawText(context, flaw);
    const isNew = flaw.cell === cell && !known.has(text);
    if (isNew) known.add(text);
    return isNew;
  });
  return (
    own.length > 0 &&
    html`${own.map((flaw) => html`<span class="field-problem${isQuestion(flaw.code) && ' is-question'}" lang="${context.messages.language}">${isQuestion(flaw.code) && html`<b>${upFirst(texts.question)}</b>: `}${flawText(context, flaw)}</span>`)}`
  );
}
