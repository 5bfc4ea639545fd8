import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import type { ClusterMark } from '../../core/words/cluster-marks.ts';
import { type ClusterRow, type ClusterTable, tellCluster } from '../../core/words/cluster-tables.ts';
import { clusterWords } from '../../core/words/cluster-words-in.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';

/** The machines that work on the record, as `camwatch cluster status` tells of them. */
export function renderClusterPage(context: PageContext, status: ClusterStatus): Html {
  const { formats, messages } = context;
  const words = clusterWords(messages.language);
  const { fullTime: at, count, decimal } = formats;
  return renderLayout(
    context,
    words.heading,
    html`${tellCluster(status, words, { at, count, decimal }).map(renderTable)}`,
  );
}

const renderTable = (table: ClusterTable): Html =>
  html`<section class="panel table" data-part="${table.part}"><header><h2>${table.title}</h2>${renderAbout(table)}</header>
${table.rows.length === 0 ? renderNone(table) : renderRows(table)}
</section>`;

/** What is said of all rows bears the mark of the first, which is the worst. */
function renderAbout({ about, rows: [worst] }: ClusterTable): Html | false {
  if (about === undefined) return false;
  return html`<p>${worst?.mark ? renderMarked(worst.mark, about) : about}</p>`;
}

const renderNone = ({ none, noneMark }: ClusterTable): Html | false =>
  none !== '' && html`<p class="quiet">${noneMark ? renderMarked(noneMark, none) : none}</p>`;

const renderRows = (table: ClusterTable): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="${table.title}"><table class="stack"><thead><tr>${table.head.map((name, column) => html`<th scope="col" class="${classOf(table, column)}">${name}</th>`)}</tr></thead>
<tbody>${table.rows.map((row) => html`<tr>${table.head.map((name, column) => renderCell(table, row, name, column))}</tr>`)}</tbody></table></div>`;

/** Below one another a cell bears its name, but the first is what all of it is about, and an empty one says nothing. */
function renderCell(table: ClusterTable, { mark, cells }: ClusterRow, name: string, column: number): Html {
  const text = clip(cells[column] ?? '', LONGEST);
  if (text === '') return html`<td></td>`;
  const told = html`<bdi>${text}</bdi>`;
  const marked = mark && column === table.marked ? renderMarked(mark, told) : told;
  if (column === 0) return html`<td><b>${marked}</b></td>`;
  return html`<td class="${classOf(table, column)}" data-label="${name}">${marked}</td>`;
}

const LONGEST = 160;

const classOf = ({ numbers, wide }: ClusterTable, column: number): string => {
  if (numbers.includes(column)) return 'number';
  return column === wide ? 'wide' : '';
};

const renderMarked = (mark: ClusterMark, told: string | Html): Html =>
  html`<span class="state">${renderIcon(mark)}${told}</span>`;
