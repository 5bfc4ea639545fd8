import type { SlaTexts } from './texts-en.ts';

export const VI: SlaTexts = {
  groups: {
    agency: 'đơn vị quản lý, sử dụng',
    district: 'địa bàn quận, huyện, thị xã cũ',
    area: 'phường, xã',
    contractor: 'nhà thầu',
    programme: 'nhiệm vụ',
    kind: 'loại thiết bị',
    contract: 'hợp đồng',
  },
  headings: {
    entities: 'đang sử dụng',
    availability: 'độ khả dụng',
    bounds: 'thấp nhất – cao nhất',
    coverage: 'tỷ lệ có số liệu',
    down: 'gián đoạn',
    unknown: 'không có số liệu',
    change: 'thay đổi',
  },
  settledHeadings: { excused: 'được loại trừ', others: 'bên khác', state: 'bảng đối soát' },
  states: {
    provisional: () => 'tạm tính',
    issued: () => 'đã phát hành (số 0)',
    restated: (number) => `đã điều chỉnh (số ${number})`,
  },
  differs: 'khác bản đã phát hành: cần điều chỉnh',
  outdated: (statement, issued, now) =>
    `${statement}: đã phát hành ${issued}, theo số liệu ghi nhận đến nay là ${now}; chi tiết và số tiền cũng có thể khác: lập bảng đối soát điều chỉnh bằng "camwatch statement restate".`,
  all: 'tất cả',
  none: '(chưa xác định)',
  nothing: 'không có số liệu đo',
  title: (indicator, group, period) =>
    `Độ khả dụng${indicator === undefined ? '' : ` (${indicator})`} theo ${group}, ${period}`,
  before: (period, isCutOff) =>
    `Thay đổi tính bằng điểm phần trăm so với ${period}${isCutOff ? ', lấy phần dài bằng kỳ này đến nay' : ''}.`,
  nothingBefore: 'Không có kỳ trước để so sánh: số liệu bắt đầu muộn hơn.',
  cutOff: (until) => `Kỳ chưa kết thúc: tính đến ${until}.`,
  measured:
    'Số liệu đo, chưa đối soát: chưa loại trừ thời gian nào, suy giảm vẫn tính là hoạt động. Theo hợp đồng: --by contract.',
  settled:
    'Đối soát theo điều khoản từng hợp đồng: lấy số liệu của bảng đối soát đã phát hành; nếu chưa phát hành thì là tạm tính, cùng các đề nghị loại trừ và bảo trì theo kế hoạch đã ghi nhận.',
  worst: (shown, total) => `${shown} thấp nhất trong ${total}.`,
  source: (days, hours) => `${days} ngày trọn từ tổng ngày, ${hours} từ các khoảng thời gian.`,
  hours: (hours) => `${hours} giờ`,
};
