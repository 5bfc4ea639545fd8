import { inLanguage } from '../../../../core/language/in-language.ts';

/** Texts of mails to one's own account. Numbers and times come in as text. */
export interface OwnTexts {
  readonly subject: {
    readonly opened: (count: string) => string;
    readonly resolved: (count: string) => string;
    readonly papers: (count: string) => string;
  };
  readonly badge: string;
  readonly waited: (from: string) => string;
  readonly passed: (count: string) => string;
  readonly titles: Readonly<Record<'opened' | 'resolved' | 'papers', string>>;
  readonly since: (time: string, duration: string) => string;
  readonly resolvedAt: (time: string, duration: string) => string;
  readonly cameras: (count: string) => string;
  readonly at: (time: string) => string;
  readonly more: (count: string) => string;
  readonly open: string;
  readonly why: string;
  readonly change: string;
  readonly duration: (ms: number) => string;
  readonly confirm: {
    readonly subject: string;
    readonly headline: (account: string) => string;
    readonly lead: string;
    readonly link: string;
  };
}

const MINUTE_MS = 60_000;

const parts = (ms: number) => {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  return {
    days: Math.floor(minutes / 1_440),
    hours: Math.floor((minutes % 1_440) / 60),
    minutes: minutes % 60,
  };
};

const vi: OwnTexts = {
  subject: {
    opened: (count) => `${count} sự cố mới`,
    resolved: (count) => `${count} sự cố đã khôi phục`,
    papers: (count) => `${count} việc chờ bạn hoặc mới thông báo`,
  },
  badge: 'Thông báo của riêng bạn',
  waited: (from) => `Gồm những việc từ ${from}, chờ đến giờ nhận thông báo của bạn.`,
  passed: (count) =>
    `${count} sự cố khác đã xảy ra và khôi phục trước khi thư này được gửi nên không kể ra ở đây.`,
  titles: { opened: 'Sự cố đang mở', resolved: 'Đã khôi phục', papers: 'Hồ sơ và bảo trì' },
  since: (time, duration) => `từ ${time} (đã ${duration})`,
  resolvedAt: (time, duration) => `khôi phục lúc ${time}, kéo dài ${duration}`,
  cameras: (count) => `mất ${count} camera trong phạm vi của bạn`,
  at: (time) => `${time}`,
  more: (count) => `và ${count} mục nữa: xem trên trang`,
  open: 'Xem',
  why: 'Bạn nhận thư này theo lựa chọn trên trang tài khoản của mình.',
  change: 'Thay đổi hoặc ngừng nhận',
  duration: (ms) => {
    const { days, hours, minutes } = parts(ms);
    if (days > 0) return `${days} ngày ${hours} giờ`;
    return hours > 0 ? `${hours} giờ ${minutes} phút` : `${minutes} phút`;
  },
  confirm: {
    subject: 'Xác nhận địa chỉ nhận thông báo',
    headline: (account) => `Tài khoản ${account} muốn nhận thông báo của camwatch tại địa chỉ này`,
    lead: 'Nếu đó là bạn, hãy mở đường dẫn dưới đây trong vòng 24 giờ, đăng nhập và bấm xác nhận. Nếu không phải bạn, không cần làm gì: sẽ không có thư nào được gửi.',
    link: 'Xác nhận địa chỉ',
  },
};

const en: OwnTexts = {
  subject: {
    opened: (count) => `new incidents: ${count}`,
    resolved: (count) => `restored: ${count}`,
    papers: (count) => `waiting for you or announced: ${count}`,
  },
  badge: 'Your own notifications',
  waited: (from) => `What came since ${from} and waited for your hours.`,
  passed: (count) =>
    `Other incidents that came and were over before this was sent, and are not listed: ${count}.`,
  titles: { opened: 'Open incidents', resolved: 'Restored', papers: 'Papers and planned work' },
  since: (time, duration) => `since ${time} (for ${duration})`,
  resolvedAt: (time, duration) => `restored at ${time}, after ${duration}`,
  cameras: (count) => `cameras lost in your scope: ${count}`,
  at: (time) => `${time}`,
  more: (count) => `and ${count} more: see the page`,
  open: 'Open',
  why: 'You get this by what you chose on the page of your account.',
  change: 'Change it, or end it',
  duration: (ms) => {
    const { days, hours, minutes } = parts(ms);
    if (days > 0) return `${days} d ${hours} h`;
    return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
  },
  confirm: {
    subject: 'Confirm where notifications go',
    headline: (account) => `The account ${account} wants notifications of camwatch at this address`,
    lead: 'If that is you, open the link below within 24 hours, log in and press the button. If it is not, do nothing: no other mail will come.',
    link: 'Confirm the address',
  },
};

export const ownTextsOf = inLanguage({ vi, en });
