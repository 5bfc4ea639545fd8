import type { ProofCheckName, ProofVerification } from '../../contracts/proof/verify-proof.ts';
import { inLanguage } from '../../core/language/in-language.ts';

/** What is said of proofs of one line or outage. */
export interface ProofTexts {
  readonly verdicts: Readonly<Record<ProofVerification['verdict'], string>>;
  readonly checks: Readonly<Record<ProofCheckName, string>>;
  readonly line: (line: number) => string;
  readonly written: (rows: string, sizeBytes: string) => string;
  readonly signedBy: (name: string, key: string, time: string | undefined) => string;
  readonly withheld: (count: string) => string;
  readonly notSettled: string;
}

const en: ProofTexts = {
  verdicts: {
    good: 'GREEN: the rows are on record under a signed checkpoint, and the statement was sealed so',
    bad: 'RED: do not rely on this file',
    'key-not-checked':
      'NOT PROVEN: all of it fits together; whose keys these are was not checked (--fingerprint)',
  },
  checks: {
    seal: 'bytes, hash and signature of the proof',
    signer: 'the key that was named to you (--fingerprint)',
    rows: 'hashes of the rows',
    paths: 'path of each row to the signed checkpoint',
    record: 'the statement is on record',
    statement: 'the sealed file says just that',
    money: 'sums and stretches',
  },
  line: (line) => `line ${line}`,
  written: (rows, sizeBytes) => `${rows} rows, ${sizeBytes} bytes`,
  signedBy: (name, key, time) =>
    `checkpoint signed by ${name} (key ${key})${time === undefined ? '' : ` at ${time}`}`,
  withheld: (count) => `${count} rows are withheld (secret sites): only their hashes are proven`,
  notSettled: 'nothing was settled again: for that, ask for an export of the ledger',
};

const vi: ProofTexts = {
  verdicts: {
    good: 'ĐÚNG: các dòng có trong sổ ghi, thuộc điểm kiểm tra đã ký, và bảng đối soát đã được ký số như vậy',
    bad: 'SAI: không được dùng tệp này',
    'key-not-checked': 'CHƯA ĐỦ CĂN CỨ: nội dung khớp nhau; chưa kiểm tra khóa là của ai (--fingerprint)',
  },
  checks: {
    seal: 'nội dung, mã băm và chữ ký của tệp chứng minh',
    signer: 'khóa đã được báo cho bạn (--fingerprint)',
    rows: 'mã băm của các dòng',
    paths: 'đường dẫn từ mỗi dòng đến điểm kiểm tra đã ký',
    record: 'bảng đối soát có trong sổ ghi',
    statement: 'bản điện tử đã ký số ghi đúng như vậy',
    money: 'tổng và các khoảng thời gian',
  },
  line: (line) => `khoản ${line}`,
  written: (rows, sizeBytes) => `${rows} dòng, ${sizeBytes} byte`,
  signedBy: (name, key, time) =>
    `điểm kiểm tra do ${name} ký (khóa ${key})${time === undefined ? '' : ` lúc ${time}`}`,
  withheld: (count) => `${count} dòng không đưa nội dung (điểm mật): chỉ chứng minh mã băm`,
  notSettled: 'không tính lại số liệu: muốn vậy cần bản xuất của sổ ghi',
};

export const proofTexts = inLanguage({ en, vi });
