import { applyPlan } from './apply.ts';
import type { GrafanaClient } from './client.ts';
import type { Kept, KindContext, KindName } from './kind.ts';
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
  const { reveal, fingerprint } = await resolveSecrets(
    wanted.filter(({ kind }) => WITH_SECRETS.includes(kind)).map(({ body }) => body),
    { resolve: options.resolveSecret, salt: manifest.salt },
  );
  const context = { client, reveal, alertingEdits };
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
