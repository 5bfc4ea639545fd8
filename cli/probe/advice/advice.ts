import type { ProberName } from '../../../core/domain/probers.ts';
import type { FailureReason } from '../../../core/domain/probing.ts';

/** What a failure reason means, and what a technician looks at next, most likely cause first. */
export interface Advice {
  readonly means: string;
  readonly check: readonly string[];
}

/** The advice of a reason, and what is different where one protocol says so. */
export interface ReasonAdvice extends Advice {
  readonly by?: Readonly<Partial<Record<ProberName, Partial<Advice>>>>;
}

export type AdviceByReason<Reason extends FailureReason = FailureReason> = Readonly<
  Record<Reason, ReasonAdvice>
>;

export function adviceOf(texts: AdviceByReason, reason: FailureReason, prober: ProberName): Advice {
  const { means, check, by } = texts[reason];
  return { means, check, ...by?.[prober] };
}
