import { Temporal } from 'temporal-polyfill';
import { type Fraction, renderFraction } from '../../../contracts/sla/fraction.ts';
import { type EvidenceStep, readEvidence } from '../../../contracts/sla/read-arithmetic.ts';
import type { Indicator } from '../../../core/domain/state.ts';
import { inLanguage } from '../../../core/language/in-language.ts';
import { type Language, NUMERALS } from '../../../core/language/language.ts';
import type { StyleText } from '../../../core/text/style-text.ts';
import { STATE_WORDS_EN } from '../../../core/words/state-words-en.ts';
import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import { nameRefs } from '../naming.ts';
import { periodInWords } from '../statement-titles.ts';
import { documentTexts } from '../texts/document-texts.ts';
import type { StatementTexts } from './texts.ts';
import { statementTextsEn } from './texts-en.ts';
import { statementTextsVi } from './texts-vi.ts';

/** Texts, numbers and times of one language and zone, for everything that is printed about statements. */
export interface Words {
  readonly texts: StatementTexts;
  readonly style: StyleText;
  /** `2026-10-05 08:00`, with seconds and thousandths where it has them. */
  readonly time: (atMs: number) => string;
  /** `1d 02h 00m 30.5s`, exact to the millisecond. */
  readonly span: (ms: number) => string;
  /** `98.4999 %`, of the text that a statement has. */
  readonly percent: (text: string | undefined) => string;
  /** Why something was not up, in words; what has none stays as it is. */
  readonly reason: (reason: string) => string;
  /** What bears something out: each reference follows from the one behind it, and those besides from none of them. */
  readonly evidence: (chain: readonly string[], besides?: readonly string[]) => string;
  /** What whole amounts are called: `VND`, `đồng`. */
  readonly currency: string;
  /** `45,000 VND`. */
  readonly vnd: (text: string) => string;
  readonly indicator: (indicator: Indicator) => string;
  /** `đề nghị loại trừ số 7` of `claim:7`. */
  readonly ref: (id: string) => string;
  /** `kỳ tháng 10 năm 2026` of `2026-10`. */
  readonly period: (label: string) => string;
  /** A rule of the terms about money: its id, unless documents name it. */
  readonly ruleName: (rule: string) => string;
  readonly count: (value: number) => string;
  /** `12,959.9637…`, `1/31`: an exact number as it was written. */
  readonly decimal: (text: string) => string;
  /** `98.4999 %` of so much good time. */
  readonly share: (fraction: Fraction) => string;
}

const statementTexts = inLanguage({ en: statementTextsEn, vi: statementTextsVi });
const stateWords = inLanguage({ en: STATE_WORDS_EN, vi: STATE_WORDS_VI });

export function createWords(language: Language, timeZone: string, style: StyleText): Words {
  const texts = statementTexts(language);
  const time = (atMs: number) => renderTime(atMs, timeZone);
  const states = stateWords(language);
  const reasons = new Map(Object.entries(states.reasons));
  const { locale, point } = NUMERALS[language];
  const integers = new Intl.NumberFormat(locale);
  const { currency } = texts;
  const percent = (text: string | undefined) => (text === undefined ? '–' : `${text.replace('.', point)} %`);
  const refs = (evidence: readonly string[]) =>
    evidence.map((written) => renderEvidence(readEvidence(written), texts.working.evidence, time));
  return {
    texts,
    style,
    time,
    span: (ms) => renderExactSpan(ms, texts.units, language),
    percent,
    reason: (reason) => reasons.get(reason) ?? reason,
    evidence: (chain, besides = []) =>
      `${refs(chain).join(' ← ')}${besides.length > 0 ? texts.working.evidence.besides(refs(besides).join(', ')) : ''}`,
    indicator: (indicator) => states.indicators[indicator],
    ref: (id) => nameRefs(id, documentTexts(language).dossier),
    period: (label) => periodInWords(label, documentTexts(language)),
    ruleName: (rule) => rule,
    currency,
    vnd: (text) => `${integers.format(BigInt(text))} ${currency}`,
    count: (value) => integers.format(value),
    decimal: (text) =>
      text.replaceAll(/(\d+)(?:\.(\d+))?/g, (_, whole: string, rest?: string) =>
        [integers.format(BigInt(whole)), ...(rest === undefined ? [] : [rest])].join(point),
      ),
    share: (fraction) => percent(renderFraction(fraction)),
  };
}

function renderEvidence(
  step: EvidenceStep,
  texts: StatementTexts['working']['evidence'],
  time: (atMs: number) => string,
): string {
  if (step.kind === 'ref') return step.ref;
  if (step.kind === 'grace') return texts.grace(time(step.untilMs));
  const { entity, fromMs, toMs } = step;
  const { ended, lasting } = texts.spans[step.kind];
  return toMs === undefined ? lasting(entity, time(fromMs)) : ended(entity, time(fromMs), time(toMs));
}

export function renderExactSpan(ms: number, units: StatementTexts['units'], language: Language): string {
  const seconds = Math.floor(ms / 1_000);
  const [dayCount, hourCount, minuteCount] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const rest = String((ms % 60_000) / 1_000).replace('.', NUMERALS[language].point);
  const parts = [
    ...(dayCount > 0 ? [`${dayCount}${units.day}`] : []),
    ...(hourCount > 0 ? [`${hourCount}${units.hour}`] : []),
    ...(minuteCount > 0 ? [`${minuteCount}${units.minute}`] : []),
    ...(ms % 60_000 > 0 || ms === 0 ? [`${rest}${units.second}`] : []),
  ];
  return parts.join(' ');
}

function renderTime(atMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const smallestUnit = local.millisecond > 0 ? 'millisecond' : local.second > 0 ? 'second' : 'minute';
  return local.toPlainDateTime().toString({ smallestUnit }).replace('T', ' ');
}
