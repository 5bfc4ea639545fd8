import type { JsonObject } from '../api/json.ts';
import { asObject, textOf } from '../api/json.ts';
import {
  type Found,
  HIDDEN,
  KIND_NAMES,
  type Kind,
  type KindContext,
  type KindName,
  type Wanted,
} from '../api/kind.ts';
import { withoutEmpty } from '../api/normalise.ts';
import { type Difference, differencesBetween } from './differences.ts';
import { KINDS } from './kinds.ts';
import { entryOf, hashOf, type Manifest, type ManifestEntry } from './manifest.ts';
import { hideSecretsOf } from './secrets.ts';

/** What happens to one object; `kept` would be removed, `refused` would be written, and neither is ours to touch. */
export type Step =
  | { readonly action: 'create'; readonly wanted: Wanted }
  | {
      readonly action: 'change';
      readonly wanted: Wanted;
      readonly found: Found;
      readonly differences: readonly Difference[];
      /** We wrote what is wanted already: somebody changed it since. */
      readonly isChangedThere: boolean;
    }
  | { readonly action: 'untouched'; readonly wanted: Wanted; readonly found: Found; readonly isOurs: boolean }
  | { readonly action: 'refused'; readonly wanted: Wanted; readonly reason: Refusal; readonly detail: string }
  | { readonly action: 'remove'; readonly kind: KindName; readonly key: string; readonly found: Found }
  | {
      readonly action: 'kept';
      readonly kind: KindName;
      readonly key: string;
      readonly reason: 'locked' | 'unmarked';
    }
  /** Of the manifest, and not there any more. */
  | { readonly action: 'forget'; readonly kind: KindName; readonly key: string };

/** Why an object is not written: it comes from elsewhere, holds what is not ours, or was made by somebody else. */
export type Refusal = 'locked' | 'strangers' | 'foreign' | 'foreign-policies';

export interface PlanOptions {
  readonly context: KindContext;
  readonly manifest: Manifest;
  readonly wanted: readonly Wanted[];
  /** Kinds of which what is ours and not wanted any more is removed. */
  readonly prunes: readonly KindName[];
  readonly fingerprint: (body: JsonObject) => JsonObject;
  readonly adopt: boolean;
  readonly takeOverPolicies: boolean;
  readonly onProgress?: (doneCount: number, totalCount: number) => void;
}

/** Looks at the server and says what would be done; writes nothing. */
export async function planPush(options: PlanOptions): Promise<readonly Step[]> {
  const { context, manifest, wanted, prunes, onProgress } = options;
  const superfluous = manifest.objects.filter(
    ({ kind, key }) =>
      prunes.includes(kind) && !wanted.some((object) => object.kind === kind && object.key === key),
  );
  const total = wanted.length + superfluous.length;
  const steps: Step[] = [];
  for (const object of wanted) {
    const kind: Kind = KINDS[object.kind];
    const found = await kind.find(context, object.key);
    steps.push(judgeWanted(object, found && withoutSecrets(object, found, options), options));
    onProgress?.(steps.length, total);
  }
  const removals: Step[] = [];
  for (const entry of superfluous) {
    const kind: Kind = KINDS[entry.kind];
    removals.push(judgeSuperfluous(entry, await kind.find(context, entry.key)));
    onProgress?.(steps.length + removals.length, total);
  }
  return [...steps, ...childrenFirst(removals)];
}

function judgeWanted(wanted: Wanted, found: Found | undefined, options: PlanOptions): Step {
  if (!found) return { action: 'create', wanted };
  const entry = entryOf(options.manifest, wanted.kind, wanted.key);
  const isOurs = entry !== undefined || found.isMarked;
  const wantedHash = hashOf(options.fingerprint(wanted.body));
  if (entry && entry.wantedHash === wantedHash && entry.foundHash === hashOf(found.body))
    return { action: 'untouched', wanted, found, isOurs };
  const differences = differencesBetween(withoutEmpty(hideSecrets(found.body)), shownBody(wanted, options));
  // Secrets are not shown by the server: only the manifest tells that they are the same.
  const isSame = differences.length === 0 && !holdsSecret(wanted, options) && !found.strangers;
  if (isSame) return { action: 'untouched', wanted, found, isOurs };
  const refusal = refusalOf(wanted, found, { ...options, entry });
  if (refusal) return { action: 'refused', wanted, ...refusal };
  return {
    action: 'change',
    wanted,
    found,
    differences,
    isChangedThere: entry !== undefined && entry.wantedHash === wantedHash,
  };
}

