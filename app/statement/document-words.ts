import { Temporal } from 'temporal-polyfill';
import { vi } from '../../portal/messages/vi.ts';
import type { StatementWords } from '../../reports/documents/statement/statement-words.ts';
import { contractSeverityVi } from './contract-severity-vi.ts';
import { renderBreachFigures } from './render-breach-figures.ts';
import { versionsOf } from './render-clauses.ts';
import { differenceCells } from './render-differences.ts';
import { renderStatementFinding } from './render-findings.ts';
import { assumptionName, renderCases } from './render-hangs-on.ts';
import { renderAnswers, renderClock, renderCount, renderEnd } from './render-incidents.ts';
import { renderWarning } from './render-warning.ts';
import { renderBreach, renderCap, renderLineWorking, renderShares } from './render-working.ts';
import { createWords, type Words } from './words.ts';

/** The words of a terminal, in Vietnamese and with times as documents have them. */
export function createDocumentWords(timeZone: string): StatementWords {
  const time = (atMs: number) => renderDocumentTime(atMs, timeZone);
  const words: Words = { ...createWords('vi', timeZone, (_style, text) => text), time };
  const { texts } = words;
  const kinds: Readonly<Record<string, string>> = { ...vi.kinds, link: 'đường truyền' };
  const { severities } = texts.incidents;
  return {
    time,
    span: words.span,
    percent: words.percent,
    count: words.count,
    vnd: words.vnd,
    indicator: words.indicator,
    kind: (kind) => kinds[kind] ?? kind,
    severity: (name) =>
      (isNameOf(name, severities) ? severities[name] : undefined) ?? contractSeverityVi(name),
    className: (name) => (isNameOf(name, texts.classes) ? texts.classes[name] : name),
    causeName: (cause) => (isNameOf(cause, texts.excuses) ? texts.excuses[cause] : cause),
    targetName: (target) => (isNameOf(target, texts.targets) ? texts.targets[target] : target),
    outcomeName: (outcome) => texts.targetOutcomes[outcome],
    moneyName: (type) => texts.money[type],
    refusalName: (why) => (isNameOf(why, texts.refusals) ? texts.refusals[why] : why),
    reason: words.reason,
    clauses: (numbers) => (numbers.length === 0 ? '' : texts.clauses(numbers)),
    rulesVersion: (versions) => texts.rulesVersion(versionsOf(versions)),
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
    warning: (warning) => renderWarning(warning, words),
    finding: (finding) => renderStatementFinding(finding, { words, language: 'vi' }),
    incident: (row, period) => ({
      severity: severities[row.severity] ?? row.severity,
      answers: renderAnswers(row, words),
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

const isNameOf = <Names extends object>(name: string, names: Names): name is keyof Names & string =>
  Object.hasOwn(names, name);

/** Its own fault, or the cause and what it was. */
function ownerName(cause: string, owner: string, { texts }: Words): string {
  if (cause === 'own') return texts.ownFaults[owner.startsWith('link:') ? 'link' : 'device'];
  return `${owner}, ${isNameOf(cause, texts.owners) ? texts.owners[cause] : cause}`;
}

/** `08:00 05/10/2026`, with seconds and thousandths where it has them: exact, as a reader of Vietnamese writes it. */
function renderDocumentTime(atMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const smallestUnit = local.millisecond > 0 ? 'millisecond' : local.second > 0 ? 'second' : 'minute';
  const time = local.toPlainTime().toString({ smallestUnit }).replace('.', ',');
  const day = [local.day, local.month].map((part) => String(part).padStart(2, '0'));
  return `${time} ${day.join('/')}/${local.year}`;
}
