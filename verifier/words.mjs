/** What the verifier says, in English and Vietnamese. */

const EN = {
  chain: 'chain of the ledger',
  seal: 'seal and signature',
  record: 'on record',
  checkpoint: 'checkpoint',
  figures: 'figures, settled again',
  good: 'ok',
  bad: 'DIFFERS',
  unknown: 'cannot check',
  green: 'GREEN: everything follows from the rows.',
  red: 'RED: the statement is not what follows from the rows.',
  greenProof:
    'GREEN: the rows are under a signed checkpoint, and the statement was sealed so; nothing was settled again.',
  redProof: 'RED: the proof does not hold.',
  open: 'NOT PROVEN.',
  differs: (sealed, settled) => `in the statement ${sealed}, from the rows ${settled}`,
  more: (more) => `… and ${more} more`,
  notChecked: (members) => `not checked: ${members}`,
  through: (seq) => `up to row ${seq}`,
  withheld: (rows) => `cannot check: ${rows} rows withheld (secret sites); what differs may do so for that`,
  unreadable: (why) => `cannot be read: ${why}`,
  line: (number) => `line ${number}`,
  // The chain.
  noExport: 'expected the header of an export of a camwatch ledger, version 1, in line 1',
  otherHead: (last, seq) => `the export ends at row ${last}, and its head says row ${seq}`,
  inRow: (seq, what) => `row ${seq}: ${what}`,
  otherNumber: (expected, got) => `expected number ${expected}, got ${got}`,
  otherBefore: 'the hash of the row before it is another',
  noText: 'its text is missing',
  otherHash: 'its text has another hash',
  otherText: (seq) => `its text says number ${seq}`,
  otherPlace: 'it stands at a wrong place',
  // The seal.
  noStatement: 'this is no statement of camwatch (camwatch-statement-1)',
  noProof: 'this is no proof of camwatch (camwatch-proof-1)',
  notCanonical: 'the file is not written canonically: it was changed after it was sealed',
  otherSeal: (hash, said) => `the document has the hash ${hash}, and the seal says ${said}`,
  noEd25519: 'the file names no Ed25519 key',
  otherSignature: 'the signature is not that of the key that the file names',
  otherFingerprint: 'the fingerprint in the file is not that of its key',
  toldOther: (fingerprint, told) => `the key has the fingerprint ${fingerprint}, and you were told ${told}`,
  noKey:
    'nobody told which key it is: compare the fingerprint (--fingerprint) with the one that you were told',
  // On record.
  noRecord: 'there is no row with the hash of this statement',
  otherKey: 'the row on record names another key',
  otherStatement: 'the statement is another one',
  saysElse: (where) => `${where}: the statement says something else`,
  // The checkpoint.
  noCheckpoint: 'this is no checkpoint: expected an empty line and signatures',
  otherSigner: 'the checkpoint is not signed with the key of the file',
  otherCosigner: 'a signature under the checkpoint is not of its key',
  otherRow: (seq) => `row ${seq} of the export is not the row of the checkpoint`,
  otherRoot: 'the heads do not give the root of the checkpoint',
  noTree: (row) => `row ${row} is no tree of rows`,
  otherTree: (row) => `the rows under row ${row} do not give its root`,
  underNoTree: (seq) => `row ${seq} is under no tree`,
  noHead: (row) => `row ${row} is no head of the checkpoint`,
};

/** @typedef {typeof EN} Words */

