import type { FileFormat, Issued } from '../../contracts/statements/handed-out.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { type IssuedOnRecord, isNamedIssue, isSameNumber, listIssued } from './issued-files.ts';
import { ReportError } from './report-error.ts';

/** A file that is to be issued. */
export interface ToIssue {
  readonly file: string;
  readonly format: FileFormat;
  readonly sha256: string;
  readonly figures: FiguresFile;
}

export interface Replacing {
  readonly number?: string | undefined;
  /** Number or row of what was issued before. */
  readonly replaces?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * What each file stands in the place of. @throws REPORT_FILE where another file is on record under its number and it does not say
 * that it replaces that, and where there is nothing that it could replace.
 */
export function findReplaced(
  files: readonly ToIssue[],
  wish: Replacing,
  store: RecordStore,
): readonly (Issued['replaces'] | undefined)[] {
  const found = files.map((one) => replacedBy(one, wish, store));
  if (wish.replaces !== undefined && found.every((one) => one === undefined))
    throw new ReportError('REPORT_FILE', {
      en: `--replaces: expected the number or row of another file that was issued of the same report, got ${wish.replaces}`,
      vi: `--replaces: cần số hoặc dòng của tệp khác đã phát hành của chính báo cáo đó, đây là ${wish.replaces}`,
    });
  return found;
}

function replacedBy(one: ToIssue, wish: Replacing, store: RecordStore): Issued['replaces'] | undefined {
  const { number, replaces, reason } = wish;
  const others = listIssued(store, one.figures.document.id).filter((issue) => isOther(issue, one));
  const named = others.filter((issue) => replaces !== undefined && isNamedIssue(issue, replaces));
  const [left] = others.filter(
    (issue) => isSameNumber(issue.row.issued.number, number) && !named.includes(issue),
  );
  if (left) throw underThatNumber(one, left);
  return named.length === 0 || reason === undefined
    ? undefined
    : { rows: named.map(({ row }) => row.seq), reason };
}

/** Another content of the same format, in whose place nothing else stands by now. */
const isOther = ({ row, replacedBy: later }: IssuedOnRecord, { format, sha256 }: ToIssue): boolean =>
  row.file.format === format && row.file.sha256 !== sha256 && (!later || later.file.sha256 === sha256);

function underThatNumber({ file, figures }: ToIssue, { row }: IssuedOnRecord): ReportError {
  const { number } = row.issued;
  const { id } = figures.document;
  const name = showUntrusted(number ?? `${row.seq}`);
  const [other, sha256] = [showUntrusted(row.file.name), `SHA-256 ${row.file.sha256}`];
  return new ReportError('REPORT_FILE', {
    en: `${file}: another file of ${id} was issued ${number === undefined ? 'without a number' : `under the number ${name}`} (${other}, row ${row.seq}, ${sha256}); say that this one replaces it, and why: --replaces ${name} --reason "…"`,
    vi: `${file}: tệp khác của ${id} đã phát hành ${number === undefined ? 'không số' : `với số ${name}`} (${other}, dòng ${row.seq}, ${sha256}); nếu tệp này thay tệp đó thì nêu và nói rõ lý do: --replaces ${name} --reason "…"`,
  });
}
