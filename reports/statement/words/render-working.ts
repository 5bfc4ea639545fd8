import type { TargetName } from '../../../contracts/sla/check-targets.ts';
import { renderPpm } from '../../../contracts/sla/fraction.ts';
import {
  type FeeSteps,
  readBreach,
  readFee,
  readLimit,
  readUnrounded,
} from '../../../contracts/sla/read-arithmetic.ts';
import type { LimitShare } from '../../../contracts/statements/limit-shares.ts';
import type {
  StatementEntity,
  StatementLine,
  StatementPart,
} from '../../../contracts/statements/statement-schema.ts';
import type { Words } from './words.ts';

/** The way from the inputs of a money line to its amount, before any limit. */
export function renderLineWorking(line: StatementLine, fee: StatementEntity['fee'], words: Words): string {
  const { texts, vnd } = words;
  const { arithmetic, amount, lacks } = line;
  const steps = stepsOf(line, fee, words);
  const exact = readUnrounded(arithmetic);
  if (!steps || (exact === undefined && !lacks)) return arithmetic;
  if (exact === undefined) return [...steps, texts.working.noFee].join('; ');
  const repeated = repeatOf(line, words);
  return `${[...steps, ...repeated].join('; ')} = ${withRest(exact, vnd(amount), texts.working.rounded, words)}`;
}

type Inputs = StatementLine['inputs'];
const numberOf = (inputs: Inputs, name: string): number => Number(inputs[name] ?? 0);
const textOf = (inputs: Inputs, name: string): string => String(inputs[name] ?? '');

/** `undefined` where a later version has lines of a kind that this one does not know. */
function stepsOf(
  { inputs, ref = '' }: StatementLine,
  fee: StatementEntity['fee'],
  words: Words,
): readonly string[] | undefined {
  const { texts, span, vnd, count } = words;
  const { working } = texts;
  const { severities } = texts.incidents;
  if ('belowPpm' in inputs) return tierSteps(inputs, fee, words);
  if ('startedHours' in inputs) {
    const overBeforeMs = numberOf(inputs, 'overBeforeMs');
    const hours = count(numberOf(inputs, 'startedHours'));
    const severity = textOf(inputs, 'severity');
    const over = span(numberOf(inputs, 'overMs'));
    const [tookMs, limitMs] = [numberOf(inputs, 'tookMs'), numberOf(inputs, 'limitMs')];
    return [
      'tookMs' in inputs
        ? working.lateAnswer({
            ref,
            took: span(tookMs),
            limit: span(limitMs),
            severity: severities[severity] ?? severity,
            over,
          })
        : working.late({
            ref,
            down: span(numberOf(inputs, 'ownMs')),
            within: span(numberOf(inputs, 'withinMs')),
            severity,
            over,
          }),
      `${working.startedHours(hours)}${overBeforeMs > 0 ? working.hoursBefore(span(overBeforeMs)) : ''}`,
      `${hours} × ${vnd(textOf(inputs, 'vnd'))}`,
    ];
  }
  if ('days' in inputs)
    return [daysOf(inputs, words), `${count(numberOf(inputs, 'days'))} × ${vnd(textOf(inputs, 'vnd'))}`];
  return undefined;
}

/** Days without recording, from version 2 of the rules on with what each was judged on. */
function daysOf(inputs: Inputs, { texts: { working }, span }: Words): string {
  const dates = textOf(inputs, 'dates').split(' ');
  if (!('judgedOn' in inputs)) return working.noRecording(dates.join(', '));
  const judged = textOf(inputs, 'judgedOn').split(' ');
  const days = dates.map((date, index) => {
    const [down = '', known = '', inService = ''] = (judged[index] ?? '')
      .split('/')
      .map((ms) => span(Number(ms)));
    return working.judgedDay({ date, down, known, inService });
  });
  const isWhole = inputs.counted === 'whole-days-without-recording';
  return (isWhole ? working.nothingRecorded : working.timeUnrecorded)(days.join(', '));
}

function tierSteps(inputs: Inputs, fee: StatementEntity['fee'], words: Words): readonly string[] | undefined {
  const { texts, percent, count, vnd, share } = words;
  const { working } = texts;
  const [goodMs, countedMs] = [numberOf(inputs, 'goodMs'), numberOf(inputs, 'countedMs')];
  const below = working.below(
    count(goodMs),
    count(countedMs),
    share({ goodMs, countedMs }),
    percent(renderPpm(numberOf(inputs, 'belowPpm'))),
  );
  if ('vnd' in inputs) return [below, working.agreed(vnd(textOf(inputs, 'vnd')))];
  if (!fee) return [below];
  const steps = readFee(fee.arithmetic);
  return (
    steps && [
      below,
      working.fee(renderFee(steps, words)),
      `× ${percent(renderPpm(numberOf(inputs, 'ofFeePpm')))}`,
    ]
  );
}

function repeatOf({ inputs }: StatementLine, { texts, percent, count }: Words): readonly string[] {
  const breach = numberOf(inputs, 'breach');
  if (breach < 2) return [];
  const each = percent(renderPpm(numberOf(inputs, 'repeatPpm')));
  return [texts.working.repeated(count(breach), `(1 + ${count(breach - 1)} × ${each})`)];
}