/** @type {Words} */
const VI = {
  chain: 'chuỗi của sổ ghi',
  seal: 'niêm phong và chữ ký',
  record: 'có trong sổ ghi',
  checkpoint: 'điểm kiểm tra',
  figures: 'số liệu, tính lại',
  good: 'đúng',
  bad: 'SAI KHÁC',
  unknown: 'không kiểm tra được',
  green: 'ĐÚNG: mọi số liệu đều suy ra từ các dòng của sổ ghi.',
  red: 'SAI: bảng đối soát không phải là kết quả suy ra từ các dòng của sổ ghi.',
  greenProof:
    'ĐÚNG: các dòng thuộc một điểm kiểm tra đã ký và bảng đối soát đã được niêm phong đúng như vậy; không tính lại số liệu.',
  redProof: 'SAI: chứng minh không đúng.',
  open: 'CHƯA CHỨNG MINH ĐƯỢC.',
  differs: (sealed, settled) => `trong bảng đối soát ${sealed}, từ các dòng ${settled}`,
  more: (more) => `… và ${more} chỗ khác`,
  notChecked: (members) => `không kiểm tra: ${members}`,
  through: (seq) => `đến dòng ${seq}`,
  withheld: (rows) => `không kiểm tra được: ${rows} dòng bị giữ lại (vị trí mật); sai khác có thể do đó`,
  unreadable: (why) => `không đọc được: ${why}`,
  line: (number) => `khoản ${number}`,
  // The chain.
  noExport: 'dòng 1 phải là phần đầu của bản xuất sổ ghi camwatch, phiên bản 1',
  otherHead: (last, seq) => `bản xuất kết thúc ở dòng ${last}, còn phần đầu ghi dòng ${seq}`,
  inRow: (seq, what) => `dòng ${seq}: ${what}`,
  otherNumber: (expected, got) => `phải là số ${expected}, nhưng là ${got}`,
  otherBefore: 'mã băm của dòng trước không khớp',
  noText: 'thiếu nội dung',
  otherHash: 'mã băm không khớp với nội dung',
  otherText: (seq) => `nội dung ghi số ${seq}`,
  otherPlace: 'đứng sai chỗ',
  // The seal.
  noStatement: 'đây không phải là bảng đối soát của camwatch (camwatch-statement-1)',
  noProof: 'đây không phải là chứng minh của camwatch (camwatch-proof-1)',
  notCanonical: 'tệp không ở dạng chuẩn: đã bị sửa sau khi niêm phong',
  otherSeal: (hash, said) => `tài liệu có mã băm ${hash}, còn niêm phong ghi ${said}`,
  noEd25519: 'tệp không nêu khóa Ed25519',
  otherSignature: 'chữ ký không phải của khóa mà tệp nêu',
  otherFingerprint: 'dấu vân tay trong tệp không phải của khóa trong tệp',
  toldOther: (fingerprint, told) =>
    `khóa có dấu vân tay ${fingerprint}, còn dấu đã được thông báo là ${told}`,
  noKey: 'chưa biết khóa này của ai: hãy so dấu vân tay (--fingerprint) với dấu đã được thông báo',
  // On record.
  noRecord: 'không có dòng nào mang mã băm của bảng đối soát này',
  otherKey: 'dòng trong sổ ghi nêu một khóa khác',
  otherStatement: 'đây là một bảng đối soát khác',
  saysElse: (where) => `${where}: bảng đối soát ghi khác`,
  // The checkpoint.
  noCheckpoint: 'đây không phải là điểm kiểm tra: phải có một dòng trống và các chữ ký',
  otherSigner: 'điểm kiểm tra không được ký bằng khóa của tệp',
  otherCosigner: 'có chữ ký dưới điểm kiểm tra không phải của khóa tương ứng',
  otherRow: (seq) => `dòng ${seq} của bản xuất không phải là dòng của điểm kiểm tra`,
  otherRoot: 'các đầu chuỗi không cho ra gốc của điểm kiểm tra',
  noTree: (row) => `dòng ${row} không phải là cây của các dòng`,
  otherTree: (row) => `các dòng dưới dòng ${row} không cho ra gốc của nó`,
  underNoTree: (seq) => `dòng ${seq} không thuộc cây nào`,
  noHead: (row) => `dòng ${row} không phải là đầu chuỗi của điểm kiểm tra`,
};

/** @param {string} language @returns {Words} */
export const wordsOf = (language) => (language === 'vi' ? VI : EN);
