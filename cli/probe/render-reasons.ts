import { PROBERS } from '../../core/domain/probers.ts';
import { ACCESS_REASONS, FAILURE_REASONS, type FailureReason } from '../../core/domain/probing.ts';
import { en } from '../../portal/web/messages/en.ts';
import { vi } from '../../portal/web/messages/vi.ts';
import type { Advice } from './advice/advice.ts';
import { adviceEn } from './advice/en/all.ts';

/** docs/reasons.md: the very texts that `camwatch probe` says. */
export function renderReasons(): string {
  return [
    '# Why a probe failed',
    '',
    'Generated from `cli/probe/advice/en` by `camwatch generate`: do not edit.',
    '',
    'Every failed probe has one reason of this closed set: it is a label of metrics, a field of the ledger, and what',
    '`camwatch probe` explains with the very texts below (`--lang vi`: in Vietnamese). Where a protocol says something more',
    'exact, its own advice takes the place of the general one.',
    '',
    `Of these ${[...ACCESS_REASONS].map((reason) => `\`${reason}\``).join(', ')} never make a device down: it answers, and does not let us`,
    'look; the state is unknown (`no-access`). `cut-short` alone makes it neither up nor down: after two intervals without a whole',
    'answer the state is unknown (`cut-short`). `internal` is never judged at all.',
    '',
    ...FAILURE_REASONS.flatMap(renderReason),
  ].join('\n');
}

function renderReason(reason: FailureReason): readonly string[] {
  const { by = {}, ...general } = adviceEn[reason];
  return [
    `## \`${reason}\`: ${en.reasons[reason]} (${vi.reasons[reason]})`,
    '',
    ...renderAdvice(general),
    ...PROBERS.flatMap((prober) => {
      const special = by[prober];
      return special ? [`By \`${prober}\`:`, '', ...renderAdvice(special)] : [];
    }),
  ];
}

function renderAdvice({ means, check = [] }: Partial<Advice>): readonly string[] {
  return [
    ...(means === undefined ? [] : [means, '']),
    ...check.map((step) => `- ${step}`),
    ...(check.length > 0 ? [''] : []),
  ];
}
