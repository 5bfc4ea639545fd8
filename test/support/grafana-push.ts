import { createSecret } from '#core/domain/secret.ts';
import { createGrafanaClient } from '#grafana/api/client.ts';
import { KIND_NAMES } from '#grafana/api/kind.ts';
import type { PushedContent } from '#grafana/push/kinds.ts';
import type { Manifest } from '#grafana/push/manifest.ts';
import type { Step } from '#grafana/push/plan.ts';
import { type PushOptions, preparePush } from '#grafana/push/push.ts';
import { type FakeGrafana, GRAFANA_TOKEN } from './fake-grafana.ts';

/** Someone who pushes to a fake Grafana again and again, and remembers what is theirs. */
export function createPusher(
  { url, writes }: Pick<FakeGrafana, 'url' | 'writes'>,
  options: Partial<PushOptions> = {},
) {
  let manifest: Manifest = { salt: '00'.repeat(16), objects: [] };
  const secrets: Record<string, string> = {
    'env:INFLUX_PASSWORD': 'a password',
    'env:HOOK_TOKEN': 'a token',
  };
  const waits: number[] = [];
  let timeoutMs = 10_000;
  const createClient = () =>
    createGrafanaClient({
      url,
      token: createSecret(GRAFANA_TOKEN),
      timeoutMs,
      stop: new AbortController().signal,
      sleep: async (ms) => void waits.push(ms),
    });

  const prepare = (content: PushedContent, changed: Partial<PushOptions> = {}) =>
    preparePush(content, {
      client: createClient(),
      manifest,
      resolveSecret: async (reference) => createSecret(secrets[reference] ?? ''),
      prunes: KIND_NAMES,
      alertingEdits: 'locked',
      adopt: false,
      takeOverPolicies: false,
      saveManifest: async (next) => {
        manifest = next;
      },
      ...options,
      ...changed,
    });

  return {
    waits,
    secrets,
    prepare,
    manifest: () => manifest,
    setTimeoutMs: (ms: number) => {
      timeoutMs = ms;
    },
    loseManifest: () => {
      manifest = { salt: '11'.repeat(16), objects: [] };
    },
    /** Plans and applies; gives what the server was asked to change, and what became of each object. */
    push: async (content: PushedContent, changed: Partial<PushOptions> = {}) => {
      const before = writes.length;
      const kept: string[] = [];
      const { steps, apply } = await prepare(content, {
        ...changed,
        onDone: (step, why) => void (why && kept.push(`${nameOf(step)}: ${why.reason} ${why.detail}`.trim())),
      });
      await apply();
      return {
        writes: writes.slice(before),
        steps: steps.map((step) => `${step.action} ${nameOf(step)}`),
        kept,
      };
    },
  };
}

function nameOf(step: Step): string {
  return 'wanted' in step ? `${step.wanted.kind} ${step.wanted.key}` : `${step.kind} ${step.key}`;
}
