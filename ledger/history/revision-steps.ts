import type { RevisionKind } from '../../core/domain/revision.ts';
import type { Step } from '../../core/time/versions.ts';
import type { RecordedRevision } from '../record/revisions.ts';
import { parseRecordedBody, type RecordedKinds } from './recorded-bodies.ts';

/** The revisions of a record by kind and id, each list in the order in which they were recorded. */
export type Steps = { readonly [Kind in RevisionKind]: Map<string, Step<RecordedKinds[Kind]>[]> };

export const emptySteps = (): Steps => ({
  agency: new Map(),
  contractor: new Map(),
  contract: new Map(),
  calendar: new Map(),
  programme: new Map(),
  district: new Map(),
  area: new Map(),
  site: new Map(),
  device: new Map(),
  link: new Map(),
  handover: new Map(),
  profile: new Map(),
  polling: new Map(),
});

/** Adds a revision as it was recorded. */
export function addRecorded<Kind extends RevisionKind>(
  recorded: Steps,
  kind: Kind,
  revision: RecordedRevision,
): void {
  addStep<Kind, RecordedKinds[Kind]>(recorded[kind], kind, revision, (body) => body);
}

/** @param pick What is kept of a body: they are many and long. */
export function addStep<Kind extends RevisionKind, Value>(
  steps: Map<string, Step<Value>[]>,
  kind: Kind,
  { id, seq, fromMs, body }: RecordedRevision,
  pick: (body: RecordedKinds[Kind]) => Value,
): void {
  const value = body === undefined ? undefined : pick(parseRecordedBody(kind, id, body));
  const own = steps.get(id) ?? [];
  // Most have one or two: a list that grows would keep room for a dozen more.
  steps.set(id, [...own, { seq, fromMs, value }]);
}
