import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { buildServerAddress, openAgent } from '../../collector/influx/queue/server-address.ts';
import { postBatch } from '../../collector/influx/queue/write-request.ts';
import type { Rejected } from '../../collector/influx/rejected-file.ts';
import {
  loadSetAside,
  MeasurementsResendError,
  pointsOf,
  type Resent,
  resendRejected,
} from '../../collector/influx/resend-rejected.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { resolveSecret } from '../../config/settings/secrets.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { seconds } from '../../core/time/units.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { RESEND_TEXTS, type ResendTexts } from './resend-texts.ts';

interface ResendCommandOptions {
  readonly config: string;
  readonly dryRun?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
}

const TIMEOUT_MS = seconds(15);

/** `camwatch measurements resend`: what InfluxDB refused by itself is sent once more. */
export function buildResendCommand({ env, terminal, stop, reportProblem }: Context): Command {
  return new Command('resend')
    .description(
      'Send points that InfluxDB refused by themselves once more, such as after a field was put right.',
    )
    .option('--config <dir>', 'configuration folder: InfluxDB and its queue', 'config/hanoi')
    .option('--dry-run', 'say what is set aside, and send nothing')
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
It may run beside "camwatch run". Points that are refused again stay set aside, and the exit code is 1.

Examples:
  camwatch measurements resend --dry-run
  camwatch measurements resend --config /etc/camwatch
  camwatch measurements resend --config /etc/camwatch --json`,
    )
    .action(async ({ config: dir, dryRun, lang, json }: ResendCommandOptions) => {
      const influx = influxOf(await loadSettings(dir));
      const queueDir = resolve(dir, influx.queueDir);
      const texts = RESEND_TEXTS[lang ?? languageOf(env)];
      if (dryRun) {
        const found = await loadSetAside(queueDir);
        if (json) terminal.printJson({ points: pointsOf(found), reasons: reasonsOf(found) });
        else terminal.print(renderList(texts, texts.found(pointsOf(found)), found));
        return;
      }
      const resent = await resend(influx, { queueDir, env, stop });
      const { refused, ...counts } = resent;
      if (json) terminal.printJson({ ...counts, refused: pointsOf(refused), reasons: reasonsOf(refused) });
      else terminal.print(renderResent(texts, resent));
      if (refused.length > 0) reportProblem();
    });
}

function influxOf({ influx }: Settings): NonNullable<Settings['influx']> {
  if (influx) return influx;
  throw new MeasurementsResendError(
    'camwatch.yaml: influx: expected the InfluxDB that measurements are kept in (influx.url), got none',
  );
}

async function resend(
  influx: NonNullable<Settings['influx']>,
  { queueDir, env, stop }: { queueDir: string } & Pick<Context, 'env' | 'stop'>,
): Promise<Resent> {
  const password = influx.password === undefined ? undefined : await resolveSecret(influx.password, env);
  const address = buildServerAddress(influx, password);
  const agent = openAgent(address);
  try {
    const options = { address, agent, timeoutMs: TIMEOUT_MS };
    return await resendRejected({ queueDir, post: (batch) => postBatch(batch, options, stop) });
  } finally {
    agent.destroy();
  }
}

interface Reason {
  readonly reason: string;
  readonly points: number;
  /** The first of them. */
  readonly first: string;
}

function reasonsOf(rejected: readonly Rejected[]): readonly Reason[] {
  return [...Map.groupBy(rejected, ({ message }) => message)].map(([reason, of]) => ({
    reason,
    points: pointsOf(of),
    first: of.find(({ lines }) => lines.length > 0)?.lines[0] ?? '',
  }));
}

function renderResent(texts: ResendTexts, { points, written, expired, refused }: Resent): string {
  if (points === 0) return texts.nothing;
  return renderList(texts, texts.resent({ points, written, expired, refused: pointsOf(refused) }), refused);
}

function renderList(texts: ResendTexts, head: string, rejected: readonly Rejected[]): string {
  if (rejected.length === 0) return head;
  const reasons = reasonsOf(rejected).map(({ reason, points, first }) =>
    texts.reason(points, showUntrusted(reason), showUntrusted(first)),
  );
  return [head, ...reasons].join('\n');
}
