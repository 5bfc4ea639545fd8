import type { IncidentWords } from './incident-words-en.ts';

export const INCIDENT_WORDS_VI: IncidentWords = {
  states: {
    open: 'chưa ai tiếp nhận',
    acknowledged: 'đã tiếp nhận',
    snoozed: 'đang hoãn',
    resolved: 'đã khôi phục',
  },
  flags: {
    flapping: 'chập chờn',
    muted: 'đang bảo trì theo kế hoạch',
    degraded: 'suy giảm: còn đường khác',
    again: 'tái diễn',
  },
  actions: {
    acknowledged: 'tiếp nhận',
    noted: 'ghi chú',
    'handed-over': 'bàn giao',
    snoozed: 'hoãn',
    released: 'trả lại',
    linked: 'gộp',
    unlinked: 'tách ra',
  },
  outboxStates: {
    waiting: 'chờ gửi',
    held: 'chờ tổng hợp',
    digested: 'đã tổng hợp',
    sent: 'đã gửi',
    dead: 'không gửi được',
  },
};
