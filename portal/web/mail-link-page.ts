import { tellBriefly } from '../../alerts/notifications/messages/tell-briefly.ts';
import type { ComposeOptions } from '../../alerts/notifications/messages/words/compose-options.ts';
import { type RootView, viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { tellIncidentId } from '../../alerts/notifications/messages/words/root-words.ts';
import { tellCity } from '../../alerts/notifications/messages/words/told-city.ts';
import { createFormats } from '../../core/language/formats.ts';
import type { Language } from '../../core/language/language.ts';
import type { PersonAct } from '../../ledger/decisions/acknowledgements.ts';
import type { Shown } from '../city/city-view.ts';
import type { JudgedLink } from '../door/judge-mail-link.ts';
import { renderDoor } from './door-pages.ts';
import { type Html, html } from './frame/html.ts';
import { clip } from './frame/page-context.ts';
import { telephoneLink } from './frame/place-links.ts';
import type { MailLinkTexts } from './messages/mail-link-texts.ts';
import { mailLinkTextsEn as en } from './messages/mail-link-texts-en.ts';
import { mailLinkTextsVi as vi } from './messages/mail-link-texts-vi.ts';

const textsOf = (language: Language): MailLinkTexts => ({ en, vi })[language];

export interface MailLinkPage {
  readonly language: Language;
  readonly path: string;
  readonly judged: JudgedLink;
  readonly shown: Shown;
  readonly atMs: number;
  /** Why nothing was done. */
  readonly told?: string;
}

type Good = Extract<JudgedLink, { readonly incident: unknown }>;

/** What a link in a mail opens: the first lines of the mail as it would be now, and one button. */
export function renderMailLinkPage(page: MailLinkPage): Html {
  const { language, path, judged, told } = page;
  const texts = textsOf(language);
  const door = { language, otherPath: `${path}?lang=${language === 'vi' ? 'en' : 'vi'}` };
  if (!('incident' in judged)) {
    const problem = { told: `${texts[judged.is]} ${texts.nothingDone}`, isProblem: true };
    return renderDoor({ ...door, ...problem }, texts.heading, logIn('/', page));
  }
  const status = told === undefined ? statusOf(judged, page) : `${told} ${texts.nothingDone}`;
  // What is not told has no address either: that would name it.
  const id = tellIncidentId(judged.incident.id, tellCity(optionsOf(page)));
  const more = logIn(id === undefined ? '/' : `/incidents/${encodeURIComponent(id)}`, page);
  return renderDoor(
    { ...door, told: status, isProblem: told !== undefined },
    texts.heading,
    html`${renderIncident(judged, page)}${judged.is === 'open' && renderForm(judged, page)}${more}`,
  );
}

function renderIncident(judged: Good, page: MailLinkPage): Html {
  const { summary } = judged.incident;
  const options = optionsOf(page, judged.recipient.id);
  const { headline, lead } = tellBriefly(summary, page.atMs, options);
  const root = viewRoot(summary.root, tellCity(options));
  const circuit = root.link?.circuit;
  const others = judged.is === 'open' ? judged.acknowledged : [];
  return html`<section class="lead"><p><strong>${headline}</strong></p>
${lead.map((line) => html`<p>${dialled(line, numbersOf(root))}</p>`)}
${circuit !== undefined && html`<p>${textsOf(page.language).circuit(clip(circuit, 40))}</p>`}
${others.map((act) => html`<p>${tellAct(act, page)}.</p>`)}</section>`;
}

const numbersOf = ({ carrierHotline, contractors, dutyContact }: RootView): readonly string[] =>
  [carrierHotline, ...contractors.map(({ hotline }) => hotline), dutyContact?.phone].flatMap(
    (number) => number || [],
  );

/** A line with each of these numbers as a telephone dials it. */
function dialled(line: string, numbers: readonly string[]): Html {
  const number = numbers.find((one) => line.includes(one));
  if (number === undefined) return html`${line}`;
  const at = line.indexOf(number);
  return html`${line.slice(0, at)}${telephoneLink(number)}${dialled(line.slice(at + number.length), numbers)}`;
}

function renderForm({ recipient, endsMs }: Good, page: MailLinkPage): Html {
  const { language, path } = page;
  const texts = textsOf(language);
  return html`<form method="post" action="${path}?lang=${language}" class="door">
<button>${texts.press}</button>
<p class="small">${texts.about(recipient.name, formatsOf(page).timeAndDate(endsMs))}</p>
</form>`;
}

function statusOf(judged: Good, page: MailLinkPage): string | undefined {
  const { is, incident, acknowledged } = judged;
  if (is === 'resolved')
    return textsOf(page.language).resolved(formatsOf(page).timeAndDate(incident.resolvedMs ?? page.atMs));
  if (is === 'open') return undefined;
  return `${acknowledged.map((act) => tellAct(act, page)).join('; ')}.`;
}

function tellAct({ author, atMs, via }: PersonAct, page: MailLinkPage): string {
  const texts = textsOf(page.language);
  const who = tellCity(optionsOf(page)).personName(author);
  const told = texts.taken(who, formatsOf(page).timeAndDate(atMs));
  return via === undefined ? told : `${told}, ${texts.byLink}`;
}

/** As a message to this recipient: of secret sites nothing is told. */
function optionsOf(
  { language, shown: { inventory, settings } }: MailLinkPage,
  reader?: string,
): ComposeOptions {
  const { recipients } = settings.alerts ?? {};
  return {
    ...{ language, inventory, timeZone: settings.city.timeZone },
    ...(recipients && { recipients }),
    ...(reader !== undefined && { reader }),
  };
}

const formatsOf = ({ language, shown }: MailLinkPage) =>
  createFormats(language, shown.settings.city.timeZone);

function logIn(next: string, { language }: MailLinkPage): Html {
  const search = new URLSearchParams({ lang: language, next: `${next}?lang=${language}` });
  return html`<p><a href="/login?${String(search)}">${textsOf(language).more}</a></p>`;
}
