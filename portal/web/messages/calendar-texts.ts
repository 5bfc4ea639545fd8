import { inLanguage } from '../../../core/language/in-language.ts';
import type { Dated } from '../../papers/questions/list-dates.ts';

/** Texts of the calendar. */
export interface CalendarTexts {
  readonly heading: string;
  readonly about: string;
  readonly own: string;
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly month: (month: string, year: string) => string;
  readonly before: string;
  readonly after: string;
  readonly list: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly off: string;
  readonly duty: string;
  readonly noDuty: string;
  readonly onDuty: (roster: string, name: string) => string;
  readonly titles: Readonly<Record<Dated['kind'], (subject: string, more: string) => string>>;
  readonly day: (weekday: string, date: string) => string;
  readonly everybody: string;
  readonly file: string;
}

const vi: CalendarTexts = {
  heading: 'Lịch',
  about: 'Bảo trì theo kế hoạch và các thời hạn trong phạm vi của bạn.',
  own: 'Đăng ký lịch này trên điện thoại hoặc máy tính',
  months: Array.from({ length: 12 }, (_, month) => `Tháng ${month + 1}`),
  weekdays: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'],
  shortWeekdays: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  month: (month, year) => `${month} năm ${year}`,
  before: 'Tháng trước',
  after: 'Tháng sau',
  list: 'Danh sách',
  none: 'Không có việc nào trong thời gian này.',
  head: ['Ngày', 'Thời gian', 'Việc', 'Của ai'],
  off: 'không còn hiệu lực',
  duty: 'Lịch trực',
  noDuty: 'Không có lịch trực trong thời gian này.',
  onDuty: (roster, name) => `Trực (${roster}): ${name}`,
  titles: {
    work: (subject, more) => `Bảo trì theo kế hoạch số ${subject}${more}`,
    'claim-decide': (subject, more) => `Hạn quyết định đề nghị loại trừ số ${subject}${more}`,
    'claim-answer': (subject, more) => `Hạn trả lời về đề nghị loại trừ số ${subject}${more}`,
    statement: (subject, more) => `Hết hạn có ý kiến về bảng đối soát kỳ ${subject}${more}`,
    forms: (subject) => `Hạn các đơn vị gửi biểu báo cáo năm ${subject}`,
    report: (subject) => `Hạn báo cáo năm ${subject} của thành phố`,
    task: (subject, more) => `Hạn hoàn thành nhiệm vụ ${subject}${more}`,
    milestone: (subject, more) => `Mốc của nhiệm vụ ${subject}${more}`,
  },
  day: (weekday, date) => `${weekday}, ${date}`,
  everybody: 'các đơn vị',
  file: 'lich',
};

const en: CalendarTexts = {
  heading: 'Calendar',
  about: 'Planned work and deadlines in your scope.',
  own: 'Subscribe to this calendar on a telephone or a computer',
  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  shortWeekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  month: (month, year) => `${month} ${year}`,
  before: 'The month before',
  after: 'The month after',
  list: 'As a list',
  none: 'There is nothing in this time.',
  head: ['Day', 'Time', 'What', 'Whose'],
  off: 'not in force any more',
  duty: 'On duty',
  noDuty: 'There are no duties in this time.',
  onDuty: (roster, name) => `On duty (${roster}): ${name}`,
  titles: {
    work: (subject, more) => `Planned work ${subject}${more}`,
    'claim-decide': (subject, more) => `Claim ${subject} is to be decided${more}`,
    'claim-answer': (subject, more) => `Claim ${subject} is to be answered${more}`,
    statement: (subject, more) => `Objections to the statement of ${subject} end${more}`,
    forms: (subject) => `Forms of units of ${subject} are due`,
    report: (subject) => `The report of the city of ${subject} is due`,
    task: (subject, more) => `Task ${subject} is due${more}`,
    milestone: (subject, more) => `Milestone of task ${subject}${more}`,
  },
  day: (weekday, date) => `${weekday}, ${date}`,
  everybody: 'all units',
  file: 'calendar',
};

export const calendarTexts = inLanguage({ en, vi });
