import type { Statement } from './settle-both.ts';
import type { Matter, SettledView } from './settled-view.ts';

/** What bears on a figure of incidents, and of lines that are too small. */

const incidents = ({ statements, fromMs }: SettledView): readonly Statement[] =>
  statements
    .filter(({ period }) => period.fromMs === fromMs)
    .flatMap(({ figures }) => figures.incidents?.rows ?? []);

const outcome =
  (target: string, wanted: string): Matter =>
  ({ parts }) =>
    parts.some(({ checks }) =>
      checks.some((check: Statement) => check.target === target && check.outcome === wanted),
    );

export const incidentMatters: Readonly<Record<string, Matter>> = {
  'an incident answered in time': (view) =>
    incidents(view).some(({ response }) => response?.outcome === 'kept'),
  'an incident answered late': (view) =>
    incidents(view).some(({ response }) => response?.outcome === 'missed'),
  'an incident passed on': (view) =>
    incidents(view).some(({ response, restoration }) =>
      [response?.outcome, restoration?.outcome].includes('passed-on'),
    ),
  'money for a late answer': ({ parts }) =>
    parts.some(({ money }) => money.lines.some(({ ref }: Statement) => ref?.startsWith('incident:'))),
  'a line that was too small': outcome('saturation', 'missed'),
  'a line that was not too small': outcome('saturation', 'met'),
};
