import { INCIDENT_WORDS_VI } from '../../core/words/incident-words-vi.ts';
import type { IncidentTexts } from './texts.ts';

export const INCIDENT_TEXTS_VI: IncidentTexts = {
  ...INCIDENT_WORDS_VI,
  head: ['mã sự cố', 'mức độ', 'trạng thái', 'từ lúc', 'camera mất', 'sự cố', 'nơi', 'bên tiếp nhận'],
  none: 'không có sự cố',
  counts: ({ unresolved, critical, major, minor }) =>
    unresolved === 0
      ? 'chưa khôi phục: không có'
      : `chưa khôi phục: ${unresolved} (mức nghiêm trọng ${critical}, mức cao ${major}, mức thấp ${minor})`,
  moreOfList: (count) => `và ${count} sự cố nữa (--limit)`,
  zoneOfTimes: (timeZone) => `giờ: ${timeZone}`,
  operator: 'đơn vị vận hành',
  byAccount: (party, account) => `${party}, tài khoản ${account}`,
  byMailLink: (who) => `${who}, bằng liên kết trong thư`,

  done: {
    acknowledged: (id, party) => `sự cố ${id}: ${party} đã tiếp nhận`,
    noted: (id) => `sự cố ${id}: đã ghi chú`,
    'handed-over': (id, account) => `sự cố ${id}: đã bàn giao cho ${account}`,
    snoozed: (id, until) => `sự cố ${id}: tạm hoãn đến ${until}`,
    released: (id) => `sự cố ${id}: đã trả lại, chưa ai tiếp nhận`,
    linked: (id, into) => `sự cố ${id}: đã gộp vào ${into}`,
    unlinked: (id) => `sự cố ${id}: đã tách riêng`,
  },

  labels: {
    state: 'Trạng thái',
    severity: 'Mức độ',
    since: 'Mất từ',
    opened: 'Mở lúc',
    resolved: 'Khôi phục lúc',
    mergedInto: 'Gộp vào',
    remarks: 'Lưu ý',
    acknowledged: 'Tiếp nhận',
  },
  openedTimes: (time, times) => (times > 1 ? `${time}, đến nay ${times} lần` : time),
  lasted: (time, duration) => `${time}, sau ${duration}`,
  titles: {
    course: 'Diễn biến',
    members: 'Thiết bị, đường truyền',
    told: 'Đã báo cho',
    steps: 'Ghi trong sổ',
  },
  membersCount: (now, ever) => `đang mất ${now}, tổng cộng ${ever}`,
  back: (time) => `có lại ${time}`,
  earlier: (count) => `${count} bước trước đó (--all)`,
  moreOfAll: (count) => `và ${count} nữa (--all)`,
  nobodyTold: 'chưa báo cho ai',
  steps: {
    opened: 'mở',
    reopened: 'mở lại',
    changed: 'đổi nguyên nhân hoặc mức độ',
    resolved: 'đã khôi phục',
    ...INCIDENT_WORDS_VI.actions,
  },

  outboxHead: [
    'số',
    'trạng thái',
    'viết lúc',
    'gửi hoặc xong lúc',
    'người nhận',
    'kênh',
    'nội dung',
    'lần gửi cuối',
  ],
  noMessages: 'không có tin nào',
  outboxCounts: ({ waiting, held, digested, sent, dead }) =>
    `chờ gửi ${waiting}, chờ tổng hợp ${held}, đã tổng hợp ${digested}, đã gửi ${sent}, không gửi được ${dead}`,
  tries: (count) => `${count} lần thử`,
  resent: (id, recipient) => `tin ${id} cho ${recipient}: sẽ gửi lại ngay khi camwatch chạy`,
  notDead: (id, state) => `tin ${id}: cần tin không gửi được, tin này ${state}`,
  unknownMessage: (id) => `tin ${id}: không có trong hộp gửi`,

  logTitle: (from, to) => `Nhật ký ca trực, ${from} đến ${to}`,
  logHead: ['lúc', 'việc', 'mức độ', 'camera mất', 'sự cố', 'bởi'],
  logNothing: 'không có việc gì',
  logCounts: (opened, acknowledged, resolved) =>
    `${opened} sự cố mới, ${acknowledged} lần tiếp nhận, ${resolved} đã khôi phục`,
  logLeft: (count) => `Chưa khôi phục khi hết giờ: ${count}`,
  logNoneLeft: 'Chưa khôi phục khi hết giờ: không có',
};
