import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import { type ClusterTable, tellCluster } from '../../core/words/cluster-tables.ts';
import { clusterWords } from '../../core/words/cluster-words-in.ts';
import { type Html, html } from './frame/html.ts';
import { clip, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';

/** The machines that work on the record, as `camwatch cluster status` tells of them. */
export function renderClusterPage(context: PageContext, status: ClusterStatus): Html {
  const { formats, messages } = context;
  const words = clusterWords(messages.language);
  const tables = tellCluster(status, words, formats.fullTime);
  return renderLayout(context, words.heading, html`${tables.map(renderTable)}`);
}

const renderTable = ({ part, title, about, head, rows, none }: ClusterTable): Html =>
  html`<section class="panel table" data-part="${part}"><header><h2>${title}</h2>${about !== undefined && html`<p>${about}</p>`}</header>
${
  rows.length === 0
    ? none !== '' && html`<p class="quiet">${none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${head.map((name, column) => html`<td data-label="${name}"><bdi>${clip(row[column] ?? '', 160)}</bdi></td>`)}</tr>`)}</tbody></table></div>`
}
</section>`;
