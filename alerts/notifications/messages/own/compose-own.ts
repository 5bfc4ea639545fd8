import type { MessageContent } from '../../../../core/domain/notifier.ts';
import { createFormats } from '../../../../core/language/formats.ts';
import type { Language } from '../../../../core/language/language.ts';
import { cleanLine } from '../../../../core/text/clean-line.ts';
import { upFirst } from '../../../../core/text/up-first.ts';
import { pageAddress } from '../addresses.ts';
import { renderHtml } from '../render-html.ts';
import { renderText } from '../render-text.ts';
import { renderSubject } from '../words/incident-words.ts';
import { messageTextsOf } from '../words/message-texts.ts';
import type { Block, Item, Link, Sheet } from '../words/sheet.ts';
import type { OwnIncident, OwnList, OwnNews, OwnPaper } from './own-news.ts';
import { ownTextsOf } from './own-texts.ts';

export interface OwnOptions {
  readonly language: Language;
  readonly timeZone: string;
  /** Where people reach the page; absent: there are no links. */
  readonly pageUrl?: string | undefined;
}

const MOST_OF_A_LINE = 160;
const MOST_OF_A_TEXT = 300;

/** One mail of all that somebody is told with their account. */
export function composeOwnNews(news: OwnNews, options: OwnOptions): MessageContent {
  const { language, timeZone, pageUrl } = options;
  const { opened, resolved, passed, papers, hasWaited } = news;
  const texts = ownTextsOf(language);
  const words = messageTextsOf(language);
  const formats = createFormats(language, timeZone);
  const press = (path: string): { readonly press?: Link } =>
    pageUrl === undefined ? {} : { press: { text: texts.open, url: pageAddress(pageUrl, path, language) } };
  const itemOf = (one: OwnIncident, detail: string): Item => ({
    text: cleanLine(
      [words.severities[one.severity], one.number, one.cause]
        .filter((part) => part !== undefined)
        .join(' · '),
      MOST_OF_A_LINE,
    ),
    details: [detail, ...(one.cameras > 0 ? [texts.cameras(formats.count(one.cameras))] : [])],
    ...press(one.path),
  });
  const list = <Of>(
    title: string,
    { some, count }: OwnList<Of>,
    write: (one: Of) => Item,
  ): readonly Block[] =>
    count === 0
      ? []
      : [
          {
            ...{ type: 'list', title, items: some.map(write) },
            ...(count > some.length && { more: texts.more(formats.count(count - some.length)) }),
          },
        ];
  const counts = [
    ...(opened.count > 0 ? [texts.subject.opened(formats.count(opened.count))] : []),
    ...(resolved.count > 0 ? [texts.subject.resolved(formats.count(resolved.count))] : []),
    ...(papers.count > 0 ? [texts.subject.papers(formats.count(papers.count))] : []),
  ];
  const isBad = opened.some.some(({ severity }) => severity === 'critical');
  const account = pageUrl === undefined ? [] : [link(texts.change, pageUrl, '/account', language)];
  return contentOf(
    {
      subject: renderSubject(counts),
      tone: isBad ? 'lost' : opened.count > 0 ? 'degraded' : resolved.count > 0 ? 'well' : 'neutral',
      badge: texts.badge,
      headline: upFirst(counts.join(' · ')),
      lead: [
        ...(hasWaited ? [texts.waited(formats.timeAndDate(news.fromMs))] : []),
        ...(passed > 0 ? [texts.passed(formats.count(passed))] : []),
      ],
      blocks: [
        ...list(texts.titles.opened, opened, (one) =>
          itemOf(one, texts.since(formats.timeAndDate(one.sinceMs), texts.duration(news.toMs - one.sinceMs))),
        ),
        ...list(texts.titles.resolved, resolved, (one) =>
          itemOf(
            one,
            texts.resolvedAt(
              formats.timeAndDate(one.resolvedMs),
              texts.duration(one.resolvedMs - one.sinceMs),
            ),
          ),
        ),
        ...list(texts.titles.papers, papers, (one: OwnPaper) => ({
          text: cleanLine(one.title, MOST_OF_A_LINE),
          details: [
            texts.at(formats.timeAndDate(one.atMs)),
            ...(one.text === undefined ? [] : [cleanLine(one.text, MOST_OF_A_TEXT)]),
          ],
          ...press(one.path),
        })),
        ...(account.length > 0 ? [{ type: 'links', title: texts.badge, links: account } as const] : []),
      ],
      footer: [texts.why, words.footer.sender(formats.timeZone)],
    },
    language,
  );
}

/** The link that confirms an address, for whoever reads what is sent there. */
export function composeConfirmation(
  account: string,
  path: string,
  { language, timeZone, pageUrl = '' }: OwnOptions,
): MessageContent {
  const { confirm } = ownTextsOf(language);
  const { footer } = messageTextsOf(language);
  return contentOf(
    {
      ...{ subject: renderSubject([confirm.subject]), tone: 'neutral', badge: confirm.subject },
      ...{ headline: cleanLine(confirm.headline(account), MOST_OF_A_LINE), lead: [confirm.lead] },
      blocks: [{ type: 'links', title: confirm.link, links: [link(confirm.link, pageUrl, path, language)] }],
      footer: [footer.sender(timeZone)],
    },
    language,
  );
}

const link = (text: string, pageUrl: string, path: string, language: Language): Link => ({
  text,
  url: pageAddress(pageUrl, path, language),
});

function contentOf(sheet: Sheet, language: Language): MessageContent {
  const { subject } = sheet;
  return {
    ...{ subject, text: renderText(sheet), html: renderHtml(sheet, language), pictures: [] },
    facts: { version: 1, language, subject, short: subject, type: 'own' },
  };
}
