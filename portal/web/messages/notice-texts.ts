import { inLanguage } from '../../../core/language/in-language.ts';
import type { Weekday } from '../../../core/time/calendar.ts';
import type { Severity } from '../../../ledger/record/incidents/incident-event.ts';

/** Texts of notifications of one's own. Numbers and times come in as text. */
export interface NoticeTexts {
  readonly heading: string;
  readonly about: string;
  readonly what: string;
  readonly incidents: string;
  readonly which: Readonly<Record<'scope' | 'own' | 'none', string>>;
  readonly from: string;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly papers: string;
  readonly works: string;
  readonly when: string;
  readonly anyHour: string;
  readonly inHours: string;
  readonly days: Readonly<Record<Weekday, string>>;
  readonly fromTime: string;
  readonly toTime: string;
  readonly holidays: string;
  readonly critical: string;
  readonly outside: string;
  readonly mail: string;
  readonly byMail: string;
  readonly save: string;
  readonly noMail: string;
  readonly address: (address: string) => string;
  readonly noAddress: string;
  readonly asked: (address: string, time: string) => string;
  readonly newAddress: string;
  readonly ask: string;
  readonly forget: string;
  readonly sent: (time: string) => string;
  readonly failed: (time: string, detail: string, again: string) => string;
  readonly givenUp: (time: string, detail: string) => string;
  readonly confirm: string;
  readonly confirmAbout: (account: string) => string;
  readonly confirmButton: string;
  readonly notYours: string;
  readonly saved: string;
  readonly noDays: string;
  readonly browser: string;
  readonly browserAbout: string;
  readonly browserOn: string;
  readonly browserOff: string;
  readonly isOn: string;
  readonly isOff: string;
  readonly isDenied: string;
  readonly cannot: string;
  /** On the page, before what is new. */
  readonly news: string;
  readonly many: string;
  readonly dismiss: string;
}

const vi: NoticeTexts = {
  heading: 'Thông báo của riêng bạn',
  about: 'Chỉ gồm những gì bạn được xem. Thư và thông báo trên trình duyệt theo cùng các lựa chọn này.',
  what: 'Nội dung',
  incidents: 'Sự cố',
  which: {
    scope: 'mọi sự cố trong phạm vi của tôi',
    own: 'chỉ sự cố được giao cho tôi hoặc thuộc đơn vị của tôi',
    none: 'không',
  },
  from: 'Từ mức',
  severities: { minor: 'thấp', major: 'cao', critical: 'nghiêm trọng' },
  papers: 'Đề nghị loại trừ, bảng đối soát đang chờ tôi',
  works: 'Bảo trì do bên khác thông báo',
  when: 'Thời gian',
  anyHour: 'bất cứ lúc nào',
  inHours: 'chỉ trong giờ sau',
  days: { mon: 'T2', tue: 'T3', wed: 'T4', thu: 'T5', fri: 'T6', sat: 'T7', sun: 'CN' },
  fromTime: 'Từ',
  toTime: 'đến',
  holidays: 'Trừ ngày lễ',
  critical: 'Sự cố nghiêm trọng thì báo ngay, kể cả ngoài giờ',
  outside: 'Việc ngoài giờ được gộp vào một thư khi đến giờ; sự cố đã khôi phục trước đó chỉ được đếm.',
  mail: 'Thư điện tử',
  byMail: 'Gửi thư cho tôi',
  save: 'Lưu',
  noMail:
    'Chưa gửi được thư: quản trị viên cần khai báo máy chủ thư (alerts.mail) và địa chỉ trang (alerts.page_url).',
  address: (address) => `Thư được gửi đến ${address}.`,
  noAddress: 'Chưa có địa chỉ nào được xác nhận: chưa có thư nào được gửi.',
  asked: (address, time) => `Đang chờ xác nhận ${address}: hãy mở đường dẫn trong thư (yêu cầu lúc ${time}).`,
  newAddress: 'Địa chỉ thư',
  ask: 'Gửi đường dẫn xác nhận',
  forget: 'Xóa địa chỉ, ngừng gửi thư',
  sent: (time) => `Thư gần nhất gửi lúc ${time}.`,
  failed: (time, detail, again) => `Thư viết lúc ${time} chưa gửi được: ${detail}. Sẽ thử lại lúc ${again}.`,
  givenUp: (time, detail) => `Thư viết lúc ${time} không gửi được: ${detail}.`,
  confirm: 'Xác nhận địa chỉ nhận thông báo',
  confirmAbout: (account) =>
    `Thông báo của tài khoản ${account} sẽ được gửi đến địa chỉ đã nhận đường dẫn này.`,
  confirmButton: 'Xác nhận, gửi thư đến địa chỉ này',
  notYours: 'Đường dẫn này của tài khoản khác: hãy đăng nhập bằng tài khoản đã yêu cầu.',
  saved: 'Đã lưu.',
  noDays: 'Hãy chọn ít nhất một ngày và đủ giờ bắt đầu, kết thúc.',
  browser: 'Trên trình duyệt này',
  browserAbout: 'Sự cố mới, khi có một trang camwatch đang mở, kể cả khi bạn đang xem cửa sổ khác.',
  browserOn: 'Bật thông báo trên trình duyệt này',
  browserOff: 'Tắt trên trình duyệt này',
  isOn: 'Đang bật.',
  isOff: 'Đang tắt.',
  isDenied:
    'Trình duyệt đang chặn thông báo của trang này: tin mới chỉ hiện thành một dòng trên trang. Hãy cho phép trong cài đặt của trình duyệt.',
  cannot:
    'Trình duyệt này không hiện được thông báo (cần HTTPS): tin mới chỉ hiện thành một dòng trên trang.',
  news: 'Sự cố mới',
  many: 'Nhiều sự cố mới: xem danh sách',
  dismiss: 'Đã xem',
};

