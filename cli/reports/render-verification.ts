import type { Issued } from '../../contracts/statements/handed-out.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { PrintedCheck } from '../../reports/actions/check-printed.ts';
import type { IssuedOnRecord } from '../../reports/actions/issued-files.ts';
import type { VerifiedReport } from '../../reports/actions/verify-report.ts';
import { renderSigners } from '../print/render-signers.ts';
import type { Context } from '../shell/context.ts';

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
  file: string,
  {
    sealedPath,
    figures,
    printed,
    handedOut,
    signedOf = [],
    issues = [],
    isOtherThanIssued,
    isChanged,
  }: VerifiedReport,
  { terminal: { style }, language }: Pick<Context, 'terminal' | 'language'>,
): string {
  const look = (outcome: keyof typeof OUTCOMES) =>
    style(outcome === 'good' ? 'green' : outcome === 'bad' ? 'red' : 'dim', OUTCOMES[outcome]);
  const lookOf = ({ isGood, toRead }: PrintedCheck) =>
    isGood && toRead.length > 0 ? style('yellow', PARTLY) : look(isGood ? 'good' : 'bad');
  const lines = [
    file,
    ...(signedOf.length > 0 && handedOut?.length === 0 ? [] : renderOnRecord(handedOut, isChanged)),
    ...signedOf.map(
      ({ id, recordedMs, file }) =>
        `  đã ký sau khi giao ra lúc / signed behind what was handed out on ${new Date(recordedMs).toISOString()}: ${showUntrusted(file.name)}, ${id}`,
    ),
    ...issues.map((one) => `  ${issueLine(one)}`),
    ...(isOtherThanIssued
      ? [
          `  ${style('yellow', 'tệp này không phải tệp đã phát hành / this file is none of those that were issued')}`,
        ]
      : []),
    ...(printed === undefined
      ? []
      : [
          `  văn bản / document: ${lookOf(printed)}${printed.equal === 0 ? '' : `, ${printed.equal} số liệu đúng / figures equal`}`,
          ...(printed.signed ? renderSigners(printed.signed, language).map((line) => `    ${line}`) : []),
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

/** As its clerk put it on record. */
function issuedLine({ number, date, signedBy }: Issued): string {
  const said = [
    number === undefined ? '' : ` số / number ${showUntrusted(number)}`,
    date === undefined ? '' : ` ngày / of ${showUntrusted(date)}`,
    signedBy === undefined ? '' : `, người ký / signed by ${showUntrusted(signedBy)}`,
  ];
  return `bản đã phát hành / as it was issued${said.join('')}`;
}

/** With what stands in its place by now. */
function issueLine({ row, replacedBy }: IssuedOnRecord): string {
  const later = replacedBy
    ? `; đã được thay / replaced: dòng / row ${replacedBy.seq}, ${showUntrusted(replacedBy.issued.replaces?.reason ?? '')}`
    : '';
  return `${issuedLine(row.issued)}: ${showUntrusted(row.file.name)}, dòng / row ${row.seq}${later}`;
}

function renderOnRecord(handedOut: VerifiedReport['handedOut'], isChanged: boolean): readonly string[] {
  if (!handedOut) return [];
  if (handedOut.length === 0)
    return [
      '  không có trong sổ ghi: sổ ghi này chưa từng giao ra tệp nào có nội dung này (tệp đã sửa hoặc lưu lại là tệp khác) / not on record: this ledger handed out no file with this content (one that was edited or saved again is another)',
    ];
  return [
    ...handedOut.map(({ id, recordedMs, file, author, to, issued, seq }) => {
      const [at, name, by] = [
        new Date(recordedMs).toISOString(),
        showUntrusted(file.name),
        showUntrusted(author),
      ];
      const whom = to === undefined ? '' : `, giao cho / to ${showUntrusted(to)}`;
      if (issued) return `  ${issuedLine(issued)}: ${name}, ${id}, ${at}, ${by}, dòng / row ${seq}`;
      return `  đã giao ra lúc / handed out on ${at}: ${name}, ${id}, ${by}${whom}, dòng / row ${seq}`;
    }),
    ...(isChanged
      ? [
          '  SAI / BAD: dòng đó của sổ ghi không còn nội dung đã băm / that row of the ledger is not what was hashed',
        ]
      : []),
  ];
}
