import type { Device } from '../../../core/domain/inventory.ts';
import type { FindingWords } from '../../../core/words/finding-texts.ts';
import type { VisibleFinding } from '../../city/visible-findings.ts';
import { clip, describeDuration, describeReason, type PageContext } from './page-context.ts';

/** The words of a language, and the devices that may be named. */
export interface FindingContext extends Pick<PageContext, 'messages' | 'formats'> {
  readonly view: {
    readonly fleet: {
      readonly deviceById: Pick<ReadonlyMap<string, { readonly device: Pick<Device, 'name'> }>, 'get'>;
    };
  };
}
type ToldFinding = Pick<VisibleFinding, 'code' | 'subject' | 'values'>;

/** A finding as a sentence: what is wrong, with the numbers that show it. */
export function describeFinding(context: FindingContext, finding: ToldFinding): string {
  return context.messages.findings.sentences[finding.code](wordsOf(context, finding));
}

/** What is not known is a dash, so that no sentence has a hole. */
function wordsOf(context: FindingContext, { code, subject, values }: ToldFinding): FindingWords {
  const { formats, view, messages } = context;
  const text = (name: string) => {
    const value = values[name];
    return value === undefined ? '–' : clip(typeof value === 'number' ? formats.decimal(value) : value, 60);
  };
  const number = (name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value : undefined;
  };
  const render = (name: string, format: (value: number) => string, absent = '–') => {
    const value = number(name);
    return value === undefined ? absent : format(value);
  };
  const duration = (durationMs: number) => describeSpan(context, durationMs);
  const witness = values.switch ?? values.recorder;
  const visible = witness === undefined ? undefined : view.fleet.deviceById.get(String(witness));
  const diskStates: Readonly<Record<string, string>> = messages.findings.diskStates;
  const state = String(values.state ?? values.port ?? '');
  return {
    subject: clip(CHECKS.has(code) ? describeCheck(subject, messages) : subject, 60) || '–',
    expected: text('expected'),
    found: number('foundMs') === undefined ? text('found') : render('foundMs', duration),
    wanted:
      number('wantedMs') === undefined
        ? firstText(values.wanted, values.minimum)
        : render('wantedMs', duration),
    reason: values.reason === undefined ? '–' : describeReason(context, String(values.reason)),
    state: Object.hasOwn(diskStates, state) ? (diskStates[state] ?? state) : clip(state, 40) || '–',
    duration: render('offsetMs', (offsetMs) => duration(Math.abs(offsetMs))),
    allowed: render('allowedMs', duration),
    isAhead: (number('offsetMs') ?? 0) > 0,
    isByHand: values.source === 'manual',
    isPasswordSent: values.password === 'sent',
    date: render('validToMs', formats.date),
    rate: render('bitsPerSecond', formats.bitRate, render('speedBitsPerSecond', formats.bitRate, '')),
    charge: render('chargeRatio', formats.percent, ''),
    runtime: render('runtimeMs', duration, ''),
    port: clip(String(values.interface ?? '–'), 40),
    channel: values.channel === undefined ? '' : String(values.channel),
    witness: visible ? clip(visible.device.name, 60) : '',
    answeredBy: describeCheck(text('answeredBy'), messages),
  };
}

/** Findings whose subject is a check, or what it measures. */
const CHECKS: ReadonlySet<string> = new Set(['access-refused', 'never-answered', 'pin-mismatch']);

/** `snmp ghi hình`, of `snmp recording`: which check it is. */
function describeCheck(subject: string, { indicators, findings }: FindingContext['messages']): string {
  const words = { ...indicators, ...findings.subjects };
  return Object.entries(words).reduce((text, [word, said]) => text.replace(word, said), subject);
}

const firstText = (...values: readonly (string | number | undefined)[]): string =>
  clip(String(values.find((value) => value !== undefined && value !== '') ?? '–'), 60);

/** Below two minutes in seconds: a clock is off by so many. */
function describeSpan(context: FindingContext, durationMs: number): string {
  if (durationMs >= 120_000) return describeDuration(context, durationMs);
  return context.messages.seconds(context.formats.decimal(durationMs / 1_000));
}
