import type { WorkOutcome } from '../../../contracts/settle/judge-work.ts';
import { inLanguage } from '../../../core/language/in-language.ts';

/** Texts of planned work. Numbers and times come in as text. */
export interface WorkTexts {
  readonly heading: string;
  /** In the head of every page. */
  readonly short: string;
  readonly about: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly calendar: string;
  readonly announce: string;
  readonly announceAbout: string;
  readonly contract: string;
  readonly what: string;
  readonly whatAbout: string;
  readonly unknown: (names: string) => string;
  readonly noTimes: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly preview: string;
  readonly would: (count: string, span: string) => string;
  readonly outcomes: Readonly<Record<WorkOutcome['outcome'], (notice: string, agreed: string) => string>>;
  /** In a list or calendar. */
  readonly verdicts: Readonly<Record<WorkOutcome['outcome'], string>>;
  readonly back: string;
  readonly cancel: string;
  readonly cancelled: (reason: string) => string;
}

const vi: WorkTexts = {
  heading: 'Bảo trì theo kế hoạch',
  short: 'Bảo trì',
  about:
    'Thông báo trước đúng hạn thì thời gian bảo trì không tính vào số liệu của hợp đồng, trong mức tối đa mà hợp đồng cho phép.',
  none: 'Không có bảo trì nào trong 90 ngày qua và sắp tới.',
  head: ['Số', 'Trạng thái', 'Thời gian', 'Thiết bị, đường truyền', 'Bên báo', 'Thông báo lúc', 'Nội dung'],
  calendar: 'Lịch (iCalendar)',
  announce: 'Thông báo bảo trì',
  announceAbout:
    'Xem trước thông báo có đúng hạn không, được loại trừ bao nhiêu; chưa ghi gì cho đến khi bạn xác nhận.',
  contract: 'Hợp đồng',
  what: 'Thiết bị, đường truyền, điểm lắp đặt',
  whatAbout: 'Mã, cách nhau bằng dấu phẩy; để trống: toàn bộ hợp đồng.',
  unknown: (names) => `không có trong hợp đồng này: ${names}`,
  noTimes: 'Hãy chọn thời gian bắt đầu và kết thúc.',
  from: 'Từ',
  to: 'đến',
  reason: 'Nội dung công việc',
  preview: 'Xem trước',
  would: (count, span) => `${count} thiết bị, đường truyền, ${span}.`,
  outcomes: {
    'in-time': (notice, agreed) => `thông báo trước ${notice}, hợp đồng yêu cầu ${agreed}: đúng hạn`,
    late: (notice, agreed) =>
      `thông báo trước ${notice}, hợp đồng yêu cầu ${agreed}: muộn, không được loại trừ`,
    'not-agreed': () => 'hợp đồng không có điều khoản bảo trì theo kế hoạch: không được loại trừ',
  },
  verdicts: {
    'in-time': 'đúng hạn',
    late: 'báo muộn, không được loại trừ',
    'not-agreed': 'hợp đồng không loại trừ bảo trì',
  },
  back: 'Sửa lại',
  cancel: 'Hủy',
  cancelled: (reason) => `đã hủy: ${reason}`,
};

const en: WorkTexts = {
  heading: 'Planned work',
  short: 'Works',
  about:
    'What is announced in time is left out of the figures of the contract, up to the hours that it allows.',
  none: 'There is no planned work of the last 90 days or to come.',
  head: ['Number', 'State', 'Time', 'Devices, links', 'Announced by', 'Announced', 'What is done'],
  calendar: 'Calendar (iCalendar)',
  announce: 'Announce planned work',
  announceAbout:
    'See first whether it is in time and how much is excused; nothing is recorded until you confirm.',
  contract: 'Contract',
  what: 'Devices, links, sites',
  whatAbout: 'Ids, separated by commas; nothing: all of the contract.',
  unknown: (names) => `not under this contract: ${names}`,
  noTimes: 'Choose when it begins and ends.',
  from: 'From',
  to: 'to',
  reason: 'What is done',
  preview: 'Preview',
  would: (count, span) => `Devices and links: ${count}, ${span}.`,
  outcomes: {
    'in-time': (notice, agreed) => `announced ${notice} before, the contract asks for ${agreed}: in time`,
    late: (notice, agreed) =>
      `announced ${notice} before, the contract asks for ${agreed}: late, not excused`,
    'not-agreed': () => 'the contract has no planned work: not excused',
  },
  verdicts: {
    'in-time': 'in time',
    late: 'announced late, not excused',
    'not-agreed': 'not excused by the contract',
  },
  back: 'Change it',
  cancel: 'Cancel it',
  cancelled: (reason) => `cancelled: ${reason}`,
};

export const workTexts = inLanguage({ en, vi });
