import { contractSeverityVi } from './contract-severity-vi.ts';
import type { WorkingTexts } from './working-texts.ts';

export const workingTextsVi: WorkingTexts = {
  below: (good, counted, percent, limit) =>
    `độ khả dụng ${good} / ${counted} ms = ${percent} (bỏ phần lẻ), thấp hơn ${limit}`,
  fee: (fee) => `phí của kỳ: ${fee}`,
  wholeMonth: (fee, month) => `${fee} của tháng ${month}`,
  wholeMonths: (monthly, count, months) => `${monthly} mỗi tháng × ${count} tháng (${months})`,
  monthly: (monthly, shares) => `${monthly} mỗi tháng × (${shares})`,
  monthShare: (share, month) => (share === '1' ? `trọn tháng ${month}` : `${share} tháng ${month}`),
  month: (year, month) => `${month}/${year}`,
  manyFees: (count) => `tổng của ${count} khoản phí`,
  noFee: 'hợp đồng không thỏa thuận mức phí nên chưa tính được số tiền',
  agreed: (vnd) => `mức đã thỏa thuận ${vnd}`,
  repeated: (breach, factor) => `vi phạm kỳ thứ ${breach} liên tiếp: × ${factor}`,
  late: ({ ref, down, within, severity, over }) =>
    `${ref}: gián đoạn ${down} thuộc trách nhiệm của nhà thầu − ${within} được phép (${contractSeverityVi(severity)}) = quá hạn ${over}`,
  lateAnswer: ({ ref, took, limit, severity, over }) =>
    `${ref}: ${took} đến khi nhà thầu phản hồi hoặc đến hết kỳ − ${limit} được phép (${severity}) = quá hạn ${over}`,
  startedHours: (count) => `quá hạn tính tròn ${count} giờ (giờ đã bắt đầu tính đủ một giờ)`,
  hoursBefore: (span) => `, không kể các giờ của ${span} quá hạn trước kỳ này`,
  noRecording: (dates) => `không có dữ liệu ghi hình ngày ${dates}`,
  nothingRecorded: (days) => `không ghi được gì trong các ngày ${days}`,
  timeUnrecorded: (days) => `có lúc không ghi hình trong các ngày ${days}`,
  judgedDay: ({ date, down, known, inService }) =>
    `${date} (không ghi hình ${down} trên ${known} có số liệu, thời gian phục vụ ${inService})`,
  rounded: (exact, vnd) => `${exact} đồng, làm tròn thành ${vnd}`,
  cutOff: (exact, vnd) => `${exact} đồng, bỏ phần lẻ còn ${vnd}`,
  caps: {
    rule: 'mức trần của điều khoản',
    statutory: 'mức trần theo luật',
    contract: 'mức trần của hợp đồng',
  },
  noLimit: (percent) => `${percent} của mức phí không được thỏa thuận: không có mức trần`,
  limit: (percent, fee, vnd) => `${percent} × (${fee}) = ${vnd}`,
  notOver: (lines) => `các khoản cộng lại ${lines}, không vượt mức trần`,
  reduced: (lines, left) => `các khoản cộng lại ${lines}, giảm còn ${left}`,
  share: (working, vnd) => `phần của khoản này: ${working} = ${vnd}`,
  shareCutOff: ' (bỏ phần lẻ)',
  oneMore: (vnd) => `, cộng 1 đồng còn lại sau khi chia = ${vnd}`,
  afterLimits: (vnd) => `sau mức trần: ${vnd}`,
  evidence: {
    spans: {
      down: {
        ended: (entity, from, to) => `${entity} gián đoạn từ ${from} đến ${to}`,
        lasting: (entity, from) => `${entity} gián đoạn từ ${from}, chưa kết thúc`,
      },
      'switched-off': {
        ended: (entity, from, to) => `cổng của ${entity} bị tắt chủ động từ ${from} đến ${to}`,
        lasting: (entity, from) => `cổng của ${entity} bị tắt chủ động từ ${from}, chưa bật lại`,
      },
    },
    grace: (until) => `thời gian cho phép khởi động lại đến ${until}`,
    besides: (refs) => `; ngoài ra ${refs}`,
  },
  breaches: {
    availability: ([good, counted, percent, target]) => `${good} / ${counted} ms = ${percent} < ${target}`,
    fleet: ([good, counted, percent, from, target, below]) =>
      `thấp nhất ${good}/${counted} = ${percent} từ ${from}; dưới ${target} trong ${below}`,
    outages: ([count, most]) => `${count} lần > ${most} lần`,
    restoration: ([took, within, severity, over]) =>
      `${took} > ${within} (${contractSeverityVi(severity ?? '')}), quá ${over}`,
    saturation: ([direction, from, to, shares, target, days]) =>
      `chiều ${direction}, ${from} đến ${to}: P95/dung lượng (bit/s) ${shares} > ${target} trong ${days} ngày liên tiếp`,
  },
  directions: { in: 'vào', out: 'ra' },
};
