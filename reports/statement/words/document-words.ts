import { Temporal } from 'temporal-polyfill';
import type { MoneyType } from '../../../core/domain/contract-terms.ts';
import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import { KIND_WORDS_EN } from '../../../core/words/kind-words-en.ts';
import { KIND_WORDS_VI } from '../../../core/words/kind-words-vi.ts';
import { readRulesText } from '../rules-text.ts';
import type { StatementWords } from '../statement-words.ts';
import { documentTexts } from '../texts/document-texts.ts';
import { numberWords } from './number-words.ts';
import { renderBreachFigures } from './render-breach-figures.ts';
import { versionsOf } from './render-clauses.ts';
import { differenceCells } from './render-differences.ts';
import { renderStatementFinding } from './render-findings.ts';
import { assumptionName, renderCases } from './render-hangs-on.ts';
import { renderAnswers, renderClock, renderCount, renderEnd } from './render-incidents.ts';
import { renderWarnings } from './render-warning.ts';
import { renderBreach, renderCap, renderLineWorking, renderShares } from './render-working.ts';
import { createWords, renderExactSpan, type Words } from './words.ts';

/** The words of a terminal, with times as documents have them, and the texts of documents. */
export function createDocumentWords(timeZone: string, language: Language = 'vi'): StatementWords {
  const own = documentTexts(language);
  const time = (atMs: number) => own.times.instant(clockParts(atMs, timeZone));
  const span = (ms: number) => renderExactSpan(ms, own.times.units, language);
  const terminal = createWords(language, timeZone, (_style, text) => text);
  const { texts } = terminal;
  const words: Words = { ...terminal, time, span, ruleName: (rule) => ruleName(rule, texts.money, own) };
  const kinds: Readonly<Record<string, string>> = { ...kindWords(language).kinds, link: own.terms.links };
  const { severities } = texts.incidents;
  return {
    language,
    texts: own,
    time,
    zone: VIETNAM.has(timeZone) ? own.front.opening.vietNam : timeZone,
    span,
    percent: words.percent,
    count: words.count,
    decimal: words.decimal,
    vnd: words.vnd,
    vndInWords: (text) => `${numberWords(language)(BigInt(text))} ${words.currency}`,
    indicator: words.indicator,
    kind: (kind) => kinds[kind] ?? kind,
    severity: (name) =>
      (isNameOf(name, severities) ? severities[name] : undefined) ?? words.texts.severity(name),
    className: (name) => (isNameOf(name, texts.classes) ? texts.classes[name] : name),
    causeName: (cause) => (isNameOf(cause, texts.excuses) ? texts.excuses[cause] : cause),
    targetName: (target) => (isNameOf(target, texts.targets) ? texts.targets[target] : target),
    outcomeName: (outcome) => texts.targetOutcomes[outcome],
    moneyName: (type) => texts.money[type],
    ruleName: words.ruleName,
    refusalName: (why) => (isNameOf(why, texts.refusals) ? texts.refusals[why] : why),
    reason: words.reason,
    clauses: (numbers) => (numbers.length === 0 ? '' : own.front.clauses(numbers)),
    rulesVersion: (versions) =>
      own.front.opening.rulesVersion(
        versionsOf(versions).join(own.front.opening.thenVersion),
        readRulesText(language).title,
      ),
    ownerName: ({ cause, owner }) => ownerName(cause, owner, words),
    lineWorking: (line, fee) => renderLineWorking(line, fee, words),
    shares: (limits) => renderShares(limits, words),
    cap: (cap) => renderCap(cap, words),
    breach: (target, working) =>
      isNameOf(target, texts.targets) ? renderBreach(target, working, words) : working,
    breachFigures: (target, working) =>
      isNameOf(target, texts.targets) ? renderBreachFigures(target, working, words) : [],
    assumption: (one) => assumptionName(one, words),
    cases: (line, cases) => renderCases(line, cases, words),
    warnings: (document) => renderWarnings(document, words),
    finding: (finding) => renderStatementFinding(finding, { words, language }),
    incident: (row, period, partyName) => ({
      severity: severities[row.severity] ?? row.severity,
      answers: renderAnswers(row, words, partyName),
      end: renderEnd(row, words),
      response: renderClock(row.response, period, words),
      restoration: renderClock(row.restoration, period, words),
    }),
    incidentCounts: (counts) => renderCount(counts, words),
    difference: (difference) => {
      const cells = differenceCells(difference, words);
      if (!cells) return undefined;
      const [about, figure, old, now] = cells;
      return { about, figure, old, now };
    },
  };
}

const VIETNAM: ReadonlySet<string> = new Set(['Asia/Ho_Chi_Minh', 'Asia/Saigon']);

const isNameOf = <Names extends object>(name: string, names: Names): name is keyof Names & string =>
  Object.hasOwn(names, name);

const RULE_TYPES: Readonly<Record<string, MoneyType>> = {
  penalties: 'penalty',
  deductions: 'deduction',
  damages: 'damages',
};

/** By its kind of money, and which of several of that kind it is in the terms. */
function ruleName(
  rule: string,
  moneyNames: Readonly<Record<MoneyType, string>>,
  { terms }: ReturnType<typeof documentTexts>,
): string {
  const [, key = '', number] = /^([a-z]+)(?:-(\d+))?$/.exec(rule) ?? [];
  const type = Object.hasOwn(RULE_TYPES, key) ? RULE_TYPES[key] : undefined;
  if (type === undefined) return rule;
  return number === undefined ? moneyNames[type] : terms.money.numbered(moneyNames[type], number);
}

/** Its own fault, or the cause and what it was. */
function ownerName(cause: string, owner: string, { texts }: Words): string {
  if (cause === 'own') return texts.ownFaults[owner.startsWith('link:') ? 'link' : 'device'];
  return `${owner}, ${isNameOf(cause, texts.owners) ? texts.owners[cause] : cause}`;
}

/** With seconds and thousandths where it has them: exact. */
function clockParts(atMs: number, timeZone: string) {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const smallestUnit = local.millisecond > 0 ? 'millisecond' : local.second > 0 ? 'second' : 'minute';
  const [day = '', month = ''] = [local.day, local.month].map((part) => String(part).padStart(2, '0'));
  return { year: String(local.year), month, day, clock: local.toPlainTime().toString({ smallestUnit }) };
}

const kindWords = inLanguage({ en: KIND_WORDS_EN, vi: KIND_WORDS_VI });
