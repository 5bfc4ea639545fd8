import type { Annex } from '../model/document.ts';
import { pairTable } from './cells.ts';
import type { StatementInput } from './statement-input.ts';

/** Ties the paper to the sealed file: whoever holds both sees whether they belong together, and whether the file is genuine. */
export function technicalAnnex(input: StatementInput): Annex {
  const { document, sha256, words } = input;
  const { ledger, signer, contractVersions, contract, period, software, replaces } = document;
  const papers = papersOf(input);
  return {
    title: 'Thông tin kỹ thuật và cách đối chiếu với bản điện tử',
    orientation: 'portrait',
    secret: false,
    blocks: [
      {
        kind: 'paragraph',
        text: 'Văn bản này được in ra từ một tệp JSON đã niêm phong. Số liệu có giá trị là số liệu của tệp đó; nếu hai bản khác nhau thì căn cứ vào tệp có mã băm sau đây.',
      },
      pairTable([
        ['Mã bảng đối soát', `${document.id}, số ${document.number}`],
        ['Mã hợp đồng, mã nhà thầu', `${contract.id}, ${contract.contractor}`],
        ['Mã kỳ và múi giờ', `${period.label}, ${period.timeZone}`],
        ['Phần mềm', `camwatch ${software.version}`],
        ['Mã băm của nội dung (SHA-256)', sha256],
        ...(replaces ? [['Mã băm của bảng được thay (SHA-256)', replaces.sha256] as const] : []),
        ['Dấu vân tay của khóa ký (Ed25519)', signer.fingerprint],
        ['Căn cứ trong sổ ghi', `${words.count(ledger.rows)} dòng, mã băm ${ledger.digest}`],
        [
          'Dòng sổ ghi của hợp đồng',
          contractVersions.map(({ seq, hash }) => `dòng ${seq}: ${hash}`).join('\n') || '–',
        ],
      ]),
      ...(papers.length > 0
        ? [
            { kind: 'clause', title: 'Văn bản kèm theo' } as const,
            pairTable(papers, ['Văn bản', 'Mã băm (SHA-256)']),
          ]
        : []),
      { kind: 'clause', title: 'Cách kiểm tra' },
      {
        kind: 'point',
        text: 'Có camwatch và sổ ghi: camwatch statement verify <tệp> --fingerprint <dấu vân tay của khóa>. Lệnh tính lại toàn bộ số liệu từ sổ ghi và báo XANH nếu không có gì khác.',
      },
      {
        kind: 'point',
        text: 'Không có camwatch: jq -cjS .document <tệp> | sha256sum phải cho đúng mã băm ở bảng trên; chữ ký kiểm tra bằng openssl theo hướng dẫn trong docs/statements.md.',
      },
      {
        kind: 'point',
        text: 'Dấu vân tay của khóa phải được bên A thông báo cho bên B bằng một cách khác (trong biên bản họp, qua điện thoại): khóa chỉ ghi trong chính tệp thì ai cũng có thể tạo.',
      },
    ],
  };
}

/** Every paper that the statement names, once, with the hash that it is kept by. */
function papersOf({ document }: StatementInput): readonly (readonly [string, string])[] {
  const { agreement = [], dossier } = document;
  const files = [
    ...agreement,
    ...(dossier?.claims.flatMap(({ filed, hearings, decision }) => [
      ...filed.files,
      ...hearings.flatMap((hearing) => hearing.files),
      ...(decision?.files ?? []),
    ]) ?? []),
    ...(dossier?.works.flatMap(({ announced }) => announced.files) ?? []),
    ...(dossier?.unmeasured.flatMap(({ decided }) => decided.files) ?? []),
    ...(dossier?.objections.flatMap((objection) => objection.files) ?? []),
  ];
  return [
    ...new Map(files.map(({ name, sha256 }) => [`${name} ${sha256}`, [name, sha256] as const])).values(),
  ];
}
