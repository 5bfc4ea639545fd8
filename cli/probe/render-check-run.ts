import {
  type CheckRun,
  isLoginMissing,
  type Round,
  type Step,
} from '../../collector/diagnosis/checks/check-run.ts';
import type { Verdict } from '../../collector/probing/verdict.ts';
import type { Measurements, ProbeOutcome } from '../../core/domain/probing.ts';
import type { Amounts } from '../print/amounts.ts';
import { adviceOf } from './advice/advice.ts';
import type { RenderContext } from './render-context.ts';

/** What was sent, what came and what it means, of one check; rounds that say the same again take one line. */
export function renderCheckRun(look: CheckRun, context: RenderContext): readonly string[] {
  const { texts, messages, amounts, style } = context;
  const { watch, rounds } = look;
  const { check } = watch;
  const title = [
    style('bold', messages.indicators[check.indicator]),
    texts.by(describeMeans(look)),
    describePlace(look),
    texts.waits(amounts.duration(check.timeoutMs)),
  ].join(' · ');
  return [
    title,
    ...rounds.flatMap((round, index) => {
      const before = rounds[index - 1];
      const name = texts.round(String(index + 1), String(rounds.length));
      const label = rounds.length > 1 ? [style('dim', `  ${name}`)] : [];
      const isSame = before !== undefined && saysTheSame(before.verdict, round.verdict);
      if (isSame) return [`  ${style('dim', name)} ⇒ ${describeRound(look, round, context)}`];
      return [...label, ...renderSteps(round.steps, context), ...renderConclusion(look, round, context)];
    }),
  ];
}

export function describeMeans({ engine, watch: { check } }: CheckRun): string {
  return engine === check.prober ? engine : `${check.prober} (${engine})`;
}

/** `10.0.0.4:554/stream1`, with the number that a name stands for left to the steps. */
export function describePlace({ watch: { address, check }, port }: CheckRun): string {
  const host = address.includes(':') && port !== undefined ? `[${address}]` : address;
  const place = port === undefined ? host : `${host}:${port}`;
  const transport = check.transport === 'tls' ? ' (TLS)' : '';
  return `${place}${check.path ?? ''}${transport}`;
}

function saysTheSame(one: Verdict, other: Verdict): boolean {
  return (
    one.state === other.state &&
    ('reason' in one ? one.reason : '') === ('reason' in other ? other.reason : '')
  );
}

const ARROWS = { sent: '→', received: '←', noted: '·' } as const;

function renderSteps(steps: readonly Step[], { amounts, style }: RenderContext): readonly string[] {
  return steps.map(({ kind, afterMs, text }) => {
    const time = `+${amounts.duration(Math.round(afterMs))}`.padStart(10);
    return `${style('dim', time)} ${ARROWS[kind]} ${text}`;
  });
}

function renderConclusion(look: CheckRun, round: Round, context: RenderContext): readonly string[] {
  const { texts, style } = context;
  const { confirm } = look.watch.check;
  const isJudged = round.verdict.state !== 'up' && reasonOf(round.outcome) !== 'internal';
  const note = !isJudged || confirm === 1 ? '' : ` ${style('dim', `(${texts.confirmed(String(confirm))})`)}`;
  const reason = reasonOf(round.outcome);
  const means = reason === undefined ? [] : [`    ${meansOf(look, round, reason, context)}`];
  return [`  ⇒ ${describeRound(look, round, context)}${note}`, ...means];
}

function meansOf(look: CheckRun, round: Round, reason: Reason, { texts }: RenderContext): string {
  if (isLoginMissing(look, round)) return texts.loginMissing.means;
  return adviceOf(texts.advice, reason, look.watch.check.prober).means;
}

type Reason = NonNullable<ReturnType<typeof reasonOf>>;

export function reasonOf(outcome: ProbeOutcome) {
  return outcome.ok ? outcome.degraded?.reason : outcome.reason;
}

/** State, reason, detail and what was measured, in one line. */
function describeRound(look: CheckRun, round: Round, context: RenderContext): string {
  const { outcome } = round;
  const measured = describeMeasurements(outcome.measurements ?? {}, context);
  // Why it failed is the last of its steps.
  const detail = outcome.ok ? outcome.degraded?.detail : undefined;
  return [
    `${renderState(look, round, context)}${detail ? `: ${detail}` : ''}`,
    ...(measured ? [measured] : []),
  ].join(' · ');
}

const COLOURS = { up: 'green', degraded: 'yellow', down: 'red', unknown: 'yellow' } as const;

/** `down (no answer)`, `unknown (no access, login refused)`. */
export function renderState(look: CheckRun, round: Round, { texts, messages, style }: RenderContext): string {
  const { verdict, outcome } = round;
  const because = reasonOf(outcome) ?? ('reason' in verdict ? verdict.reason : undefined);
  const isFailure = because === 'internal' && verdict.state === 'down';
  // A failure of ours is never judged: the collector would leave the state as it is.
  const state = isFailure ? 'unknown' : verdict.state;
  const reasons = [
    ...(verdict.state === 'unknown' ? [messages.reasons[verdict.reason]] : []),
    ...(because === undefined
      ? []
      : [isLoginMissing(look, round) ? texts.loginMissing.reason : messages.reasons[because]]),
  ].join(', ');
  return style(COLOURS[state], reasons ? `${messages.states[state]} (${reasons})` : messages.states[state]);
}

export function describeMeasurements(
  measurements: Measurements,
  { texts, amounts }: Pick<RenderContext, 'texts' | 'amounts'>,
): string {
  return Object.entries(measurements)
    .map(([name, value]) => `${texts.measurements[name] ?? name} ${describeValue(name, value, amounts)}`)
    .join(', ');
}

function describeValue(name: string, value: number, amounts: Amounts): string {
  if (name.endsWith('Ms')) return value < 0 ? `−${amounts.duration(-value)}` : amounts.duration(value);
  if (name.endsWith('Ratio')) return amounts.percent(value);
  return name.toLowerCase().endsWith('bitspersecond') ? amounts.bitRate(value) : amounts.number(value);
}
