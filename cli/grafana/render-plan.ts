import { onOneLine } from '../../core/text/shown-text.ts';
import type { Kept, KindName } from '../../grafana/api/kind.ts';
import { renderDifferences } from '../../grafana/push/differences.ts';
import type { Step } from '../../grafana/push/plan.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { PushCounts, PushTexts } from './push-texts-en.ts';

/** A line for each object that is not as it shall be, with what differs below it; what is untouched is only counted. */
export function renderPlan(
  steps: readonly Step[],
  { url, texts, style }: { readonly url: string; readonly texts: PushTexts } & Pick<Terminal, 'style'>,
): string {
  const lines = steps.flatMap((step) => renderStep(step, texts, style));
  const counts = countSteps(steps);
  return [
    texts.plan(url),
    ...lines,
    `${texts.counts(counts)}.`,
    ...(lines.length === 0 ? [texts.nothing] : []),
  ].join('\n');
}

const SIGNS = { create: '+', change: '~', remove: '-', kept: '!', refused: '!' } as const;
const COLOURS = { create: 'green', change: 'yellow', remove: 'red', kept: 'yellow', refused: 'red' } as const;

function renderStep(step: Step, texts: PushTexts, style: Terminal['style']): readonly string[] {
  const { action } = step;
  if (action === 'untouched' || action === 'forget') return [];
  const head = `  ${style(COLOURS[action], SIGNS[action])} ${nameOf(step, texts)}`;
  return [head, ...detailsOf(step, texts).map((line) => `      ${line}`)];
}

function detailsOf(step: Step, texts: PushTexts): readonly string[] {
  switch (step.action) {
    case 'change':
      return [
        ...(step.isChangedThere ? [texts.changedThere] : []),
        ...(step.differences.length === 0 && !step.isChangedThere ? [texts.secretOrOrder] : []),
        ...renderDifferences(step.differences),
      ];
    case 'refused':
      return [texts.refusals[step.reason](onOneLine(step.detail))];
    case 'kept':
      return [texts.notRemoved[step.reason]()];
    case 'create':
    case 'remove':
    case 'untouched':
    case 'forget':
      return [];
  }
}

export function renderKept(step: Step, { reason, detail }: Kept, texts: PushTexts): string {
  return `  ! ${nameOf(step, texts)}: ${texts.notRemoved[reason](onOneLine(detail))}`;
}

function nameOf(step: Step, texts: PushTexts): string {
  const { kind, key, title } = objectOf(step);
  return onOneLine(`${texts.kinds[kind]} ${key}${title === key || title === '' ? '' : ` “${title}”`}`);
}

function objectOf(step: Step): { readonly kind: KindName; readonly key: string; readonly title: string } {
  return 'wanted' in step ? step.wanted : { ...step, title: '' };
}

export function countSteps(steps: readonly Step[]): PushCounts {
  const counts = { create: 0, change: 0, remove: 0, untouched: 0, kept: 0, refused: 0 };
  for (const { action } of steps) if (action !== 'forget') counts[action]++;
  return counts;
}

/** As programs read it: bodies are left out, since they are long, and may say what is secret. */
export function stepToJson(step: Step) {
  const { kind, key, title } = objectOf(step);
  return {
    action: step.action,
    kind,
    key,
    ...(title !== '' && { title }),
    ...(step.action === 'change' && {
      differences: step.differences.map(({ path, from = null, to = null }) => ({ path, from, to })),
    }),
    ...((step.action === 'refused' || step.action === 'kept') && { reason: step.reason }),
  };
}
