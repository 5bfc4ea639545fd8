import type { Block } from '../model/block.ts';
import { pairTable } from './cells.ts';
import type { StatementInput } from './statement-input.ts';

/** Ties the paper to the sealed file: whoever holds both sees whether they belong together, and whether the file is genuine. */
export function proofSection({ document, sha256, words }: StatementInput): readonly Block[] {
  const { ledger, signer, contractVersions } = document;
  return [
    { kind: 'section', title: 'Đối chiếu với tệp đã niêm phong' },
    {
      kind: 'paragraph',
      text: 'Văn bản này được in ra từ một tệp JSON đã niêm phong. Số liệu có giá trị là số liệu của tệp đó; nếu hai bản khác nhau thì căn cứ vào tệp có mã băm sau đây.',
    },
    pairTable([
      ['Mã bảng đối soát', `${document.id}, số ${document.number}`],
      ['Mã băm của nội dung (SHA-256)', sha256],
      ['Dấu vân tay của khóa ký (Ed25519)', signer.fingerprint],
      ['Căn cứ trong sổ ghi', `${words.count(ledger.rows)} dòng, mã băm ${ledger.digest}`],
      [
        'Dòng sổ ghi của hợp đồng',
        contractVersions.map(({ seq, hash }) => `dòng ${seq}: ${hash}`).join('\n') || '–',
      ],
    ]),
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
  ];
}