function renderFee(steps: FeeSteps, { texts, vnd, decimal, currency }: Words): string {
  const { working } = texts;
  const sum = `${decimal(steps.vnd)} ${currency}`;
  if (steps.kind === 'many') return `${working.manyFees(decimal(steps.count))} = ${sum}`;
  if (steps.kind === 'sum')
    return `${steps.addends.map(({ count, fee }) => `${decimal(count)} × ${decimal(fee)}`).join(' + ')} = ${sum}`;
  const monthly = vnd(steps.monthly);
  const months = steps.months.map(({ month }) => monthName(month, working));
  if (steps.months.some(({ share }) => share !== '1')) {
    const shares = steps.months.map(({ share }, index) =>
      working.monthShare(decimal(share), months[index] ?? ''),
    );
    return `${working.monthly(monthly, shares.join(' + '))} = ${sum}`;
  }
  if (months.length === 1) return working.wholeMonth(monthly, months[0] ?? '');
  return `${working.wholeMonths(monthly, decimal(`${months.length}`), months.join(', '))} = ${sum}`;
}

/** `2026-10` as people write it; what is no month of a year stays as it is. */
function monthName(month: string, working: Words['texts']['working']): string {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
  return year === undefined || number === undefined ? month : working.month(year, number);
}

/** A number that is whole as it is, and of any other both what it was and what was made of it. */
function withRest(
  exact: string,
  whole: string,
  both: (exact: string, vnd: string) => string,
  { decimal }: Words,
): string {
  return /^\d+$/.test(exact) ? whole : both(decimal(exact), whole);
}

type Cap = StatementPart['money']['caps'][number];

/** A limit: what it is taken of, and whether the lines together were over it. */
export function renderCap(cap: Cap, words: Words): string {
  const { texts, vnd, percent } = words;
  const { working } = texts;
  const { before, after, limit, arithmetic } = cap;
  const steps = readLimit(arithmetic);
  const name = nameCap(cap, words);
  if (!steps) return `${name}: ${arithmetic}`;
  if (!steps.of || limit === undefined) return `${name}: ${working.noLimit(percent(steps.percent))}`;
  const { fee, exact } = steps.of;
  const most = withRest(exact, vnd(limit), working.cutOff, words);
  const outcome = before === after ? working.notOver(vnd(before)) : working.reduced(vnd(before), vnd(after));
  return `${name}: ${working.limit(percent(steps.percent), renderFee(fee, words), most)}; ${outcome}`;
}

const nameCap = ({ kind, rules }: Cap, { texts, ruleName }: Words): string =>
  `${texts.working.caps[kind]}${kind === 'contract' ? '' : ` (${rules.map(ruleName).join('; ')})`}`;

/** What a limit left of one line: its share of what is left of all, cut off, and one đồng more where some were left over. */
export function renderShare({ cap, before, after }: LimitShare, words: Words): string {
  const { texts, vnd, decimal } = words;
  const { working } = texts;
  const [dividend, divisor] = [BigInt(before) * BigInt(cap.after), BigInt(cap.before)];
  const cut = dividend / divisor;
  const division = `${decimal(cap.after)} × ${decimal(before)} / ${decimal(cap.before)}`;
  const isExact = cut * divisor === dividend;
  const more = `${cut}` === after ? '' : working.oneMore(vnd(after));
  return `${working.share(division, vnd(`${cut}`))}${isExact ? '' : working.shareCutOff}${more}`;
}

/** Limits that cut a line, one after the other. */
export function renderShares(limits: readonly LimitShare[], words: Words): readonly string[] {
  return limits.map((share) => `${nameCap(share.cap, words)}: ${renderShare(share, words)}`);
}

/** Why a target was missed. */
export function renderBreach(target: TargetName, arithmetic: string, words: Words): string {
  const { texts, percent, span, time, count } = words;
  const { working } = texts;
  const numbers = readBreach(target, arithmetic);
  if (!numbers) return arithmetic;
  const counts = (...written: readonly (string | undefined)[]) =>
    written.map((number) => count(Number(number)));
  const [a, b, c, d, e, f] = numbers;
  switch (target) {
    case 'availability':
      return working.breaches.availability([...counts(a, b), percent(c), percent(d)]);
    case 'fleet':
      return working.breaches.fleet([
        ...counts(a, b),
        percent(c),
        time(Date.parse(d ?? '')),
        percent(e),
        span(Number(f)),
      ]);
    case 'outages':
      return working.breaches.outages(counts(a, b));
    case 'restoration':
      return working.breaches.restoration([span(Number(a)), span(Number(b)), c ?? '', span(Number(d))]);
    case 'saturation':
      return working.breaches.saturation([
        a === 'in' ? working.directions.in : working.directions.out,
        ...[b ?? '', c ?? '', d ?? ''],
        percent(e),
        ...counts(f),
      ]);
    case 'longest-outage':
    case 'response':
    case 'longest-recording-gap':
      return `${span(Number(a))} > ${span(Number(b))}`;
    case 'recording-retention':
      return `${span(Number(a))} < ${span(Number(b))}`;
  }
}

/** A rule of the terms by its name; of one that has none its kind of money beside its id. */
export function nameRule(
  { type, rule }: Pick<StatementLine, 'type' | 'rule'>,
  { texts, ruleName }: Pick<Words, 'texts' | 'ruleName'>,
): string {
  const name = ruleName(rule);
  return name === rule ? `${texts.money[type]} · ${rule}` : name;
}