const en: NoticeTexts = {
  heading: 'Notifications of your own',
  about: 'Nothing but what you may see. Mails and notifications of the browser keep to the same choices.',
  what: 'What about',
  incidents: 'Incidents',
  which: {
    scope: 'all in my scope',
    own: 'those alone that were handed to me or are of my organisation',
    none: 'none',
  },
  from: 'From severity',
  severities: { minor: 'minor', major: 'major', critical: 'critical' },
  papers: 'Claims and statements that wait for me',
  works: 'Planned work that others announce',
  when: 'When',
  anyHour: 'at any hour',
  inHours: 'only in these hours',
  days: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  fromTime: 'From',
  toTime: 'to',
  holidays: 'Not on holidays',
  critical: 'What is critical comes at once, outside of these hours too',
  outside: 'What comes outside of them is one mail when they begin; what is over by then is only counted.',
  mail: 'Mail',
  byMail: 'Send me mails',
  save: 'Save',
  noMail:
    'No mails can be sent: an administrator has to name a mail server (alerts.mail) and the address of the page (alerts.page_url).',
  address: (address) => `Mails go to ${address}.`,
  noAddress: 'No address is confirmed yet: no mails are sent.',
  asked: (address, time) =>
    `${address} waits to be confirmed: open the link in the mail (asked for at ${time}).`,
  newAddress: 'Address of e-mail',
  ask: 'Send the link that confirms it',
  forget: 'Forget the address, send no mails',
  sent: (time) => `The last mail was sent at ${time}.`,
  failed: (time, detail, again) =>
    `The mail of ${time} could not be sent: ${detail}. It is tried again at ${again}.`,
  givenUp: (time, detail) => `The mail of ${time} was not sent: ${detail}.`,
  confirm: 'Confirm where notifications go',
  confirmAbout: (account) =>
    `Notifications of the account ${account} will go to the address that this link was sent to.`,
  confirmButton: 'Confirm, and send mails there',
  notYours: 'This link is of another account: log in with the one that asked for it.',
  saved: 'Saved.',
  noDays: 'Choose one day at least, and both a beginning and an end.',
  browser: 'In this browser',
  browserAbout: 'New incidents, while a page of camwatch is open, also while you look at another window.',
  browserOn: 'Notify me in this browser',
  browserOff: 'Not in this browser',
  isOn: 'It is on.',
  isOff: 'It is off.',
  isDenied:
    'The browser refuses notifications of this page: news are a line on the page alone. Allow them in its settings.',
  cannot: 'This browser shows no notifications here (they need HTTPS): news are a line on the page alone.',
  news: 'New incidents',
  many: 'Many new incidents: see the list',
  dismiss: 'Seen',
};

export const noticeTexts = inLanguage({ en, vi });
