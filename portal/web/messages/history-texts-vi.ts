import type { HistoryTexts } from './history-texts.ts';

export const historyTextsVi: HistoryTexts = {
  heading: 'Kết nối theo thời gian',
  day: (date) => `Ngày ${date}`,
  month: '31 ngày gần nhất',
  year: '12 tháng gần nhất',
  nothingMeasured: 'chưa có số liệu',
  up: (duration) => `hoạt động ${duration}`,
  degraded: (duration) => `suy giảm ${duration}`,
  down: (duration, times) => `mất ${duration} (${times} lần)`,
  unmeasured: (duration) => `không đo được ${duration}`,
  unmeasuredWord: 'không đo được',
  withOutages: 'Ngày có gián đoạn',
  noOutages: 'Không có ngày nào gián đoạn.',
  today: 'hôm nay',
  earlier: 'Ngày trước',
  later: 'Ngày sau',
  outagesOf: (date) => `Các lần gián đoạn ngày ${date}`,
  months: ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12'],
};
