import { nameAreas } from '../../alerts/notifications/messages/words/incident-words.ts';
import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause, type Words } from '../../alerts/notifications/messages/words/root-words.ts';
import { upFirst } from '../../core/text/up-first.ts';
import { MOST_LEFT, type ShiftEntry, type ShiftLog } from '../city/shift-log.ts';
import { publicWords, type ToldIncident } from '../city/tell-incidents.ts';
import { type Html, html } from './frame/html.ts';
import { clip, describeDuration, linkTo, type PageContext } from './frame/page-context.ts';
import type { Viewer } from './frame/viewer.ts';
import { renderLayout } from './layout.ts';
import { describeAct, describeHolder, describePerson, describeSnooze } from './panels/duty-facts.ts';
import { listPath } from './panels/facets.ts';
import { renderNumber } from './panels/incident-facts.ts';

/** Of the log on one page, the last first: the table that is loaded down has all of it. */
const MOST_ENTRIES = 300;
/** A note is read whole. */
const MOST_OF_A_TEXT = 2_000;

export interface ShiftPage {
  readonly viewer: Viewer;
  readonly log: ShiftLog;
  /** The last so many hours, where the shift was asked for by that. */
  readonly hours: number | undefined;
}

/** What happened in a shift and what is left of it, with a text to be sent or read out to the next one. */
export function renderShiftPage(context: PageContext, page: ShiftPage): Html {
  const { messages, formats } = context;
  const { shift } = messages.duty;
  const { log, viewer } = page;
  const handOver = renderHandOver(context, viewer, log);
  return renderLayout(
    context,
    shift.heading,
    html`<section class="panel shift-period" data-part="shift-period">
<header><h2>${shift.heading}</h2><p>${formats.range(log.period.fromMs, log.period.toMs)}</p></header>
${renderCounts(context, log)}
${renderPeriods(context, page)}
</section>
<section class="panel table outages" data-part="shift-left">
<header><h2>${shift.left}</h2><p>${formats.count(log.left.length)}</p></header>
${renderLeft(context, page)}
</section>
<section class="panel hand-over" data-part="hand-over">
<header><h2>${shift.text}</h2><p>${shift.textHint}</p></header>
<textarea readonly rows="12" aria-label="${shift.text}">${handOver}</textarea>
<p class="on-paper">${handOver}</p>
</section>
<section class="panel table outages" data-part="shift-log">
<header><h2>${shift.log}</h2><p>${messages.list.asFile} <a href="${tablePath(page)}">CSV</a></p></header>
${renderLog(context, page)}
</section>`,
  );
}

const tablePath = ({ log: { period }, hours }: ShiftPage): string =>
  listPath(
    '/shift.csv',
    hours === undefined ? { from: String(period.fromMs), to: String(period.toMs) } : { hours: String(hours) },
  );

const lowFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The sum of the incidents in one line. */
const summaryOf = ({ messages, formats }: PageContext, { figures }: ShiftLog): string =>
  messages.duty.shift.summary({
    beginning: formats.count(figures.beginning),
    opened: formats.count(figures.opened),
    reopened: formats.count(figures.reopened),
    resolved: formats.count(figures.resolved),
    left: formats.count(figures.left),
  });

function renderCounts({ messages, formats }: PageContext, log: ShiftLog): Html {
  const { shift } = messages.duty;
  const { beginning, opened, reopened, resolved, left } = log.figures;
  const acts = log.entries.filter(({ kind }) => kind === 'act').length;
  const counts = [
    ['', shift.beginning, beginning],
    ['+ ', shift.opened, opened],
    ['+ ', shift.reopened, reopened],
    ['− ', shift.resolved, resolved],
    ['= ', lowFirst(shift.left), left],
    ['', shift.acts, acts],
  ] as const;
  return html`<ul class="shift-counts">${counts.map(([sign, name, count]) => html`<li>${sign}<b>${formats.count(count)}</b> ${name}</li>`)}</ul>`;
}

