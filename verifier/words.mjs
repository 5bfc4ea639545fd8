/** What the verifier says, in Vietnamese and English. */

const EN = {
  chain: 'chain of the ledger',
  seal: 'seal and signature',
  record: 'on record',
  checkpoint: 'checkpoint',
  rows: 'rows that the figures rest on',
  figures: 'figures, settled again',
  good: 'ok',
  bad: 'DIFFERS',
  unknown: 'cannot check',
  green: 'GREEN: everything follows from the rows.',
  red: 'RED: the statement is not what follows from the rows.',
  open: 'NOT PROVEN.',
  noKey:
    'nobody told which key it is: compare the fingerprint (--fingerprint) with the one that you were told',
  noRecord: 'the export has no row with the hash of this statement',
  otherKey: 'the row on record names another key',
  /** @param {number} rows */
  withheld: (rows) => `cannot check: ${rows} rows withheld (secret sites); what differs may do so for that`,
  /** @param {string} sealed @param {string} settled */
  differs: (sealed, settled) => `in the statement ${sealed}, from the rows ${settled}`,
  /** @param {number} more */
  more: (more) => `… and ${more} more`,
  /** @param {number} seq */
  through: (seq) => `up to row ${seq}`,
};

/** @typedef {typeof EN} Words */

/** @type {Words} */
const VI = {
  chain: 'chuỗi của sổ ghi',
  seal: 'niêm phong và chữ ký',
  record: 'có trong sổ ghi',
  checkpoint: 'điểm kiểm tra',
  rows: 'các dòng làm căn cứ cho số liệu',
  figures: 'số liệu, tính lại',
  good: 'đúng',
  bad: 'SAI KHÁC',
  unknown: 'không kiểm tra được',
  green: 'ĐÚNG: mọi số liệu đều suy ra từ các dòng của sổ ghi.',
  red: 'SAI: bảng đối soát không phải là kết quả suy ra từ các dòng của sổ ghi.',
  open: 'CHƯA CHỨNG MINH ĐƯỢC.',
  noKey: 'chưa biết khóa này của ai: hãy so dấu vân tay (--fingerprint) với dấu đã được thông báo',
  noRecord: 'bản xuất không có dòng nào mang mã băm của bảng đối soát này',
  otherKey: 'dòng trong sổ ghi nêu một khóa khác',
  withheld: (rows) => `không kiểm tra được: ${rows} dòng bị giữ lại (vị trí mật); sai khác có thể do đó`,
  differs: (sealed, settled) => `trong bảng đối soát ${sealed}, từ các dòng ${settled}`,
  more: (more) => `… và ${more} chỗ khác`,
  through: (seq) => `đến dòng ${seq}`,
};

/** @param {string} language */
export const wordsOf = (language) => (language === 'vi' ? VI : EN);
