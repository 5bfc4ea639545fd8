import { dateDoubts } from '../../reports/actions/date-doubts.ts';
import type { FigureRow } from '../../reports/actions/figure-rows.ts';
import { listFigures, listMarked } from '../../reports/actions/list-figures.ts';
import type { MadeReport } from '../../reports/actions/make-report.ts';

const missingOf = ({ body }: MadeReport['document']) =>
  body.flatMap((block) => (block.kind === 'missing' ? [block] : []));

export const reportToJson = ({ files, document, figures, rows }: MadeReport) => ({
  id: figures.document.id,
  sha256: figures.sha256,
  files,
  figures: rows ?? listFigures(document).length,
  missing: missingOf(document).map(({ subject, reason, because }) => ({ subject, reason, because })),
  toFill: listMarked(document),
  doubts: dateDoubts(figures.document),
});

/** What was written, how many figures are in it, and which places are left to a person. */
export function renderReport({ files, document, figures, rows }: MadeReport): readonly string[] {
  const [marked, missing] = [listMarked(document), missingOf(document)];
  const doubts = dateDoubts(figures.document);
  return [
    ...files.map(({ path, ms }) => `${path}  (${(ms / 1_000).toFixed(1)} s)`),
    `Số liệu / figures: ${listFigures(document).length}; SHA-256 ${figures.sha256}`,
    ...(missing.length > 0 ? ['\nKhông có số liệu / without figures:'] : []),
    ...missing.map(({ subject, because }) => `  - ${subject}: ${because}`),
    ...(marked.length > 0 ? ['\nCần người điền / for a person to fill in:'] : []),
    ...marked.map(({ hint, place }) => `  - ${hint}  (${place})`),
    ...(doubts.length > 0 ? ['\nSố, ngày văn bản cần xem lại / number and day to be looked at:'] : []),
    ...doubts.map(({ vi, en }) => `  - ${vi} / ${en}`),
    ...(rows ? renderRows(rows) : []),
  ];
}

function renderRows(rows: readonly FigureRow[]): readonly string[] {
  const differing = rows.filter(({ isEqual }) => isEqual === false).length;
  const counted = `\n${rows.length} số liệu, ${differing} khác / ${rows.length} figures, ${differing} differ`;
  return [
    '',
    ...rows.map(({ place, text, again, isEqual, command }) => {
      const outcome = isEqual === undefined ? '' : isEqual ? '  =' : `  KHÁC / DIFFERS: ${again}`;
      return `${place}\t${text}${outcome}\t${command}`;
    }),
    ...(rows.some(({ isEqual }) => isEqual !== undefined) ? [counted] : []),
  ];
}
