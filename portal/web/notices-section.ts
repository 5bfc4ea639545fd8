import { NO_WISHES } from '../../accounts/actions/notices.ts';
import { NOTICED_INCIDENTS, type Notices } from '../../accounts/notices.ts';
import { createFormats } from '../../core/language/formats.ts';
import type { Language } from '../../core/language/language.ts';
import { WEEKDAYS } from '../../core/time/calendar.ts';
import { SEVERITIES } from '../../ledger/record/incidents/incident-event.ts';
import type { OutboxMessage } from '../../ledger/record/outbox/outbox-message.ts';
import { type DoorPage, renderDoor } from './door-pages.ts';
import { type Html, html } from './frame/html.ts';
import { clip } from './frame/page-context.ts';
import { noticeTexts } from './messages/notice-texts.ts';

export interface NoticesSection {
  readonly language: Language;
  readonly timeZone: string;
  /** What its forms carry. */
  readonly token: string;
  readonly notices: {
    /** Absent where nothing was chosen yet. */
    readonly chosen: Notices | undefined;
    readonly canMail: boolean;
    /** The last mail to them, and the last one with a link. */
    readonly last: OutboxMessage | undefined;
    readonly lastAsked: OutboxMessage | undefined;
    /** That others know them by. */
    readonly email: string | undefined;
  };
}

/** What whoever looks wants to be told of, when, and where to. */
export function renderNotices(section: NoticesSection): Html {
  const { language, notices } = section;
  const texts = noticeTexts(language);
  const { wishes } = notices.chosen ?? { wishes: NO_WISHES };
  const { hours } = wishes;
  const check = (name: string, value: string, label: string, isChosen: boolean) =>
    html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${isChosen && html` checked`}> ${label}</label>`;
  const option = (value: string, label: string, isChosen: boolean) =>
    html`<option value="${value}"${isChosen && html` selected`}>${label}</option>`;
  return html`<section class="door notices" id="notices"><h2>${texts.heading}</h2><p class="small">${texts.about}</p>
${form(
  section,
  'save',
  html`<fieldset><legend>${texts.what}</legend>
<label>${texts.incidents}<select name="incidents">${NOTICED_INCIDENTS.map((one) => option(one, texts.which[one], wishes.incidents === one))}</select></label>
<label>${texts.from}<select name="from">${SEVERITIES.map((one) => option(one, texts.severities[one], wishes.from === one))}</select></label>
${check('papers', 'yes', texts.papers, wishes.papers)}${check('works', 'yes', texts.works, wishes.works)}</fieldset>
<fieldset><legend>${texts.when}</legend>
<label><select name="hours" aria-label="${texts.when}">${option('any', texts.anyHour, hours === undefined)}${option('some', texts.inHours, hours !== undefined)}</select></label>
<div class="days" role="group" aria-label="${texts.inHours}">${WEEKDAYS.map((day, index) => check('day', day, texts.days[day], hours?.days.includes(day) ?? index < 5))}</div>
<div class="times"><label>${texts.fromTime}<input type="time" name="fromTime" value="${clock(hours?.fromMinute ?? USUAL_FROM)}"></label><label>${texts.toTime}<input type="time" name="toTime" value="${clock(hours?.toMinute ?? USUAL_TO)}"></label></div>
${check('holidays', 'off', texts.holidays, hours?.isOffOnHolidays ?? true)}${check('critical', 'always', texts.critical, wishes.isCriticalAlways)}
<p class="small">${texts.outside}</p></fieldset>
${notices.canMail && notices.chosen?.address !== undefined && check('mail', 'yes', texts.byMail, wishes.mail)}
<button>${texts.save}</button>`,
)}
<h3>${texts.mail}</h3>
${notices.canMail ? renderMail(section) : html`<p>${texts.noMail}</p>`}
<div data-browser-notices hidden data-on="${texts.isOn}" data-off="${texts.isOff}" data-denied="${texts.isDenied}" data-cannot="${texts.cannot}"><h3>${texts.browser}</h3><p class="small">${texts.browserAbout}</p><p data-state role="status"></p>
<p class="buttons"><button type="button" class="second" data-set="on">${texts.browserOn}</button><button type="button" class="second" data-set="off">${texts.browserOff}</button></p></div></section>`;
}

const USUAL_FROM = 7 * 60;
const USUAL_TO = 18 * 60;

function renderMail(section: NoticesSection): Html {
  const { language, timeZone, notices } = section;
  const { chosen, last, lastAsked, email } = notices;
  const texts = noticeTexts(language);
  const { fullTime } = createFormats(language, timeZone);
  const { address, asked } = chosen ?? {};
  return html`<p>${address === undefined ? texts.noAddress : texts.address(address)}</p>
${asked && html`<p>${texts.asked(asked.address, fullTime(asked.atMs))}</p>`}
${renderLast(section, asked ? (lastAsked ?? last) : last)}
${form(section, 'address', html`<label>${texts.newAddress}<input name="address" type="email" required maxlength="254" autocomplete="email" value="${address === undefined ? (email ?? '') : ''}"></label><button class="second">${texts.ask}</button>`)}
${(address !== undefined || asked !== undefined) && form(section, 'forget', html`<button class="second">${texts.forget}</button>`)}`;
}

/** What a mail server said last, where it did not take it. */
function renderLast({ language, timeZone }: NoticesSection, last: OutboxMessage | undefined): Html | false {
  if (last === undefined) return false;
  const texts = noticeTexts(language);
  const { fullTime } = createFormats(language, timeZone);
  const { state, createdMs, dueMs, settledMs, tries, detail = '' } = last;
  const said = clip(detail, 300);
  if (state === 'dead')
    return html`<p role="alert" class="told problem">${texts.givenUp(fullTime(createdMs), said)}</p>`;
  if (state === 'waiting' && tries > 0 && detail !== '')
    return html`<p role="alert" class="told problem">${texts.failed(fullTime(createdMs), said, fullTime(dueMs))}</p>`;
  return (
    state === 'sent' &&
    detail === '' &&
    html`<p class="small">${texts.sent(fullTime(settledMs ?? createdMs))}</p>`
  );
}

const form = ({ language, token }: NoticesSection, act: string, content: Html): Html =>
  html`<form method="post" action="/account/notices/${act}?lang=${language}" class="wishes"><input type="hidden" name="token" value="${token}">${content}</form>`;

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

export interface ConfirmPage extends DoorPage {
  readonly account: string;
  readonly path: string;
  readonly token: string;
  /** Whether the link is theirs. */
  readonly isOwn: boolean;
}

/** What looks at mail opens links: nothing is done before the button is pressed. */
export function renderConfirmPage(page: ConfirmPage): Html {
  const texts = noticeTexts(page.language);
  return renderDoor(
    page,
    texts.confirm,
    page.isOwn
      ? html`<p>${texts.confirmAbout(page.account)}</p>
<form method="post" action="${page.path}?lang=${page.language}" class="door"><input type="hidden" name="token" value="${page.token}"><button>${texts.confirmButton}</button></form>`
      : html`<p role="alert" class="told problem">${texts.notYours}</p>`,
  );
}