/** The last hours by a link; from and to, by the clock of the city, by a form. */
function renderPeriods(context: PageContext, { log: { period }, hours }: ShiftPage): Html {
  const { messages, theme, formats } = context;
  const { shift } = messages.duty;
  const local = (atMs: number) => formats.iso(atMs).slice(0, 16);
  const links = [8, 12, 24].map(
    (count) =>
      html`<li><a href="${linkTo(context, `/shift?hours=${count}`)}"${hours === count && html` aria-current="true"`}>${shift.last(String(count))}</a></li>`,
  );
  return html`<ul class="chips">${links}</ul>
<form class="periods" action="/shift" method="get"><input type="hidden" name="lang" value="${messages.language}">${theme && html`<input type="hidden" name="theme" value="${theme}">`}
<label>${shift.from}<input type="datetime-local" name="from" value="${local(period.fromMs)}" required></label>
<label>${shift.to}<input type="datetime-local" name="to" value="${local(period.toMs)}" required></label>
<button>${shift.show}</button></form>`;
}

function renderLeft(context: PageContext, { log, viewer }: ShiftPage): Html {
  const { messages, formats, view } = context;
  const { shift, list } = messages.duty;
  const { page } = messages.incidents;
  if (log.left.length === 0) return html`<p class="quiet">${shift.nothingLeft}</p>`;
  const words = publicWords(view, messages.language);
  const rest = log.left.length - MOST_LEFT;
  const rows = log.left.slice(0, MOST_LEFT).map((incident) => {
    const { severity, sinceMs } = incident.summary;
    const last = log.lastWords.get(incident.id);
    const isTold = last?.text !== undefined && viewer.account !== undefined;
    return html`<tr><td>${renderNumber(incident)}</td><td>${messages.incidents.severities[severity]}</td><td class="wide">${causeLink(context, words, incident)}</td><td data-label="${page.since}">${formats.shortTime(sinceMs, view.atMs)}</td><td class="wide" data-label="${list.has}">${describeNow(context, viewer, incident)}</td><td class="wide" data-label="${shift.lastWord}">${isTold ? html`<bdi>${clip(last.text ?? '', MOST_OF_A_TEXT)}</bdi>` : '–'}</td></tr>`;
  });
  return html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${shift.number}</th><th scope="col">${list.severity}</th><th scope="col">${list.cause}</th><th scope="col">${page.since}</th><th scope="col">${list.has}</th><th scope="col">${shift.lastWord}</th></tr></thead><tbody>${rows}</tbody></table></div>
${rest > 0 && html`<p class="rest"><a href="${linkTo(context, '/incidents')}">${shift.more(formats.count(rest))}</a></p>`}`;
}

const describeNow = (context: PageContext, viewer: Viewer, { duty }: ToldIncident): string =>
  [describeHolder(context, viewer, duty), describeSnooze(context, duty)].filter(Boolean).join(' · ');

function causeLink(context: PageContext, words: Words, { id, summary }: ToldIncident): Html {
  const name = clip(upFirst(nameCause(viewRoot(summary.root, words.city), words)));
  return html`<a href="${linkTo(context, `/incidents/${encodeURIComponent(id)}`)}"><bdi>${name}</bdi></a>`;
}

function renderLog(context: PageContext, { log, viewer }: ShiftPage): Html {
  const { messages, formats, view } = context;
  const { shift, acts, list } = messages.duty;
  if (log.entries.length === 0) return html`<p class="quiet">${shift.nothing}</p>`;
  const words = publicWords(view, messages.language);
  const rest = log.entries.length - MOST_ENTRIES;
  const rows = log.entries
    .slice(-MOST_ENTRIES)
    .toReversed()
    .map((entry) => {
      const { atMs, incident } = entry;
      const { what, who, said } = tellEntry(context, viewer, { log, entry });
      return html`<tr><td title="${formats.fullTime(atMs)}">${formats.shortTime(atMs, view.atMs)}</td><td>${what}</td><td>${renderNumber(incident)}</td><td class="wide">${causeLink(context, words, incident)}</td><td class="wide">${who}</td><td class="wide">${said}</td></tr>`;
    });
  return html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${acts.at}</th><th scope="col">${acts.what}</th><th scope="col">${shift.number}</th><th scope="col">${list.cause}</th><th scope="col">${acts.who}</th><th scope="col">${acts.words}</th></tr></thead><tbody>${rows}</tbody></table></div>
${rest > 0 && html`<p class="rest">${shift.earlier(formats.count(rest))}</p>`}`;
}

