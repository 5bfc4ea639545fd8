import type { Token } from '../../accounts/account.ts';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import { type Html, html } from './frame/html.ts';

export interface CalendarSection {
  readonly language: Language;
  readonly timeZone: string;
  /** Tokens that read the calendar and nothing else; absent where there is none. */
  readonly calendars?: readonly Token[];
  /** The address that was just made: it is told this once. */
  readonly newCalendar?: string;
  /** What its forms carry. */
  readonly token: string;
}

const en = {
  heading: 'Calendar on a telephone or computer',
  about:
    'A calendar program reads planned work, deadlines and duties in your scope by an address of its own. Whoever has the address reads the same: give it to nobody, and end it when a device is lost.',
  made: 'made',
  used: 'last read',
  ends: 'good until',
  never: 'never',
  end: 'End it',
  name: 'For which program or device',
  add: 'Make an address',
  once: 'Copy this address into the calendar program now: it is not shown again.',
  toCalendar: 'See the calendar',
  noName: 'name: expected 1 to 80 characters',
  tooMany: 'expected at most 10 addresses of calendars: end one first',
};

const vi: typeof en = {
  heading: 'Lịch trên điện thoại hoặc máy tính',
  about:
    'Chương trình lịch đọc bảo trì, thời hạn và lịch trực trong phạm vi của bạn qua một địa chỉ riêng. Ai có địa chỉ này cũng đọc được như bạn: không đưa cho người khác, và hủy khi mất thiết bị.',
  made: 'tạo lúc',
  used: 'đọc lần cuối',
  ends: 'dùng được đến',
  never: 'chưa lần nào',
  end: 'Hủy',
  name: 'Dùng cho chương trình hoặc thiết bị nào',
  add: 'Tạo địa chỉ',
  once: 'Hãy chép địa chỉ này vào chương trình lịch ngay: địa chỉ không hiện lại lần nữa.',
  toCalendar: 'Xem lịch',
  noName: 'tên: cần từ 1 đến 80 ký tự',
  tooMany: 'chỉ được nhiều nhất 10 địa chỉ lịch: hãy hủy bớt',
};

export const calendarSectionTexts = inLanguage({ en, vi });

/** Addresses by which calendar programs read the calendar of whoever looks. */
export function renderCalendars(section: CalendarSection): Html | false {
  const { language, timeZone, calendars, newCalendar, token } = section;
  if (calendars === undefined) return false;
  const texts = calendarSectionTexts(language);
  const { date, fullTime } = createFormats(language, timeZone);
  const form = (act: string, content: Html) =>
    html`<form method="post" action="/account/calendar/${act}?lang=${language}" class="password-again"><input type="hidden" name="token" value="${token}">${content}</form>`;
  const rows = calendars.map(
    ({ id, name, madeMs, usedMs, endsMs }) => html`<li><p><strong>${name}</strong></p>
<p class="small">${texts.made} ${fullTime(madeMs)} · ${texts.used}: ${usedMs === undefined ? texts.never : fullTime(usedMs)} · ${texts.ends} ${date(endsMs)}</p>
${form('end', html`<input type="hidden" name="secret" value="${id}"><button class="second" aria-label="${texts.end}: ${name}">${texts.end}</button>`)}</li>`,
  );
  return html`<section class="door" id="calendar"><h2>${texts.heading}</h2><p class="small">${texts.about}</p>
${newCalendar !== undefined && html`<p class="told" role="status">${texts.once}<br><code class="address">${newCalendar}</code></p>`}
${rows.length > 0 && html`<ul class="passkeys">${rows}</ul>`}
${form('add', html`<label>${texts.name}<input name="name" required maxlength="80"></label><button>${texts.add}</button>`)}
<p><a href="/calendar?lang=${language}">${texts.toCalendar}</a></p></section>`;
}
