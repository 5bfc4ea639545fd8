import type { Language } from '../../../core/language/language.ts';

/** What a page says of itself while it is open. */
export interface LiveTexts {
  /** Before the instant since when it is old. */
  readonly old: string;
  readonly out: string;
  readonly logIn: string;
  /** On a button while what it does is under way. */
  readonly sending: string;
  readonly unsent: string;
  readonly sent: string;
}

const EN: LiveTexts = {
  old: 'This page gets no news: camwatch does not answer. What it shows is of',
  out: 'Your session has ended. What you have written is still here:',
  logIn: 'log in in another window, then come back',
  sending: 'Sending…',
  unsent: 'Not sent. What you have written is still here: send it again, it will be done once.',
  sent: 'Done, and on record.',
};

const VI: LiveTexts = {
  old: 'Trang không nhận được số liệu mới: camwatch không trả lời. Những gì hiển thị là của lúc',
  out: 'Phiên làm việc đã kết thúc. Những gì bạn đã viết vẫn còn ở đây:',
  logIn: 'đăng nhập ở cửa sổ khác rồi quay lại',
  sending: 'Đang gửi…',
  unsent: 'Chưa gửi được. Những gì bạn đã viết vẫn còn ở đây: hãy gửi lại, việc chỉ được ghi một lần.',
  sent: 'Đã ghi nhận.',
};

export const liveTexts = (language: Language): LiveTexts => ({ en: EN, vi: VI })[language];
