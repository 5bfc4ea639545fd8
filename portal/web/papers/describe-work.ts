import type { WorkOutcome } from '../../../contracts/settle/judge-work.ts';
import { describeAllowed } from '../../../reports/words/describe-allowed.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, type PageContext } from '../frame/page-context.ts';
import { workTexts } from '../messages/work-texts.ts';
import { contractName, paperWords } from './paper-page.ts';

/** What each contract makes of planned work: in time or not, how much of it is excused, and what is left then. */
export function renderOutcomes(context: PageContext, outcomes: readonly WorkOutcome[]): Html {
  const texts = workTexts(context.messages.language);
  const told = outcomes.map(({ contract, outcome, noticeMs, agreedMs, allowed }) => {
    const words = texts.outcomes[outcome](
      describeDuration(context, Math.max(0, noticeMs)),
      describeDuration(context, agreedMs),
    );
    const [first, ...rest] = allowed ? allowedIn(context, allowed) : [];
    return html`<li class="${outcome !== 'in-time' && 'is-late'}">${contractName(context, contract)}: ${words}${first !== undefined && html`, ${first}. ${rest.join(' ')}`}</li>`;
  });
  return html`<ul class="said-list">${told}</ul>`;
}

/** The same in a word or two, for a row of a list. */
export function renderVerdicts(context: PageContext, outcomes: readonly WorkOutcome[]): Html | false {
  if (outcomes.length === 0) return false;
  const { verdicts } = workTexts(context.messages.language);
  return html`${outcomes.map(({ contract, outcome, allowed }) => {
    const [first] = allowed ? allowedIn(context, allowed) : [];
    const isWhole = allowed && allowed.beyondMs + allowed.outsideMs === 0;
    return html`<br><span class="small${outcome !== 'in-time' && ' is-late'}">${outcomes.length > 1 && html`${contractName(context, contract)}: `}${verdicts[outcome]}${first !== undefined && !isWhole && `, ${first}`}</span>`;
  })}`;
}

function allowedIn(context: PageContext, allowed: NonNullable<WorkOutcome['allowed']>): readonly string[] {
  const { span, period } = paperWords(context);
  return describeAllowed(allowed, { language: context.messages.language, span, period });
}
