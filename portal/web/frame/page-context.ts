import type { Formats } from '../../../core/language/formats.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import type { CityView } from '../../city/city-view.ts';
import type { ConfigurationFailure } from '../../city/configuration-failure.ts';
import type { Messages } from '../messages/messages.ts';

export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** What every part of a page is drawn from. */
export interface PageContext {
  readonly view: CityView;
  readonly messages: Messages;
  readonly formats: Formats;
  readonly theme: Theme | undefined;
  readonly notice: 'demo' | undefined;
  /** Whether people log in. */
  readonly hasDoor: boolean;
  readonly ledgerFailure: string | undefined;
  readonly configurationFailure: ConfigurationFailure | undefined;
  /** Another one whenever something of what is shown may have become another. */
  readonly stamp: string;
  /** It answers a form: the browser does not look for a newer one. */
  readonly isStill?: boolean;
  /** Address of the page without language and theme, such as `/?district=ba-dinh`. */
  readonly path: string;
}

/** An address with the language and theme of the page that links to it. */
export function linkTo(
  { messages, theme, view }: Pick<PageContext, 'messages' | 'theme' | 'view'>,
  path: string,
  change: { readonly language?: string; readonly theme?: Theme } = {},
): string {
  const language = change.language ?? messages.language;
  const parameters = new URLSearchParams();
  // A switch is always told: what was chosen before would be used without it.
  if (change.language !== undefined || language !== view.shown.settings.page.language)
    parameters.set('lang', language);
  const wanted = change.theme ?? theme;
  if (wanted) parameters.set('theme', wanted);
  if (parameters.size === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${parameters}`;
}

/** Whether what is shown is of the past: the collector sees nothing now. */
export function isBlind({ view }: Pick<PageContext, 'view'>): boolean {
  return view.health.sight === 'blind';
}

/** The name of a place or party in the language of the page. */
export function nameOf(
  { messages }: Pick<PageContext, 'messages'>,
  place: { name: string; nameEn?: string },
): string {
  return clip(nameIn(messages.language, place));
}

/** Names come from spreadsheets: one of 10,000 letters must not take the page over. */
export function clip(text: string, maxLength = 80): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).toWellFormed()}…`;
}

/** How long something has lasted, in the words of the language, in its two largest units. */
export function describeDuration(
  { messages, formats }: Pick<PageContext, 'messages' | 'formats'>,
  durationMs: number,
): string {
  const totalMinutes = Math.max(0, Math.floor(durationMs / 60_000));
  const wholeDays = Math.floor(totalMinutes / 1_440);
  const wholeHours = Math.floor((totalMinutes % 1_440) / 60);
  const part = (value: number, isShown: boolean) => (value > 0 && isShown ? formats.count(value) : '');
  return messages.duration(
    part(wholeDays, true),
    part(wholeHours, true),
    part(totalMinutes % 60, wholeDays === 0),
  );
}

/** Between which two probes an edge lies. */
export function describeEdge({ messages, formats }: PageContext, sinceMs: number, afterMs: number): string {
  return afterMs < sinceMs
    ? messages.edgeBetween(formats.fullTime(afterMs), formats.fullTime(sinceMs))
    : messages.edgeFirstSeen(formats.fullTime(sinceMs));
}

/** The words for a reason; one that this version does not know is shown as it is. */
export function describeReason({ messages }: Pick<PageContext, 'messages'>, reason: string): string {
  const known: Readonly<Record<string, string>> = messages.reasons;
  return Object.hasOwn(known, reason) ? (known[reason] ?? reason) : clip(reason);
}
