import type { CellType, FormColumn, FormSheet, SheetName } from './form-sheet.ts';

const TEXT: CellType = { is: 'text' };
const DATE: CellType = { is: 'date' };
const COUNT: CellType = { is: 'count' };
const DONG: CellType = { is: 'dong' };

const shown = (key: string, header: string, width: number, type: CellType = TEXT): FormColumn => ({
  key,
  header,
  width,
  type,
  role: 'shown',
});
const asked = (key: string, header: string, width: number, type: CellType = TEXT): FormColumn => ({
  ...shown(key, header, width, type),
  role: 'asked',
});
/** Its header says that it must be filled in. */
const needed = (key: string, header: string, width: number, type: CellType = TEXT): FormColumn => ({
  ...shown(key, `${header} (*)`, width, type),
  role: 'needed',
});

/** Came with forms of version 2: those of before do not have it. */
const SINCE_2 = { since: 2 } as const;

const TASK = asked('task', 'Thuộc nhiệm vụ', 12, { is: 'choice', list: 'task' });
const NOTE = asked('note', 'Ghi chú', 28);

const register = { keyHeader: 'Mã dòng', keyWidth: 24, spareRows: 30 } as const;

/** The tables of a form, in the order of their tabs. */
export const FORM_SHEETS: readonly FormSheet[] = [
  {
    name: 'devices',
    tab: 'Thiết bị',
    title: 'Danh sách thiết bị do đơn vị quản lý, sử dụng',
    hint: 'Với từng thiết bị, chọn "Đang hoạt động?" và tình trạng đơn vị tự đánh giá. Thông tin bên trái sai thì ghi vào cột "Ghi chú, đề nghị sửa thông tin".',
    keyHeader: 'Mã thiết bị',
    keyWidth: 18,
    spareRows: 0,
    columns: [
      shown('name', 'Tên thiết bị', 30),
      shown('kind', 'Loại', 13),
      shown('site', 'Vị trí lắp đặt', 30),
      shown('area', 'Phường, xã', 15),
      shown('programme', 'Nhiệm vụ', 8),
      shown('contract', 'Hợp đồng', 16),
      shown('accepted', 'Ngày nghiệm thu', 11, DATE),
      asked('in_use', 'Đang hoạt động?', 10, { is: 'choice', list: 'yes-no' }),
      asked('state', 'Tình trạng (đơn vị tự đánh giá)', 17, { is: 'choice', list: 'working-state' }),
      asked('since', 'Tình trạng này từ ngày', 11, DATE),
      asked('note', 'Ghi chú, đề nghị sửa thông tin', 26),
    ],
  },
  {
    name: 'tasks',
    tab: 'Nhiệm vụ',
    title: 'Kết quả thực hiện các nhiệm vụ đơn vị chủ trì hoặc phối hợp',
    hint: 'Tiến độ là số phần trăm từ 0 đến 100 của phần việc do đơn vị thực hiện. Căn cứ: số văn bản, biên bản, địa chỉ hồ sơ chứng minh.',
    keyHeader: 'Số nhiệm vụ',
    keyWidth: 10,
    spareRows: 0,
    columns: [
      shown('name', 'Tên nhiệm vụ', 56),
      shown('role', 'Vai trò', 12),
      shown('period', 'Thời gian', 20),
      asked('progress', 'Tiến độ (%)', 10, { is: 'percent' }),
      asked('status', 'Tình trạng', 20, { is: 'choice', list: 'task-status' }),
      asked('evidence', 'Căn cứ', 34),
      asked('note', 'Ghi chú', 30),
    ],
  },
  {
    ...register,
    name: 'documents',
    tab: 'Văn bản',
    title: 'Văn bản đơn vị đã ban hành trong kỳ',
    hint: 'Mỗi văn bản một dòng.',
    columns: [
      needed('number', 'Số, ký hiệu', 24),
      needed('date', 'Ngày ban hành', 13, DATE),
      needed('subject', 'Trích yếu nội dung', 56),
      asked('issuer', 'Cơ quan ban hành', 28),
      TASK,
      NOTE,
    ],
  },
  {
    ...register,
    name: 'inspections',
    tab: 'Kiểm tra',
    title: 'Công tác kiểm tra',
    hint: 'Mỗi cuộc kiểm tra một dòng.',
    columns: [
      needed('date', 'Từ ngày', 13, DATE),
      asked('until', 'Đến ngày', 13, DATE),
      needed('inspected', 'Đơn vị, địa điểm được kiểm tra', 34),
      asked('subject', 'Nội dung', 34),
      asked('result', 'Kết quả', 34),
      asked('document', 'Số biên bản, kết luận', 20),
      TASK,
      NOTE,
    ],
  },
  {
    ...register,
    name: 'trainings',
    tab: 'Tập huấn',
    title: 'Công tác tập huấn',
    hint: 'Mỗi lớp, hoặc mỗi đợt gồm nhiều lớp cùng nội dung, một dòng.',
    columns: [
      needed('subject', 'Nội dung tập huấn', 44),
      needed('date', 'Từ ngày', 13, DATE),
      asked('until', 'Đến ngày', 13, DATE),
      asked('classes', 'Số lớp', 9, COUNT),
      needed('units', 'Số đơn vị cử người dự', 13, COUNT),
      needed('attendees', 'Số người dự', 12, COUNT),
      TASK,
      NOTE,
    ],
  },
  {
    ...register,
    name: 'research',
    tab: 'Đề tài',
    title: 'Đề xuất đặt hàng nhiệm vụ nghiên cứu',
    hint: 'Kinh phí ghi bằng đồng, không ghi bằng triệu đồng.',
    columns: [
      needed('title', 'Tên đề tài', 56),
      asked('status', 'Tình trạng', 16, { is: 'choice', list: 'research-status' }),
      asked('date', 'Ngày đề xuất', 13, DATE),
      asked('document', 'Số văn bản đề xuất', 20),
      asked('amount', 'Kinh phí dự kiến (đồng)', 20, DONG),
      TASK,
      NOTE,
    ],
  },
  {
    ...register,
    name: 'funding',
    tab: 'Kinh phí',
    title: 'Kinh phí theo nguồn',
    hint: 'Ghi bằng đồng, không ghi bằng triệu đồng. Mỗi nguồn của mỗi năm một dòng; năm để trống là năm báo cáo. Số liệu khác thường (giải ngân hơn số được giao, số tiền dưới 1 triệu đồng) mà đúng thì chọn "Có" ở cột "Xác nhận số liệu".',
    columns: [
      needed('source', 'Nguồn kinh phí', 40),
      asked('year', 'Năm', 8, { is: 'year' }),
      asked('planned', 'Kế hoạch (đồng)', 18, DONG),
      asked('allocated', 'Được giao (đồng)', 18, DONG),
      asked('disbursed', 'Đã giải ngân (đồng)', 18, DONG),
      { ...asked('confirmed', 'Xác nhận số liệu', 11, { is: 'choice', list: 'yes-no' }), ...SINCE_2 },
      TASK,
      NOTE,
    ],
  },
  {
    ...register,
    name: 'obstacles',
    tab: 'Vướng mắc, kiến nghị',
    title: 'Vướng mắc và kiến nghị',
    hint: 'Chọn "Vướng mắc" hoặc "Kiến nghị" cho từng dòng. Nơi nhận chỉ ghi cho kiến nghị; nguyên nhân, trách nhiệm, giải pháp và các cột ngày chỉ ghi cho vướng mắc.',
    columns: [
      needed('kind', 'Loại', 12, { is: 'choice', list: 'obstacle-kind' }),
      needed('text', 'Nội dung', 36),
      asked('to', 'Nơi nhận kiến nghị', 18),
      { ...asked('cause', 'Nguyên nhân', 22), ...SINCE_2 },
      { ...asked('owner', 'Trách nhiệm tháo gỡ (cơ quan)', 18), ...SINCE_2 },
      { ...asked('proposal', 'Giải pháp đề xuất', 24), ...SINCE_2 },
      { ...asked('due', 'Thời hạn tháo gỡ', 13, DATE), ...SINCE_2 },
      asked('since', 'Vướng mắc từ ngày', 13, DATE),
      asked('resolved', 'Đã tháo gỡ ngày', 13, DATE),
      TASK,
      NOTE,
    ],
  },
  {
    ...register,
    name: 'next-tasks',
    tab: 'Nhiệm vụ năm sau',
    title: 'Nhiệm vụ đề ra cho năm sau',
    hint: 'Mỗi việc một dòng.',
    columns: [
      needed('text', 'Nội dung', 60),
      asked('due', 'Thời hạn', 13, DATE),
      asked('lead', 'Cơ quan chủ trì', 40, { is: 'choice', list: 'agency' }),
      TASK,
      NOTE,
    ],
  },
  {
    ...SINCE_2,
    name: 'requests',
    tab: 'Xin ý kiến',
    title: 'Xin ý kiến về vị trí lắp đặt, giải pháp công nghệ trước khi triển khai',
    hint: 'Ghi văn bản đơn vị đã gửi Sở Khoa học và Công nghệ, Công an Thành phố. Trả lời đơn vị đã nhận mà chưa thấy ở cột "Ý kiến" thì ghi vào cột cuối.',
    keyHeader: 'Mã vị trí',
    keyWidth: 18,
    spareRows: 0,
    columns: [
      shown('place', 'Vị trí lắp đặt', 34),
      shown('area', 'Phường, xã', 16),
      asked('request_document', 'Số văn bản xin ý kiến', 22),
      asked('request_date', 'Ngày văn bản', 13, DATE),
      shown('dost', 'Ý kiến của Sở Khoa học và Công nghệ', 26),
      shown('police', 'Ý kiến của Công an Thành phố', 26),
      asked('note', 'Trả lời đơn vị đã nhận (cơ quan, số, ngày), ghi chú', 36),
    ],
  },
  {
    ...SINCE_2,
    name: 'opinions',
    tab: 'Trả lời ý kiến',
    title: 'Vị trí lắp đặt đang chờ ý kiến của đơn vị, hoặc đã trả lời trong kỳ',
    hint: 'Ghi văn bản trả lời của chính đơn vị, mỗi vị trí một dòng; có số văn bản hoặc ý kiến thì phải có ngày trả lời.',
    keyHeader: 'Mã vị trí',
    keyWidth: 18,
    spareRows: 0,
    columns: [
      shown('at', 'Vị trí lắp đặt', 34),
      shown('area', 'Phường, xã', 16),
      shown('unit', 'Đơn vị xin ý kiến', 28),
      shown('request', 'Văn bản xin ý kiến', 26),
      asked('document', 'Số văn bản trả lời', 22),
      asked('date', 'Ngày trả lời', 13, DATE),
      asked('place', 'Ý kiến về vị trí', 18, { is: 'choice', list: 'verdict' }),
      asked('technology', 'Ý kiến về giải pháp công nghệ', 18, { is: 'choice', list: 'verdict' }),
    ],
  },
  {
    ...register,
    ...SINCE_2,
    name: 'declarations',
    tab: 'Kê khai camera',
    title: 'Camera đang có nhưng chưa có trong danh mục',
    hint: 'Kê khai camera đơn vị đang quản lý mà không có ở trang "Thiết bị". Camera cùng vị trí, cùng loại ghi một dòng. Kết quả xử lý do nơi nhận ghi.',
    columns: [
      needed('place', 'Vị trí lắp đặt', 32),
      asked('ward', 'Phường, xã', 16),
      needed('cameras', 'Số camera', 9, COUNT),
      needed('kind', 'Loại', 15, { is: 'choice', list: 'camera-kind' }),
      asked('purpose', 'Mục đích sử dụng', 20),
      asked('since', 'Sử dụng từ ngày', 13, DATE),
      asked('funding', 'Nguồn kinh phí', 18),
      asked('address', 'Địa chỉ kết nối (không có thì ghi "không")', 20),
      asked('note', 'Ghi chú', 18),
      shown('answer', 'Kết quả xử lý', 24),
    ],
  },
  {
    ...register,
    name: 'handovers',
    tab: 'Bàn giao',
    title: 'Thiết bị, hợp đồng bàn giao cho đơn vị khác',
    hint: 'Chỉ ghi khi đã có biên bản bàn giao. Từ ngày bàn giao, thiết bị hoặc hợp đồng do đơn vị nhận chịu trách nhiệm.',
    spareRows: 60,
    columns: [
      needed('thing', 'Mã thiết bị hoặc hợp đồng', 30, { is: 'text', suggestions: 'belonging' }),
      needed('to', 'Đơn vị nhận', 46, { is: 'choice', list: 'agency' }),
      needed('at', 'Ngày bàn giao', 14, DATE),
      needed('document', 'Số biên bản bàn giao', 26),
    ],
  },
];

export function sheetNamed(name: SheetName): FormSheet {
  const sheet = FORM_SHEETS.find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(`a form has no sheet ${name}`);
  return sheet;
}
