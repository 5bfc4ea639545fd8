import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import { describeFinding } from '../../portal/web/frame/describe-finding.ts';
import type { RenderContext } from './render-context.ts';

/** Findings that this probe would raise, and no word where there are none. */
export function renderFindings(
  { findings }: Pick<ProbeResult, 'findings'>,
  { texts, messages, formats, style }: RenderContext,
): readonly string[] {
  if (findings.length === 0) return [];
  const context = { messages, formats, view: { fleet: { deviceById: new Map() } } };
  return [
    style('bold', texts.headings.findings),
    ...findings.map((finding) => `  ${style('yellow', finding.code)}: ${describeFinding(context, finding)}`),
    style('dim', `  ${texts.seeFindings}`),
    '',
  ];
}