interface Told {
  readonly log: ShiftLog;
  readonly entry: ShiftEntry;
}

/** Persons and their words are for whoever logged in. */
function tellEntry(context: PageContext, viewer: Viewer, { log, entry: { kind, act } }: Told) {
  const { shift } = context.messages.duty;
  if (kind !== 'act' || !act) return { what: kind === 'act' ? '' : shift.kinds[kind], who: '', said: '' };
  const numberOf = (id: string) =>
    (log.left.find((one) => one.id === id) ?? log.entries.find((one) => one.incident.id === id)?.incident)
      ?.number;
  return {
    what: upFirst(describeAct(context, viewer, act, numberOf)),
    who: describePerson(context, viewer, { account: act.author, party: act.party }),
    said: viewer.account === undefined ? '' : clip(act.text ?? '', MOST_OF_A_TEXT),
  };
}

/** Plain lines, as they are sent in a message or read out. */
function renderHandOver(context: PageContext, viewer: Viewer, log: ShiftLog): string {
  const { messages, formats, view } = context;
  const { shift } = messages.duty;
  const words = publicWords(view, messages.language);
  const { fromMs, toMs } = log.period;
  const left = log.left.slice(0, MOST_LEFT).map((incident) => {
    const { summary, number = incident.id, id } = incident;
    const root = viewRoot(summary.root, words.city);
    const last = viewer.account === undefined ? undefined : log.lastWords.get(id)?.text;
    const parts = [
      `${number} ${upFirst(nameCause(root, words))}`,
      nameAreas(summary, root, words),
      messages.incidents.severities[summary.severity],
      summary.camerasLost > 0 ? words.texts.camerasLost(summary.camerasLost) : undefined,
      describeDuration(context, toMs - summary.sinceMs),
      describeNow(context, viewer, incident),
      last,
    ];
    return `- ${parts.filter((part) => part !== undefined && part !== '').join('; ')}`;
  });
  const rest = log.left.length - left.length;
  return [
    `${shift.heading}, ${formats.range(fromMs, toMs)}`,
    summaryOf(context, log),
    ...left,
    ...(rest > 0 ? [shift.more(formats.count(rest))] : []),
  ].join('\n');
}

/** The whole log as rows below a head, and its sum as the last. */
export function shiftTable(context: PageContext, viewer: Viewer, log: ShiftLog) {
  const { messages, formats, view } = context;
  const { shift, acts, list } = messages.duty;
  const words = publicWords(view, messages.language);
  const sum = [formats.iso(log.period.toMs), shift.sum, '', '', '', '', summaryOf(context, log)];
  return {
    head: [acts.at, acts.what, shift.number, list.severity, list.cause, acts.who, acts.words],
    size: log.entries.length + 1,
    rowsOf: (from: number, to: number) => [
      ...log.entries.slice(from, to).map((entry) => {
        const { summary, number = '' } = entry.incident;
        const { what, who, said } = tellEntry(context, viewer, { log, entry });
        const cause = upFirst(nameCause(viewRoot(summary.root, words.city), words));
        return [
          ...[formats.iso(entry.atMs), what, number, messages.incidents.severities[summary.severity]],
          ...[cause, who, said],
        ];
      }),
      ...(from <= log.entries.length && to > log.entries.length ? [sum] : []),
    ],
  };
}
