import type { RenderContext } from './render-context.ts';
import type { ProbeResult } from './result.ts';

/** Findings that this probe would raise, and no word where there are none. */
export function renderFindings(
  { findings }: Pick<ProbeResult, 'findings'>,
  { texts, style }: RenderContext,
): readonly string[] {
  const present = findings.filter(({ isPresent }) => isPresent);
  if (present.length === 0) return [];
  return [
    style('bold', texts.headings.findings),
    ...present.map(({ code, subject, values }) => {
      const facts = Object.entries(values).map(([name, value]) => `${name} ${value}`);
      return `  ${style('yellow', code)}${subject && ` ${subject}`}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`;
    }),
    style('dim', `  ${texts.seeFindings}`),
    '',
  ];
}
