import type { Statement } from './settle-both.ts';
import type { Matter, SettledView } from './settled-view.ts';

/** What bears on a figure of the steps of a statement: objections, restatements, breaches in a row. */

const rulesOf = (body: unknown): unknown => Object(body).terms?.rules;

const restated = ({ statements }: SettledView): readonly Statement[] =>
  statements.filter(({ state }) => state === 'restated');

export const stepMatters: Readonly<Record<string, Matter>> = {
  'a breach in a row': ({ parts }) =>
    parts.some(({ money }) => money.lines.some(({ inputs }: Statement) => inputs.breach > 1)),
  'disputed money': ({ statements }) => statements.some(({ money }) => money.disputedLines.length > 0),
  'a restatement': (view) => restated(view).some(({ differences }) => differences.length > 0),
  'a second restatement': (view) => restated(view).some(({ number }) => number === 2),
  'rules that were amended after the issue': (view) =>
    restated(view).length > 0 &&
    view.later.some(
      ({ kind, body }) =>
        kind === 'contract' &&
        view.rows.some(
          (row) => row.kind === 'contract' && row.id === 'c' && rulesOf(row.body) !== rulesOf(body),
        ),
    ),
};
