import type { FiguresVerification } from '../../reports/figures/verify-figures.ts';
import type { Terminal } from '../terminal.ts';
import type { PrintedCheck } from './check-printed.ts';

export interface Verified {
  readonly file: string;
  readonly sealedPath: string;
  readonly figures: FiguresVerification;
  readonly printed?: PrintedCheck | undefined;
}

const OUTCOMES = {
  good: 'đúng / good',
  bad: 'SAI / BAD',
  'not-checked': 'chưa kiểm tra / not checked',
} as const;
const PARTLY = 'đúng ở chỗ đối chiếu được, CHƯA ĐỦ / good where it was compared, NOT ALL OF IT';
const CHECK_NAMES = {
  seal: 'niêm phong / seal',
  signer: 'khóa ký / signer',
  ledger: 'bản thân sổ ghi / the ledger itself',
  record: 'sổ ghi / record',
  figures: 'số liệu / figures',
} as const;

/** What was checked and found, one line each. */
export function renderVerification(
  { file, sealedPath, figures, printed }: Verified,
  style: Terminal['style'],
): string {
  const look = (outcome: keyof typeof OUTCOMES) =>
    style(outcome === 'good' ? 'green' : outcome === 'bad' ? 'red' : 'dim', OUTCOMES[outcome]);
  const lookOf = ({ isGood, toRead }: PrintedCheck) =>
    isGood && toRead.length > 0 ? style('yellow', PARTLY) : look(isGood ? 'good' : 'bad');
  const lines = [
    file,
    ...(printed === undefined
      ? []
      : [
          `  văn bản / document: ${lookOf(printed)}, ${printed.equal} số liệu đúng / figures equal`,
          ...printed.problems.map((problem) => `    ${problem}`),
          ...(printed.toRead.length === 0
            ? []
            : [
                `    ${printed.toRead.length} chỗ không đối chiếu được (đã sửa lời, thêm, bỏ), cần người đọc lại / not compared (reworded, added, taken out), to be read by a person:`,
                ...printed.toRead.map((line) => `    - ${line}`),
              ]),
          sealedPath,
        ]),
    ...figures.checks.flatMap(({ name, outcome, problems }) => [
      `  ${CHECK_NAMES[name]}: ${look(outcome)}`,
      ...problems.map((problem) => `    ${problem}`),
    ]),
    ...(figures.compared > 0
      ? [`  ${figures.compared} số liệu đối chiếu với sổ ghi / figures compared with the ledger`]
      : []),
    ...figures.notes.map((note) => `  ${note}`),
  ];
  return lines.join('\n');
}
