import type { Block } from '../../../documents/model/block.ts';
import type { Annex, Letter } from '../../../documents/model/document.ts';
import { renderDocumentDate } from '../../../documents/model/document-date.ts';
import { isWholeSymbol } from '../../../documents/model/document-symbol.ts';
import { layoutTexts } from '../../../documents/model/layout-texts.ts';
import type { RichText, Run } from '../../../documents/model/rich-text.ts';
import type { HeaderCell, TableCell } from '../../../documents/model/table.ts';
import { type Html, html } from '../frame/html.ts';

const { hints } = layoutTexts('vi');

/** A letter as it reads: what its files say, without their layout. It is Vietnamese on every page. */
export function renderLetter(letter: Letter, annexName: (number: string) => string): Html {
  const { letterhead, subject, addressees, body, closing, annexes } = letter;
  const { superiorBody, issuingBody, number, symbol, place, date } = letterhead;
  const { signature, recipients } = closing;
  const [last, ...before] = body.toReversed();
  return html`<article class="letter" lang="vi">
<p class="letter-head">${superiorBody !== undefined && html`<span>${superiorBody}</span>`}<b>${issuingBody ?? ''}</b><span>Số: ${number === undefined ? blank('số') : String(number)}/${isWholeSymbol(symbol) ? symbol : html`<mark>${symbol ?? '……'}</mark>`}</span><span>V/v ${subject}</span></p>
<p class="letter-date">${place !== undefined && `${place}, `}${renderDocumentDate(date)}</p>
${addressees.length > 0 && html`<p class="letter-to">Kính gửi: ${addressees.join('; ')}</p>`}
${before.toReversed().map((block) => renderBlock(block))}${last && renderBlock(last, './.')}
<div class="letter-foot"><p class="small">Nơi nhận:${recipients.lines.map((line) => html`<br>- ${line};`)}<br>- Lưu: VT, ${recipients.filedBy ?? blank('đơn vị soạn thảo')}.</p>
<p><b>${signature.authority}</b>${signature.authority !== undefined && html`<br>`}<b>${signature.post ?? blank(hints.post)}</b><br>${signature.name ?? blank(hints.name)}</p></div>
${annexes.map((annex, index) => renderAnnex(annex, annexes.length > 1 ? annexName(ROMAN[index] ?? String(index + 1)) : annexName('')))}
</article>`;
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V'];

const renderAnnex = ({ title, blocks }: Annex, name: string): Html =>
  html`<h3>${name.trim()}: ${title}</h3>${blocks.map((block) => renderBlock(block))}`;

function renderBlock(block: Block, end = ''): Html | false {
  switch (block.kind) {
    case 'part':
    case 'section':
    case 'clause':
      return html`<h4>${block.title}</h4>`;
    case 'paragraph':
    case 'numbered':
    case 'point':
    case 'note':
      return html`<p>${renderText(block.text)}${end}</p>`;
    case 'dash':
      return html`<p class="dash">- ${renderText(block.text)}${end}</p>`;
    case 'missing':
      return html`<p>${block.subject}: ${block.because}</p>`;
    case 'table':
      return html`<div class="scroll"><table><thead>${block.header.map((row) => html`<tr>${row.map(renderHeader)}</tr>`)}</thead><tbody>${block.rows.map(({ cells }) => html`<tr>${cells.map(renderCell)}</tr>`)}</tbody></table></div>`;
    case 'picture':
    case 'page-break':
      return false;
  }
}

const renderHeader = ({ text, columnSpan }: HeaderCell): Html =>
  html`<th scope="col" colspan="${String(columnSpan ?? 1)}">${renderText(text)}</th>`;

function renderCell(cell: TableCell): Html {
  if (typeof cell === 'string') return html`<td>${cell}</td>`;
  const text = cell.kind === 'text' ? renderText(cell.text) : cell.text;
  return html`<td colspan="${String(cell.columnSpan ?? 1)}">${cell.columnSpan === undefined ? text : html`<b>${text}</b>`}</td>`;
}

const renderText = (text: RichText): Html =>
  typeof text === 'string' ? html`${text}` : html`${text.map(renderRun)}`;

/** What only a person can fill in is told apart. */
function renderRun(run: Run): Html {
  if (run.kind === 'marked') return blank(run.hint);
  return html`${run.text}`;
}

const blank = (hint: string): Html => html`<mark>[${hint === '' ? '' : `${hint}: `}……]</mark>`;
