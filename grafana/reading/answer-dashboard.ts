import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { AskInflux } from './ask-influx.ts';
import { expandMacros } from './expand-macros.ts';
import { interpolate, type Variable } from './interpolate.ts';
import { rangeOfPanel, type ShownRange } from './panel-interval.ts';
import { drawnPanelsOf, queriesOf, variablesOf } from './read-dashboard.ts';
import { type Frame, readFrames } from './read-frames.ts';
import { resolveVariables } from './resolve-variables.ts';

export interface AnswerOptions extends ShownRange {
  readonly ask: AskInflux;
  /** By data source, where they are not all one. */
  readonly askAt?: ((uid: string) => AskInflux) | undefined;
  /** What a reader has chosen, by name of the variable; else what the dashboard opens with. */
  readonly chosen?: Readonly<Record<string, string>>;
}

export interface AnsweredDashboard {
  readonly variables: readonly Variable[];
  /** By id of the panel. */
  readonly frames: ReadonlyMap<number, readonly Frame[]>;
  /** Queries that were refused, with the words of the refusal. */
  readonly refused: readonly { readonly query: string; readonly detail: string }[];
}

/** Asks what Grafana would ask to show a dashboard: its variables in their order, then the queries of its panels. */
export async function answerDashboard(
  dashboard: Dashboard,
  { ask, askAt = () => ask, chosen = {}, ...shown }: AnswerOptions,
  stop: AbortSignal,
): Promise<AnsweredDashboard> {
  const fixed = { ...openingValues(dashboard), ...chosen };
  const choices = await resolveVariables(
    dashboard,
    { ask, askAt, range: rangeOfPanel({}, shown), fixed },
    stop,
  );
  const variables = choices.map(({ variable }) => variable);
  const frames = new Map<number, readonly Frame[]>();
  const refused: { query: string; detail: string }[] = [];
  for (const panel of drawnPanelsOf(dashboard)) {
    const range = rangeOfPanel(panel, shown);
    const answers: Frame[] = [];
    for (const query of queriesOf(panel)) {
      if (query.hide) continue;
      const text = expandMacros(interpolate(query.query, variables).text, range);
      const answer = await askAt(query.datasource.uid)(text, stop);
      if (answer.ok) answers.push(...readFrames(answer.series, query));
      else refused.push({ query: text, detail: answer.detail });
    }
    frames.set(panel.id ?? 0, answers);
  }
  return { variables, frames, refused };
}

function openingValues(dashboard: Dashboard): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variablesOf(dashboard).flatMap(({ name, current }) => {
      const value = Array.isArray(current?.value) ? current.value[0] : current?.value;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
