import { onOneLine } from '../../core/text/shown-text.ts';
import type { GrafanaClient } from '../api/client.ts';
import { GrafanaError } from '../api/grafana-error.ts';
import { type Kept, type KindContext, type KindName, nameOf, type Wanted } from '../api/kind.ts';
import { applyPlan } from './apply.ts';
import { type PushedContent, wantedOf } from './kinds.ts';
import type { Manifest } from './manifest.ts';
import { planPush, type Step } from './plan.ts';
import { type ResolveSecret, resolveSecrets } from './secrets.ts';

export interface PushOptions {
  readonly client: GrafanaClient;
  readonly manifest: Manifest;
  readonly resolveSecret: ResolveSecret;
  readonly prunes: readonly KindName[];
  readonly alertingEdits: KindContext['alertingEdits'];
  /** Take over what bears our names and not our mark. */
  readonly adopt: boolean;
  readonly takeOverPolicies: boolean;
  readonly saveManifest: (manifest: Manifest) => Promise<void>;
  readonly onPlanned?: (doneCount: number, totalCount: number) => void;
  readonly onDone?: (step: Step, kept?: Kept) => void;
}

export interface PreparedPush {
  readonly steps: readonly Step[];
  readonly apply: () => Promise<void>;
}

/** Elsewhere a text that looks like a reference is a text: names of the inventory must not lead to secrets. */
const WITH_SECRETS: readonly KindName[] = ['data-source', 'contact-point'];

/**
 * Compares `content` with what the server has. Nothing is written before `apply` is called.
 * @throws GrafanaError, SECRET_MISSING
 */
export async function preparePush(content: PushedContent, options: PushOptions): Promise<PreparedPush> {
  const { client, manifest, alertingEdits, onPlanned, onDone = () => {} } = options;
  const wanted = wantedOf(content);
  refuseDoubles(wanted);
  const { reveal, fingerprint, hide } = await resolveSecrets(
    wanted.filter(({ kind }) => WITH_SECRETS.includes(kind)).map(({ body }) => body),
    { resolve: options.resolveSecret, salt: manifest.salt },
  );
  const context = { client: hidingClient(client, hide), reveal, alertingEdits };
  const steps = await planPush({
    ...options,
    context,
    wanted,
    fingerprint,
    ...(onPlanned && { onProgress: onPlanned }),
  });
  const { saveManifest } = options;
  return {
    steps,
    apply: () => applyPlan(steps, { context, manifest, fingerprint, saveManifest, onDone }),
  };
}

/** Of two objects of one uid the later one would be written over the other, and who may see it with it. */
function refuseDoubles(wanted: readonly Wanted[]): void {
  for (const [place, { kind, key, title }] of wanted.entries()) {
    const first = wanted.findIndex((object) => object.kind === kind && object.key === key);
    if (first === place) continue;
    const titles = onOneLine(`"${wanted[first]?.title}" and "${title}"`);
    throw new GrafanaError(
      'GRAFANA_CONFLICT',
      `${nameOf(kind, key)}: expected one of this uid, got ${titles}: give one of them another id`,
    );
  }
}

/** What was sent is in no error, though Grafana repeats it. */
function hidingClient({ read, write }: GrafanaClient, hide: (text: string) => string): GrafanaClient {
  const hiding = (error: unknown) => {
    if (error instanceof GrafanaError) throw new GrafanaError(error.code, hide(error.message));
    throw error;
  };
  return {
    read: (...asked) => read(...asked).catch(hiding),
    write: (...asked) => write(...asked).catch(hiding),
  };
}
