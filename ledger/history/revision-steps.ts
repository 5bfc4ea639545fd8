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

export function addStep<Kind extends RevisionKind>(
  recorded: Steps,
  kind: Kind,
  { id, seq, fromMs, body }: RecordedRevision,
): void {
  const value = body === undefined ? undefined : parseRecordedBody(kind, id, body);
  const steps: Map<string, Step<RecordedKinds[Kind]>[]> = recorded[kind];
  const own = steps.get(id);
  if (own) own.push({ seq, fromMs, value });
  else steps.set(id, [{ seq, fromMs, value }]);
}
