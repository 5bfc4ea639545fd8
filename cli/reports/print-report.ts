import type { FigureRow } from '../../reports/actions/figure-rows.ts';
import { listFigures, listMarked } from '../../reports/actions/list-figures.ts';
import type { WrittenReport } from '../../reports/actions/write-report.ts';
import type { Context } from '../shell/context.ts';

/** What was written, how many figures are in it, and which places are left to a person. */
export function printReport(
  { files, document, figures }: WrittenReport,
  { terminal }: Pick<Context, 'terminal'>,
  { json = false, rows }: { readonly json?: boolean; readonly rows?: readonly FigureRow[] | undefined },
): void {
  const marked = listMarked(document);
  const missing = document.body.flatMap((block) => (block.kind === 'missing' ? [block] : []));
  if (json) {
    terminal.printJson({
      id: figures.document.id,
      sha256: figures.sha256,
      files,
      figures: rows ?? listFigures(document).length,
      missing: missing.map(({ subject, reason, because }) => ({ subject, reason, because })),
      toFill: marked,
    });
    return;
  }
  for (const { path, ms } of files) terminal.print(`${path}  (${(ms / 1_000).toFixed(1)} s)`);
  terminal.print(`Số liệu / figures: ${listFigures(document).length}; SHA-256 ${figures.sha256}`);
  if (missing.length > 0) {
    terminal.print('\nKhông có số liệu / without figures:');
    for (const { subject, because } of missing) terminal.print(`  - ${subject}: ${because}`);
  }
  if (marked.length > 0) {
    terminal.print('\nCần người điền / for a person to fill in:');
    for (const { hint, place } of marked) terminal.print(`  - ${hint}  (${place})`);
  }
  if (rows) printRows(rows, terminal);
}

export function printRows(rows: readonly FigureRow[], terminal: Context['terminal']): void {
  terminal.print('');
  for (const { place, text, again, isEqual, command } of rows) {
    const outcome = isEqual === undefined ? '' : isEqual ? '  =' : `  KHÁC / DIFFERS: ${again}`;
    terminal.print(`${place}\t${text}${outcome}\t${command}`);
  }
  const differing = rows.filter(({ isEqual }) => isEqual === false).length;
  if (rows.some(({ isEqual }) => isEqual !== undefined))
    terminal.print(
      `\n${rows.length} số liệu, ${differing} khác / ${rows.length} figures, ${differing} differ`,
    );
}
