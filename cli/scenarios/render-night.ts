import { createFormats } from '../../core/language/formats.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { renderTime } from '../../core/time/render-time.ts';
import type { PlayedMessage, PlayedNight } from '../../demo/scenarios/played-night.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { renderIso } from '../print/render-history.ts';
import type { ScenarioTexts } from './texts-en.ts';

export interface RenderingOptions {
  readonly texts: ScenarioTexts;
  readonly language: 'vi' | 'en';
  readonly timeZone: string;
}

/** Who would have got what and when, then how much it was. */
export function renderNight(
  night: PlayedNight,
  { texts, language, timeZone }: RenderingOptions,
): readonly string[] {
  const { scenario, messages, changes, inVain } = night;
  const { count } = createFormats(language, timeZone);
  const clock = (atMs: number) => withSeconds(renderTime(Math.floor(atMs / 1_000) * 1_000, timeZone));
  const { sent, unsent } = countMessages(night);
  const { name, startMs, lengthMs } = scenario;
  const rows = messages.map((message) => [
    clock(message.atMs),
    showUntrusted(message.recipient),
    message.channel,
    wayInWords(message, texts, clock),
    showUntrusted(message.subject),
  ]);
  return [
    texts.night(showUntrusted(name), clock(startMs), clock(startMs + lengthMs), timeZone),
    '',
    ...(rows.length === 0 ? [texts.nobody] : alignRows([texts.head, ...rows])),
    '',
    ...inVain.map((atMs) => texts.inVain(clock(atMs))),
    texts.summary({
      changes: count(changes),
      incidents: count(night.incidents),
      messages: count(sent.length),
      recipients: count(new Set(sent.map(({ recipient }) => recipient)).size),
    }),
    ...(unsent > 0 ? [texts.unsent(count(unsent))] : []),
    texts.nothingSent,
  ];
}

export function nightToJson(night: PlayedNight, timeZone: string) {
  const { scenario, messages, changes, incidents, inVain } = night;
  const iso = (atMs: number) => renderIso(atMs, timeZone);
  const { sent, unsent } = countMessages(night);
  return {
    scenario: scenario.name,
    from: iso(scenario.startMs),
    to: iso(scenario.startMs + scenario.lengthMs),
    messages: messages.map(({ atMs, createdMs, ...message }) => ({
      at: iso(atMs),
      ...message,
      created: iso(createdMs),
    })),
    acknowledgedInVain: inVain.map(iso),
    summary: {
      changes,
      incidents,
      messages: sent.length,
      recipients: new Set(sent.map(({ recipient }) => recipient)).size,
      unsent,
    },
  };
}

function countMessages({ messages }: PlayedNight) {
  const sent = messages.filter(({ way }) => way !== 'unsent' && way !== 'failed');
  return { sent, unsent: messages.filter(({ way }) => way === 'unsent').length };
}

function wayInWords(
  { way, atMs, createdMs, detail = '' }: PlayedMessage,
  texts: ScenarioTexts,
  clock: (atMs: number) => string,
): string {
  switch (way) {
    case 'held':
      return texts.heldSince(clock(createdMs));
    case 'unsent':
      return texts.heldUntil(clock(atMs));
    case 'failed':
      return texts.failed(showUntrusted(detail));
    case 'at-once':
    case 'digest':
    case 'escalation':
    case 'report':
      return texts.ways[way];
  }
}

/** Columns of times are of one width. */
const withSeconds = (time: string): string => (/ \d\d:\d\d$/.test(time) ? `${time}:00` : time);
