import type { VerifyTexts } from './verify-texts.ts';

export const verifyTextsVi: VerifyTexts = {
  heading: 'Kiểm tra',
  about:
    'Mỗi dòng sổ ghi chứa mã băm của dòng trước nó. Ai giữ một đầu sổ đã ký thì về sau biết được có dòng nào đến đó bị sửa hay không. Ở đây máy chủ tự chứng minh cho mình: kết quả bạn tự tính ở nhà đáng tin hơn.',
  verifyRecord: 'Tính lại chuỗi băm từ lần niêm phong gần nhất',
  verifyWhole: 'Tính lại từ dòng đầu tiên',
  record: 'Sổ ghi, tính lại',
  tooLong: 'Việc này lâu hơn thời gian trang chờ được. Hãy dùng lệnh:',
  holds: 'Chuỗi băm còn nguyên, các bảng trung gian khớp với chuỗi.',
  broken: (count) => `Sổ ghi bị hỏng: ${count} vấn đề.`,
  checked: (rows, from) => `đã kiểm tra ${rows} dòng, từ dòng ${from}`,
  head: 'Dòng cuối',
  notFull: 'Các dòng trước lần niêm phong gần nhất chưa kiểm tra lần này:',
  loss: (row, time) => `Có ghi nhận mất dữ liệu (dòng ${row}, ${time})`,
  witnessedTo: (row, names, beyond) =>
    `${names} đã ký đến dòng ${row}; ${beyond} dòng sau đó chỉ có đơn vị vận hành ký`,
  witnessed: (size, names) => `Điểm kiểm chứng gần nhất có bên khác ký là số ${size}: ${names}.`,
  unwitnessed: 'Chưa có bên nào ngoài đơn vị vận hành ký đầu sổ.',
  find: 'Tệp này từ đâu ra?',
  findAbout:
    'Mã băm của tệp bảng đối soát (JSON, DOCX, PDF, XLSX) mà bạn nhận được, như lệnh sha256sum in ra.',
  findIt: 'Tra cứu',
  foundIt: 'Tệp này có trong sổ ghi.',
  checkpoints: 'Điểm kiểm chứng',
  lastRow: (row) => `dòng cuối của sổ ghi: ${row}`,
  checkpointHead: ['Số', 'Lập lúc', 'Đầu sổ', 'Bên đã ký', 'Đã gửi đến'],
  nobodyElse: 'chỉ đơn vị vận hành',
  noCheckpoints: 'Chưa có điểm kiểm chứng nào.',
  heads: 'Mọi đầu sổ (heads.txt)',
  home: 'Mang về tự kiểm tra',
  homeAbout:
    'Bản kết xuất có mọi dòng sổ ghi kèm mã băm; dòng nhắc đến địa điểm mật chỉ còn mã băm. Mọi bên của hợp đồng có quyền yêu cầu đơn vị vận hành kết xuất bằng lệnh; người theo dõi toàn thành phố tải tại đây. Bộ đối soát thứ hai tính lại bảng đối soát từ tệp đó và không dùng chung mã nguồn với camwatch.',
  takeExport: 'Tải bản kết xuất (ledger.jsonl.gz)',
  commands: ['Kết xuất', 'Tính lại một bảng đối soát', 'Đối chiếu sổ ghi với điểm kiểm chứng bạn đã giữ'],
  verified: 'Kết quả kiểm tra',
  verifyThis: 'Kiểm tra bảng đối soát này',
  verifyAgain: 'Kiểm tra với khóa này',
  fingerprint: 'Dấu vân tay của khóa',
  fingerprintAbout: 'Như đã được báo cho bạn bằng đường khác, ví dụ trong biên bản họp.',
};
