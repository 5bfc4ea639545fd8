import type { ChangeReads, RecordedBefore, RecordedChange } from '../record/changes.ts';

/** Whether a change belongs to an outage, or to another run of changes of one kind. */
export type IsOfRun = (change: RecordedChange) => boolean;

export const isDown: IsOfRun = ({ state }) => state === 'down';

/** The changes of a run before one of its changes, back to its start: a change of reason does not begin a new outage. */
export function runBefore(
  reads: Pick<ChangeReads, 'changeBefore'>,
  { entity, indicator, atMs }: Pick<RecordedChange, 'entity' | 'indicator' | 'atMs'>,
  isOfRun: IsOfRun,
  known: RecordedBefore = {},
): readonly RecordedChange[] {
  const run: RecordedChange[] = [];
  for (let startMs = atMs; ; ) {
    const before = reads.changeBefore(entity, indicator, startMs, known);
    if (!before || !isOfRun(before)) return run.reverse();
    run.push(before);
    startMs = before.atMs;
  }
}
