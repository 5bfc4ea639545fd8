import type { Badness, PlainTexts } from './plain-texts-en.ts';

export const PLAIN_TEXTS_VI: PlainTexts = {
  look: 'Không soạn được nội dung chi tiết của tin này. Xem trên máy chạy camwatch:',
  subject: (occasion) => {
    const severities = { minor: 'mức thấp', major: 'mức cao', critical: 'mức nghiêm trọng' };
    const bad = ({ severity, camerasLost }: Badness) => `${severities[severity]}, mất ${camerasLost} camera`;
    switch (occasion.type) {
      case 'news':
        return occasion.news === 'resolved'
          ? 'camwatch: một sự cố đã khôi phục'
          : `camwatch: sự cố ${bad(occasion.incident)}`;
      case 'escalation':
        return `camwatch: sự cố chưa ai tiếp nhận, ${bad(occasion.incident)}`;
      case 'digest':
        return `camwatch: ${occasion.items.length + occasion.more} tin về sự cố`;
      case 'report':
        return 'camwatch: báo cáo sự cố';
      case 'test':
        return 'camwatch: tin thử';
    }
  },
};
