import { adviceOf } from './advice/advice.ts';
import type { ConclusionCode, ConclusionValues } from './conclude.ts';
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
  const isElsewhere = conclusions.some(({ code }) => ELSEWHERE.has(code));
  const ofChecks = isElsewhere
    ? []
    : looks.flatMap((look): NextStep[] => {
        const reason = reasonOf(latest(look).outcome);
        // That credentials are missing is said once.
        if (reason === undefined || (reason === 'internal' && credentialsProblem !== undefined)) return [];
        const { indicator, prober } = look.watch.check;
        const about = `${words.messages.indicators[indicator]} (${words.messages.reasons[reason]})`;
        return [{ about, steps: adviceOf(words.texts.advice, reason, prober).check }];
      });
  return [...(sentences.length > 0 ? [{ about: '', steps: sentences }] : []), ...ofChecks];
}

/** With these, what the checks of the device say is a consequence. */
const ELSEWHERE: ReadonlySet<ConclusionCode> = new Set(['blind', 'way-down']);

function say<Code extends ConclusionCode>(
  { code, values }: { readonly code: Code; readonly values: ConclusionValues[Code] },
  { texts, amounts }: Words,
): string {
  return texts.conclusions[code](values, amounts);
}
