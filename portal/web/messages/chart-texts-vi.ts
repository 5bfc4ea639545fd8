import type { ChartTexts } from './chart-texts.ts';

export const chartTextsVi: ChartTexts = {
  heading: 'Số đo theo thời gian',
  spansOf: 'Khoảng thời gian của biểu đồ',
  spans: { '6h': '6 giờ', day: '24 giờ', week: '7 ngày', month: '31 ngày' },
  open: 'Xem biểu đồ',
  names: {
    roundTrip: 'Độ trễ khứ hồi',
    loss: 'Tỷ lệ mất gói',
    stream: 'Luồng video',
    free: 'Dung lượng trống của ổ đĩa',
    lost: 'Kênh mất, ổ đĩa hỏng',
    oldest: 'Thời gian còn lưu bản ghi',
    traffic: 'Lưu lượng',
  },
  values: {
    rttMs: 'trung bình',
    rttMaxMs: 'lớn nhất',
    lossRatio: 'trung bình',
    bitsPerSecond: 'trung bình',
    freeRatio: 'còn trống',
    channelsLost: 'kênh mất',
    disksFailed: 'ổ đĩa hỏng',
    oldestAgeMs: 'bản ghi cũ nhất',
    inBitsPerSecond: 'chiều vào',
    outBitsPerSecond: 'chiều ra',
  },
  days: 'ngày',
  failures: {
    late: 'Tạm thời không có biểu đồ: InfluxDB không trả lời trong 2 giây. Trạng thái và các lần gián đoạn không phụ thuộc vào đó.',
    busy: 'Tạm thời không có biểu đồ: bạn đang xem quá nhiều biểu đồ cùng lúc. Hãy thử lại sau vài giây.',
    failed:
      'Tạm thời không có biểu đồ: không đọc được InfluxDB. Trạng thái và các lần gián đoạn không phụ thuộc vào đó.',
  },
  nothing: (span) => `Không có số đo nào trong ${span} qua.`,
  newest: (time, age) => `mới nhất ${time}, cách đây ${age}`,
  last: (value, step) => `gần nhất ${value}${step === undefined ? '' : ` (trung bình của ${step})`}`,
  lostNow: 'Đang mất: độ trễ, luồng video và lưu lượng gần nhất là của trước lúc mất.',
  between: (least, most) => `từ ${least} đến ${most}`,
  unmeasured: 'không đo được',
  unmeasuredFor: (duration) => `không đo được ${duration}`,
};
