import { z } from 'zod';
import type { Config } from '../../config/load-config.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import type { Language } from '../../core/language/language.ts';
import { checkGrafanaUrl } from '../../grafana/api/check-url.ts';
import { createGrafanaClient, type GrafanaClient } from '../../grafana/api/client.ts';
import { GrafanaError } from '../../grafana/api/grafana-error.ts';
import type { Kept } from '../../grafana/api/kind.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import type { Step } from '../../grafana/push/plan.ts';
import { preparePush } from '../../grafana/push/push.ts';
import { type AnnouncedWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { buildCityContent } from './city-content.ts';
import { manifestPath, openManifest } from './push-manifest.ts';
import { PRUNED_KINDS, partOf } from './push-parts.ts';

/** How far a push goes. */
export const PushGrafana = z.object({
  dryRun: z.boolean().default(false).describe('show what would be done, write nothing'),
  adopt: z
    .boolean()
    .default(false)
    .describe('take over objects that bear our names and were made by somebody else'),
  /** Only of alerts. */
  takeOverPolicies: z.boolean().default(false).describe('replace a tree of policies that is not ours'),
});

export interface PushContext {
  readonly config: Pick<Config, 'inventory' | 'settings'>;
  readonly language: Language;
  /** The manifest lies beside it, and planned work stands in it. */
  readonly ledgerPath: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly onProgress: (url: string, done: number, total: number) => void;
  /** Called before anything is written. */
  readonly onPlanned: (url: string, steps: readonly Step[]) => void;
  /** Called where it ends in an error. */
  readonly onFailed: (done: number, total: number) => void;
}

export interface PushedGrafana {
  readonly url: string;
  readonly steps: readonly Step[];
  readonly done: readonly Step[];
  /** What was to be removed and was not. */
  readonly kept: readonly { readonly step: Step; readonly why: Kept }[];
}

/** Writes what differs of a part to the Grafana of the settings. @throws GrafanaError, SECRET_MISSING, LEDGER_* */
export async function pushGrafana(
  context: PushContext,
  part: Part,
  { dryRun, adopt, takeOverPolicies }: z.output<typeof PushGrafana>,
): Promise<PushedGrafana> {
  const { config, env, onProgress } = context;
  const { url, client } = await connect(context);
  const file = await openManifest(manifestPath(context.ledgerPath, url));
  const done: Step[] = [];
  const kept: { readonly step: Step; readonly why: Kept }[] = [];
  const { steps, apply } = await preparePush(contentOf(part, context), {
    ...{ client, manifest: file.manifest, saveManifest: file.save, adopt, takeOverPolicies },
    resolveSecret: (reference) => resolveSecret(reference, env),
    prunes: PRUNED_KINDS[part],
    alertingEdits: config.settings.grafana?.alertingEdits ?? 'locked',
    onPlanned: (doneCount, totalCount) => onProgress(url, doneCount, totalCount),
    onDone: (step, why) => {
      done.push(step);
      if (why) kept.push({ step, why });
      onProgress(url, done.length, steps.length);
    },
  });
  context.onPlanned(url, steps);
  if (!dryRun) {
    await apply().catch((error: unknown) => {
      context.onFailed(done.length, steps.length);
      throw error;
    });
  }
  return { url, steps, done, kept };
}

async function connect({
  config,
  env,
  stop,
}: PushContext): Promise<{ readonly url: string; readonly client: GrafanaClient }> {
  const { grafana } = config.settings;
  if (grafana?.url === undefined || grafana.token === undefined) {
    const missing = grafana?.url === undefined ? 'grafana.url' : 'grafana.token';
    throw new GrafanaError('GRAFANA_URL', `${missing}: expected one in the settings, to push to; got none`);
  }
  const url = checkGrafanaUrl(grafana.url, grafana.plainHttp);
  const token = await resolveSecret(grafana.token, env);
  return { url, client: createGrafanaClient({ url, token, timeoutMs: grafana.timeoutMs, stop }) };
}

const contentOf = (part: Part, { config, language, ledgerPath }: PushContext) =>
  partOf(buildCityContent(config, { language, maintenance: plannedWork(ledgerPath, Date.now()) }), part);

/** Work that silences rules: announced, not cancelled and not over. A city without a ledger has none. */
function plannedWork(path: string, nowMs: number): readonly AnnouncedWork[] {
  const store = recordStore(path);
  if (!store.exists()) return [];
  using reader = store.openReader();
  return [...foldMaintenance(reader.decisions('maintenance')).values()].filter(
    ({ cancelled, interval }) => cancelled === undefined && interval.toMs > nowMs,
  );
}
