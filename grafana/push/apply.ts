import { onOneLine } from '../../core/text/shown-text.ts';
import { GrafanaError } from '../api/grafana-error.ts';
import type { JsonObject } from '../api/json.ts';
import { type Kept, type Kind, type KindContext, type KindName, nameOf, type Wanted } from '../api/kind.ts';
import { KINDS } from './kinds.ts';
import { hashOf, type Manifest, withEntry, withoutEntry } from './manifest.ts';
import { type Step, withoutSecrets } from './plan.ts';

export interface ApplyOptions {
  readonly context: KindContext;
  readonly manifest: Manifest;
  readonly fingerprint: (body: JsonObject) => JsonObject;
  /** Keeps the manifest after every object, so that a failure later on forgets nothing. */
  readonly saveManifest: (manifest: Manifest) => Promise<void>;
  readonly onDone: (step: Step, kept?: Kept) => void;
}

/**
 * Does what the plan says, in its order, and ends at the first failure: what was written holds, and the next run goes on.
 * @throws GRAFANA_FOREIGN before anything is written where the plan refuses an object.
 */
export async function applyPlan(steps: readonly Step[], options: ApplyOptions): Promise<void> {
  refuseForeign(steps);
  const { saveManifest, onDone } = options;
  let { manifest } = options;
  const keep = async (next: Manifest) => {
    if (next === manifest) return;
    manifest = next;
    await saveManifest(manifest);
  };
  for (const step of steps) {
    const { next, kept } = await applyStep(step, manifest, options);
    await keep(next);
    onDone(step, kept);
  }
}

interface Outcome {
  readonly next: Manifest;
  readonly kept?: Kept;
}

async function applyStep(step: Step, manifest: Manifest, options: ApplyOptions): Promise<Outcome> {
  switch (step.action) {
    case 'create':
      return { next: await write(step.wanted, undefined, manifest, options) };
    case 'change':
      return { next: await write(step.wanted, step.found, manifest, options) };
    case 'untouched':
      return { next: step.isOurs ? remember(step.wanted, step.found.body, manifest, options) : manifest };
    case 'remove': {
      const kind: Kind = KINDS[step.kind];
      const kept = await kind.remove(options.context, step.key, step.found);
      return kept === undefined ? { next: forget(manifest, step) } : { next: manifest, kept };
    }
    case 'forget':
      return { next: forget(manifest, step) };
    case 'kept':
      // Whoever took our mark off took the object over: it is told once.
      return { next: step.reason === 'unmarked' ? forget(manifest, step) : manifest };
    case 'refused':
      return { next: manifest };
  }
}

async function write(
  wanted: Wanted,
  found: Parameters<Kind['write']>[2],
  manifest: Manifest,
  options: ApplyOptions,
): Promise<Manifest> {
  const kind: Kind = KINDS[wanted.kind];
  await kind.write(options.context, wanted, found);
  // Ours from here on, whatever the next question comes to.
  const written = withEntry(manifest, entryFor(wanted, '', options));
  await options.saveManifest(written);
  const stored = await kind.find(options.context, wanted.key);
  return stored ? remember(wanted, withoutSecrets(wanted, stored, options).body, written, options) : written;
}

function remember(wanted: Wanted, body: JsonObject, manifest: Manifest, options: ApplyOptions): Manifest {
  const entry = entryFor(wanted, hashOf(body), options);
  const isKnown = manifest.objects.some(
    ({ kind, key, wantedHash, foundHash }) =>
      kind === entry.kind &&
      key === entry.key &&
      wantedHash === entry.wantedHash &&
      foundHash === entry.foundHash,
  );
  return isKnown ? manifest : withEntry(manifest, entry);
}

function entryFor({ kind, key, body }: Wanted, foundHash: string, { fingerprint }: ApplyOptions) {
  return { kind, key, wantedHash: hashOf(fingerprint(body)), foundHash };
}

function forget(
  manifest: Manifest,
  { kind, key }: { readonly kind: KindName; readonly key: string },
): Manifest {
  const without = withoutEntry(manifest, kind, key);
  return kind === 'folder' ? withoutEntry(without, 'folder-permissions', key) : without;
}

const ADVICE = {
  locked: 'it cannot be written through the API',
  strangers: 'somebody put in what is not ours; move it elsewhere',
  foreign: 'somebody else made it; rename it there, or take it over with --adopt',
  'foreign-policies': 'the tree of policies is not ours; take it over with --take-over-policies',
} as const;

function refuseForeign(steps: readonly Step[]): void {
  const lines = steps.flatMap((step) => {
    if (step.action !== 'refused') return [];
    const { kind, key, title } = step.wanted;
    return `  ${nameOf(kind, key, title)}: ${ADVICE[step.reason]}${step.detail && ` (${onOneLine(step.detail)})`}`;
  });
  if (lines.length > 0) {
    throw new GrafanaError(
      'GRAFANA_FOREIGN',
      ['nothing was written, since these are not ours:', ...lines].join('\n'),
    );
  }
}
