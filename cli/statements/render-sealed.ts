import type { Sealed } from '../../contracts/actions/statements/seal-and-file.ts';
import { renderDifferences } from '../../reports/statement/words/render-differences.ts';
import { renderStatementFindings } from '../../reports/statement/words/render-findings.ts';
import { renderWarnings } from '../../reports/statement/words/render-warning.ts';
import type { StatementScope } from './statement-scope.ts';

const hasNoRecord = ({ availability, coverage }: Sealed): boolean =>
  availability === undefined && coverage !== undefined && Number(coverage) === 0;

/** A step that was put on record, for people. */
export function renderSealed(
  sealed: Sealed,
  { words, language }: Pick<StatementScope, 'words' | 'language'>,
): string {
  const { texts, percent, vnd, time } = words;
  const { labels } = texts;
  const { money, differences = [] } = sealed;
  const title = sealed.number > 0 ? texts.restatement(sealed.number) : texts.statement;
  return [
    `${title} ${sealed.id}: ${texts.states[sealed.state]}`,
    // Of several parts each has its own: show tells them.
    ...(sealed.coverage === undefined
      ? []
      : [
          `  ${labels.availability}: ${hasNoRecord(sealed) ? labels.noRecord : percent(sealed.availability)}, ${labels.coverage} ${percent(sealed.coverage)}`,
        ]),
    `  ${labels.total}: ${vnd(money.total)} (${labels.undisputed} ${vnd(money.undisputed)}, ${labels.disputed} ${vnd(money.disputed)})`,
    `  ${labels.file}: ${sealed.file}`,
    `  ${labels.hash}: ${sealed.sha256}`,
    `  ${labels.key}: ${sealed.fingerprint}`,
    ...(sealed.state === 'draft' ? [`  ${texts.objectUntil(time(Date.parse(sealed.objectionEnds)))}`] : []),
    ...renderDifferences(differences, words),
    ...renderWarnings(sealed, words).map((warning) => `  ${labels.warnings}: ${warning}`),
    ...renderStatementFindings(sealed.findings, { words, language }),
  ].join('\n');
}
