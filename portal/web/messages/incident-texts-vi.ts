import { INCIDENT_WORDS_VI } from '../../../core/words/incident-words-vi.ts';
import type { IncidentTexts } from './incident-texts.ts';

export const incidentTextsVi: IncidentTexts = {
  ...INCIDENT_WORDS_VI,
  heading: 'Sự cố chưa khôi phục',
  count: (total, parts) => `${total} sự cố: ${parts.join(', ')}`,
  severities: { critical: 'nghiêm trọng', major: 'mức cao', minor: 'mức thấp' },
  none: 'Không có sự cố nào chưa khôi phục.',
  more: (count) => `và ${count} sự cố nữa`,
  acknowledgedBy: (parties) => `${parties} đã tiếp nhận`,
  operator: 'đơn vị vận hành',
  unassigned: 'Vừa mất, chưa xếp vào sự cố nào',
  latest: (time) => `gần nhất ${time}`,
  whole: 'Xem toàn bộ sự cố',
  page: {
    state: 'Tình trạng xử lý',
    since: 'Từ lúc',
    lasting: 'Đã kéo dài',
    lasted: 'Kéo dài',
    resolved: 'Kết thúc lúc',
    lost: 'Đang mất',
    lostOf: (now, ever) => `${now}, tổng cộng từng mất ${ever}`,
    where: 'Nơi mất camera',
    line: 'Đường truyền',
    contractors: 'Nhà thầu',
    acknowledged: 'Tiếp nhận',
    more: 'Ghi chú',
    course: 'Diễn biến',
    at: 'Lúc',
    step: 'Việc xảy ra',
    cameras: 'Camera mất',
    members: 'Thiết bị, đường truyền trong sự cố',
    noMembers: 'Chưa ghi thiết bị nào.',
    member: 'Tên',
    joined: 'Mất từ',
    left: 'Hết lúc',
  },
  acts: {
    heading: 'Xử lý',
    text: 'Ghi chú',
    acknowledge: 'Tôi nhận xử lý',
    note: 'Ghi lại',
    isOver: (hasText) =>
      hasText
        ? 'Sự cố đã khôi phục: chưa ghi gì; ghi chú còn trong ô, bấm “Ghi lại” để lưu.'
        : 'Sự cố đã khôi phục: chưa ghi gì, không cần làm gì nữa.',
  },
};
