import type { Revision, RevisionKind } from '../../core/domain/revision.ts';
import { canonicalJson, type Json } from '../../core/text/canonical-json.ts';

/** A revision as people read it: what becomes different from when on. */
export interface DescribedRevision {
  readonly kind: RevisionKind;
  readonly id: string;
  readonly fromMs: number;
  readonly change: 'new' | 'changed' | 'removed';
  /** Of a change, each field that differs. */
  readonly fields: readonly { readonly name: string; readonly from?: Json; readonly to?: Json }[];
}

/** Compares each revision with what was recorded last, or with the revision of the same entry before it. */
export function describeRevisions(
  recorded: ReadonlyMap<string, string>,
  revisions: readonly Revision[],
): readonly DescribedRevision[] {
  const latest = new Map<string, Json>();
  return revisions.map(({ kind, id, fromMs, body }) => {
    const key = `${kind}:${id}`;
    const text = recorded.get(key);
    const before = latest.get(key) ?? (text === undefined ? undefined : parseJson(text));
    if (body === undefined) return { kind, id, fromMs, change: 'removed', fields: [] };
    latest.set(key, body);
    if (before === undefined) return { kind, id, fromMs, change: 'new', fields: [] };
    return { kind, id, fromMs, change: 'changed', fields: differences(membersOf(before), membersOf(body)) };
  });
}

function parseJson(text: string): Json {
  return JSON.parse(text);
}

type Members = Readonly<Record<string, Json | undefined>>;

function membersOf(body: Json): Members {
  return typeof body === 'object' && body !== null && !isList(body) ? body : {};
}

/** `Array.isArray` does not know readonly lists. */
function isList(body: Json): body is readonly Json[] {
  return Array.isArray(body);
}

function differences(before: Members, after: Members) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const from = before[name];
    const to = after[name];
    if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return [];
    return [{ name, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
}
