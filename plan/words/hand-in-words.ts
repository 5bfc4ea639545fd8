import type { HandInState } from '../state/hand-in-state.ts';

/** How a unit stands with its form. */
export type HandInWords = Readonly<Record<HandInState, string>>;

export const HAND_IN_WORDS_EN: HandInWords = {
  complete: 'handed in',
  'nothing-to-report': 'nothing to report',
  blank: 'blank',
  'with-errors': 'with errors, to be mended',
  'not-sent': 'not sent',
};

export const HAND_IN_WORDS_VI: HandInWords = {
  complete: 'đã gửi',
  'nothing-to-report': 'không có nội dung báo cáo',
  blank: 'gửi trống',
  'with-errors': 'gửi có lỗi, chờ sửa',
  'not-sent': 'chưa gửi',
};
