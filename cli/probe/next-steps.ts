import { type CheckRun, isLoginMissing, latest } from '../../collector/diagnosis/checks/check-run.ts';
import type { ConclusionCode, ConclusionValues } from '../../collector/diagnosis/conclusion.ts';
import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import { wentUnanswered } from '../../collector/diagnosis/signs-of-life.ts';
import type { Channel } from '../../core/domain/device-report.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import type { FailureReason } from '../../core/domain/probing.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { adviceOf } from './advice/advice.ts';
import { reasonOf } from './render-check-run.ts';
import type { RenderContext } from './render-context.ts';

/** What to do, the most telling first: what follows from everything together, then check by check. */
export interface NextStep {
  readonly about: string;
  readonly steps: readonly string[];
}

type Lacking = Pick<ProbeResult, 'conclusions' | 'looks' | 'channel' | 'credentialsProblem'>;
type Words = Pick<RenderContext, 'texts' | 'messages' | 'amounts'>;

export function nextSteps(
  { conclusions, looks, channel, credentialsProblem }: Lacking,
  words: Words,
): readonly NextStep[] {
  const sentences = conclusions.map((conclusion) => say(conclusion, words));
  const isExplained = conclusions.some(({ code }) => EXPLAINS_SILENCE.has(code));
  const wanting = [
    ...looks.flatMap((look) => lacksOf(look, isExplained, credentialsProblem !== undefined)),
    ...(channel?.channel ? lacksOfChannel(channel.channel) : []),
  ].map((lack) => ({ ...lack, steps: adviceOf(words.texts.advice, lack.reason, lack.prober).check }));
  // Several checks that fail alike are looked into together.
  const alike = Map.groupBy(wanting, ({ reason, steps }) => `${reason} ${steps.join()}`);
  const ofChecks = [...alike.values()].flatMap((group): NextStep[] => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ indicator }) => words.messages.indicators[indicator]).join(', ');
    return [{ about: `${names} (${words.messages.reasons[first.reason]})`, steps: first.steps }];
  });
  return [...(sentences.length > 0 ? [{ about: '', steps: sentences }] : []), ...ofChecks];
}

/** What a check wants advice for. */
interface Lack {
  readonly indicator: Indicator;
  readonly prober: ProberName;
  readonly reason: FailureReason;
}

function lacksOf(look: CheckRun, isExplained: boolean, areCredentialsMissing: boolean): readonly Lack[] {
  const { outcome } = latest(look);
  const { indicator, prober } = look.watch.check;
  const reason = reasonOf(outcome) ?? look.rounds[0].outcome.report?.access?.refused;
  if (reason === undefined || (isExplained && wentUnanswered(outcome))) return [];
  // That credentials are missing is said once.
  if (reason === 'internal' && areCredentialsMissing) return [];
  if (isLoginMissing(look, latest(look))) return [];
  return [{ indicator, prober, reason }];
}

function lacksOfChannel({ video, recording }: Channel): readonly Lack[] {
  const prober = 'channel';
  if (video === 'lost') return [{ indicator: 'stream', prober, reason: 'video-loss' }];
  return recording === 'off' ? [{ indicator: 'recording', prober, reason: 'not-recording' }] : [];
}

/** With these it is known why nothing answers, and what to do: the checks by themselves would only guess. */
const EXPLAINS_SILENCE: ReadonlySet<ConclusionCode> = new Set([
  'blind',
  'way-down',
  'port-off',
  'port-down',
  'port-traffic',
]);

function say<Code extends ConclusionCode>(
  { code, values }: { readonly code: Code; readonly values: ConclusionValues[Code] },
  { texts, amounts }: Words,
): string {
  return texts.conclusions[code](values, amounts);
}
