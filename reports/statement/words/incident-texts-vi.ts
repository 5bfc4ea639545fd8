import type { IncidentTexts } from './incident-texts.ts';

export const incidentTextsVi: IncidentTexts = {
  title: 'sự cố',
  none: 'trong kỳ không có sự cố nào',
  opened: (count) => `số sự cố mở trong kỳ: ${count}`,
  clocks: { response: 'phản hồi', restoration: 'khắc phục' },
  counts: ({ kept, missed, open, passedOn }) =>
    `đúng hạn ${kept}, quá hạn ${missed}, chưa xác định đến cuối kỳ ${open}, chuyển đi ${passedOn}`,
  severities: { minor: 'nhẹ', major: 'nặng', critical: 'nghiêm trọng' },
  begun: (time) => `mở lúc ${time}`,
  toldThen: (contractor) => `nhà thầu khi đó: ${contractor}`,
  acknowledged: (time, party) => `tiếp nhận lúc ${time}, bởi ${party}`,
  notAcknowledged: 'chưa được tiếp nhận',
  someone: 'người không nêu thay mặt bên nào',
  parties: { contractor: 'nhà thầu', agency: 'đơn vị', operator: 'bộ phận vận hành' },
  restored: (time) => `kết thúc lúc ${time}`,
  lasts: 'chưa kết thúc',
  merged: (incident, time) => `lúc ${time} gộp vào ${incident}`,
  passedOn: (time) => `từ ${time} nguyên nhân không thuộc hợp đồng này`,
  limit: (took, limit) => `${took} trên hạn ${limit}`,
  noLimit: (took) => `${took}, hợp đồng không thỏa thuận thời hạn`,
  outcomes: {
    kept: 'đúng hạn',
    missed: 'quá hạn',
    open: 'chưa xác định đến cuối kỳ',
    'passed-on': 'xét cùng sự cố hoặc hợp đồng nhận chuyển',
  },
  before: 'đã tính trong kỳ trước',
};
