import { adviceOf } from './advice/advice.ts';
import { type ConclusionCode, type ConclusionValues, wentUnanswered } from './conclude.ts';
import { latest } from './look.ts';
import type { RenderContext } from './render-context.ts';
import { reasonOf } from './render-look.ts';
import type { ProbeResult } from './result.ts';

/** What to do, the most telling first: what follows from everything together, then check by check. */
export interface NextStep {
  readonly about: string;
  readonly steps: readonly string[];
}

type Words = Pick<RenderContext, 'texts' | 'messages' | 'amounts'>;

export function nextSteps(
  {
    conclusions,
    looks,
    credentialsProblem,
  }: Pick<ProbeResult, 'conclusions' | 'looks' | 'credentialsProblem'>,
  words: Words,
): readonly NextStep[] {
  const sentences = conclusions.map((conclusion) => say(conclusion, words));
  const isExplained = conclusions.some(({ code }) => EXPLAINS_SILENCE.has(code));
  const wanting = looks.flatMap((look) => {
    const { outcome } = latest(look);
    const reason = reasonOf(outcome);
    if (reason === undefined || (isExplained && wentUnanswered(outcome))) return [];
    // That credentials are missing is said once.
    if (reason === 'internal' && credentialsProblem !== undefined) return [];
    if (reason === 'credentials' && look.watch.device.credentials === undefined) return [];
    const { indicator, prober } = look.watch.check;
    return [{ indicator, reason, steps: adviceOf(words.texts.advice, reason, prober).check }];
  });
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