function refusalOf(
  { kind, body }: Wanted,
  found: Found,
  { entry, adopt, takeOverPolicies }: PlanOptions & { readonly entry: ManifestEntry | undefined },
): { readonly reason: Refusal; readonly detail: string } | undefined {
  if (found.locked !== undefined) return { reason: 'locked', detail: found.locked };
  if (found.strangers) return { reason: 'strangers', detail: found.strangers.join(', ') };
  if (kind === 'policies') {
    const isReplaced = textOf(found.body.receiver) !== textOf(body.receiver) && !found.isMarked;
    return (entry && !isReplaced) || found.isMarked || takeOverPolicies
      ? undefined
      : { reason: 'foreign-policies', detail: textOf(found.body.receiver) };
  }
  return entry || found.isMarked || adopt ? undefined : { reason: 'foreign', detail: '' };
}

/** These carry no mark, so that the manifest alone says whose they are. */
const WITHOUT_MARK: readonly KindName[] = ['team', 'mute-timing', 'contact-point', 'folder'];

function judgeSuperfluous({ kind, key }: ManifestEntry, found: Found | undefined): Step {
  if (!found || kind === 'folder-permissions') return { action: 'forget', kind, key };
  // Somebody else has put their tree in the place of ours: there is nothing to take back.
  if (kind === 'policies' && !found.isMarked) return { action: 'forget', kind, key };
  if (found.locked !== undefined) return { action: 'kept', kind, key, reason: 'locked' };
  const isOurs = found.isMarked || WITHOUT_MARK.includes(kind);
  return isOurs ? { action: 'remove', kind, key, found } : { action: 'kept', kind, key, reason: 'unmarked' };
}

/** In the reverse order of writing; a folder goes before the one that it is in. */
function childrenFirst(steps: readonly Step[]): readonly Step[] {
  const parents = new Map<string, string>();
  for (const step of steps) {
    if (step.action === 'remove' && step.kind === 'folder')
      parents.set(step.key, textOf(step.found.body.parentUid));
  }
  const depthOf = (key: string, seen: readonly string[] = []): number => {
    const parent = parents.get(key);
    return parent === undefined || seen.includes(parent) ? 0 : 1 + depthOf(parent, [...seen, parent]);
  };
  const rankOf = (step: Step) => ('kind' in step ? KIND_NAMES.indexOf(step.kind) : 0);
  const keyOf = (step: Step) => ('key' in step ? step.key : '');
  return steps.toSorted((a, b) => rankOf(b) - rankOf(a) || depthOf(keyOf(b)) - depthOf(keyOf(a)));
}

/** What is found of an object, for the plan and for what is remembered of it. */
export function withoutSecrets(
  { body }: Wanted,
  found: Found,
  { fingerprint }: Pick<PlanOptions, 'fingerprint'>,
): Found {
  return { ...found, body: hideSecretsOf(found.body, fingerprint(body)) };
}

function shownBody({ body }: Wanted, { fingerprint }: PlanOptions): JsonObject {
  return withoutEmpty(hideSecrets(fingerprint(body)));
}

function holdsSecret({ body }: Wanted, { fingerprint }: PlanOptions): boolean {
  return hashOf(fingerprint(body)) !== hashOf(body);
}

/** A secret reads the same on both sides, and is not shown. */
function hideSecrets(body: JsonObject): JsonObject {
  const hidden = JSON.stringify(body).replace(
    /"(?:Token |Bearer )?secret [0-9a-f]{32}"/g,
    JSON.stringify(HIDDEN),
  );
  return asObject(JSON.parse(hidden));
}
