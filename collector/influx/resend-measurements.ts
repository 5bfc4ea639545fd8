import { resolve } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { seconds } from '../../core/time/units.ts';
import { buildServerAddress, openAgent } from './queue/server-address.ts';
import { postBatch } from './queue/write-request.ts';
import type { Rejected } from './rejected-file.ts';
import { loadSetAside, MeasurementsResendError, type Resent, resendRejected } from './resend-rejected.ts';

export const ResendMeasurements = z.object({
  dryRun: z.boolean().default(false).describe('say what is set aside, and send nothing'),
});

export interface ResendContext {
  /** The configuration folder, which the folder of the queue is told from. */
  readonly dir: string;
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/** What is set aside, or what became of it. */
export type ResendOutcome = { readonly found: readonly Rejected[] } | { readonly resent: Resent };

const TIMEOUT_MS = seconds(15);

/** Sends what InfluxDB refused by itself once more, also beside a collector that runs. @throws MEASUREMENTS_RESEND */
export async function resendMeasurements(
  { dir, settings, env, stop }: ResendContext,
  { dryRun }: z.output<typeof ResendMeasurements>,
): Promise<ResendOutcome> {
  const influx = influxOf(settings);
  const queueDir = resolve(dir, influx.queueDir);
  if (dryRun) return { found: await loadSetAside(queueDir) };
  const password = influx.password === undefined ? undefined : await resolveSecret(influx.password, env);
  const address = buildServerAddress(influx, password);
  const agent = openAgent(address);
  try {
    const options = { address, agent, timeoutMs: TIMEOUT_MS };
    return {
      resent: await resendRejected({ queueDir, post: (batch) => postBatch(batch, options, stop) }),
    };
  } finally {
    agent.destroy();
  }
}

function influxOf({ influx }: Settings): NonNullable<Settings['influx']> {
  if (influx) return influx;
  throw new MeasurementsResendError(
    'camwatch.yaml: influx: expected the InfluxDB that measurements are kept in (influx.url), got none',
  );
}
