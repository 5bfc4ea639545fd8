import { sheetNamed } from '../../../plan/forms/form-sheets.ts';
import { type FormFlaw, isQuestion } from '../../../plan/forms/reading/form-flaw.ts';
import type { DraftChecked } from '../../papers/questions/check-draft.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import { cellLink, draftPath, draftTexts, flawText, renderDraftFrame } from './draft-frame.ts';
import { headerAt } from './draft-sheet-page.ts';
import { renderNotes } from './form-flaws.ts';
import { renderHandoverNote } from './forms-page.ts';
import { type PaperPage, renderProblem, renderTold, sent } from './paper-page.ts';

const MOST_LETTERS = 200;

interface CheckPage extends PaperPage {
  readonly checked: DraftChecked;
}

/** What is wrong with a form and where, what it changes, and the button that hands it in. */
export function renderDraftCheckPage(page: PaperPage, checked: DraftChecked): Html {
  const all = { ...page, checked };
  return renderDraftFrame(
    page,
    checked,
    'check',
    html`${page.tried?.told !== undefined && renderTold(page)}${renderMend(all)}${renderChanges(all)}${checked.flawCount === 0 && renderHandIn(all)}`,
  );
}

function renderMend({ context, checked }: CheckPage): Html {
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  const { flaws, flawCount, notes } = checked;
  const nameOf = ({ sheet, cell }: FormFlaw) => {
    const name = checked.sheets.find((one) => sheetNamed(one.name).tab === sheet)?.name;
    return name === undefined ? '' : headerAt(name, cell);
  };
  const row = (flaw: FormFlaw) =>
    html`<tr><td class="wide"><a href="${cellLink(context, checked, flaw)}" lang="vi">${clip([flaw.sheet, flaw.cell, nameOf(flaw)].filter((part) => part !== undefined && part !== '').join(' · '), 120)}</a></td><td data-label="${texts.kind}">${isQuestion(flaw.code) ? texts.question : texts.error}</td><td class="wide">${flawText(context, flaw)}${flaw.more !== undefined && html` (${texts.more(formats.count(flaw.more))})`}</td></tr>`;
  return html`<section class="panel table" data-part="flaws"><header><h2>${flawCount === 0 ? texts.noFlaws : texts.flaws(formats.count(flawCount))}</h2></header>
${flaws.length > 0 && html`<p class="small">${texts.flawsAbout}</p><div class="scroll"><table class="stack form-flaws"><thead><tr><th scope="col">${texts.place}</th><th scope="col">${texts.kind}</th><th scope="col">${texts.what}</th></tr></thead><tbody>${flaws.map(row)}</tbody></table></div>`}
${notes.length > 0 && renderNotes(context, notes, texts.notes(formats.count(notes.length)))}</section>`;
}

function renderChanges({ context, checked }: CheckPage): Html {
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  const { rows, rowCount, steps, says, handovers } = checked;
  const [ofRow, ofCell, was, now] = texts.changeHead;
  const told = (text: string) => (text === '' ? '–' : clip(text, MOST_LETTERS));
  const lines = rows.flatMap(({ sheet, number, key, cells }) =>
    cells.map(
      (cell, index) =>
        html`<tr><td class="wide">${index === 0 && html`<span lang="vi">${sheetNamed(sheet).tab}, ${String(number)}</span> <bdi class="small">${clip(key, 60)}</bdi>`}</td><td data-label="${ofCell ?? ''}" lang="vi">${cell.header}</td><td class="wide" data-label="${was ?? ''}">${told(cell.was)}</td><td class="wide" data-label="${now ?? ''}"><b>${told(cell.now)}</b></td></tr>`,
    ),
  );
  const isSame = steps.set + steps.removed === 0;
  return html`<section class="panel table" data-part="changes"><header><h2>${texts.changes}</h2></header>
<p>${says === 'nothing-to-report' ? texts.nothingToReport : says === 'blank' && !(lines.length > 0 && checked.flawCount > 0) ? texts.blank : isSame ? (lines.length > 0 && checked.flawCount > 0 ? texts.wrongLeftOut : texts.noChanges) : texts.changesSum(formats.count(steps.set), formats.count(steps.removed))}</p>
${renderHandoverNote(context, handovers)}
${lines.length > 0 && html`<div class="scroll"><table class="stack"><thead><tr>${[ofRow, ofCell, was, now].map((name) => html`<th scope="col">${name ?? ''}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>`}
${rowCount > rows.length && html`<p class="rest">${texts.moreRows(formats.count(rowCount - rows.length))}</p>`}</section>`;
}

function renderHandIn(page: CheckPage): Html {
  const { context, checked, token, party } = page;
  const texts = draftTexts(context.messages.language);
  if (checked.isKnown)
    return html`<section class="panel" data-part="hand-in"><p class="told">${texts.isKnown} <a href="${linkTo(context, draftPath(checked, 'receipt'))}">${texts.receipt}</a></p></section>`;
  return html`<section class="panel" data-part="hand-in"><form method="post" action="${linkTo(context, draftPath(checked, 'hand-in'))}" class="door wide"><input type="hidden" name="token" value="${token ?? ''}"><input type="hidden" name="seen" value="${checked.content}">
<p>${texts.handInAbout(clip(checked.unit.name))}</p>
${party === 'dost' && html`<label>${texts.received}<input type="date" name="received" value="${sent(page, 'received')}">${renderProblem(page, 'received')}</label>`}
<p class="buttons"><button>${texts.handIn}</button></p></form></section>`;
}
