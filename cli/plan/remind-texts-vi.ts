import type { RemindTexts } from './remind-texts-en.ts';

export const remindTextsVi: RemindTexts = {
  nothingDue: (date) => `Ngày ${date}: không có thư nhắc nào đến hạn.`,
  nobodyLate: (date) => `Ngày ${date}: không có đơn vị nào quá hạn, không có biểu mẫu nào cần sửa.`,
  due: ({ agency, year, deadline, daysBefore, daysLeft }) =>
    `${agency}: báo cáo năm ${year}, hạn ${deadline}, còn ${daysLeft} ngày (mốc ${daysBefore} ngày)`,
  standings: {
    'not-sent': 'chưa gửi',
    'with-errors': 'biểu mẫu có lỗi cần sửa',
    blank: 'biểu mẫu gửi trống',
  },
  toMend: ({ agency, year, deadline, standing }) =>
    `${agency}: báo cáo năm ${year}, hạn ${deadline}, ${standing}`,
  late: ({ agency, year, deadline, daysLate }) =>
    `${agency}: báo cáo năm ${year}, hạn ${deadline}, quá hạn ${daysLate} ngày`,
  outcomes: {
    sent: 'đã gửi',
    planned: 'sẽ gửi',
    'no-address': 'KHÔNG CÓ ĐỊA CHỈ',
    failed: 'CHƯA GỬI ĐƯỢC',
  },
  letters: { written: 'đã lập', planned: 'sẽ lập', before: 'đã có công văn (--again để lập lại)' },
  counts: ({ sent, noAddress, failed }) =>
    `Đã gửi ${sent}; không có địa chỉ ${noAddress}; chưa gửi được ${failed} (vẫn đến hạn, lần sau gửi lại).`,
  letterCounts: ({ letters, units, before }) =>
    `Đã lập ${letters} công văn gửi ${units} đơn vị; ${before} đơn vị đã có.`,
  nothingSent: 'Chưa gửi, chưa ghi gì.',
  byLetter:
    'Đơn vị không có địa chỉ: thêm vào reminders.contacts của plan.yaml, hoặc gửi công văn khi quá hạn.',
};
