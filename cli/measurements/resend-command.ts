import type { Rejected } from '../../collector/influx/rejected-file.ts';
import { ResendMeasurements, resendMeasurements } from '../../collector/influx/resend-measurements.ts';
import { pointsOf, type Resent } from '../../collector/influx/resend-rejected.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';
import { resendTextsEn as en, type ResendTexts } from './resend-texts-en.ts';
import { resendTextsVi as vi } from './resend-texts-vi.ts';

const resendTextsOf = inLanguage({ en, vi });

/** `camwatch measurements resend`. */
export const buildResendCommand = defineCommand({
  name: 'resend',
  description:
    'Send points that InfluxDB refused by themselves once more, such as after a field was put right.',
  options: {
    config: CONFIG.describe('configuration folder: InfluxDB and its queue'),
    ...ResendMeasurements.shape,
    ...TOLD,
  },
  help: `
It may run beside "camwatch run". Points that are refused again stay set aside, and the exit code is 1.

Examples:
  camwatch measurements resend --dry-run
  camwatch measurements resend --config /etc/camwatch
  camwatch measurements resend --config /etc/camwatch --json`,
  open: openNothing,
  run: async ({ cli: { env, stop } }, { config: dir, dryRun }) =>
    resendMeasurements({ dir, settings: await loadSettings(dir), env, stop }, { dryRun }),
  json: (outcome) => {
    if ('found' in outcome) return { points: pointsOf(outcome.found), reasons: reasonsOf(outcome.found) };
    const { refused, ...counts } = outcome.resent;
    return { ...counts, refused: pointsOf(refused), reasons: reasonsOf(refused) };
  },
  render: (outcome, { cli }) => {
    const texts = resendTextsOf(cli.language);
    if ('resent' in outcome) return renderResent(texts, outcome.resent);
    return renderList(texts, texts.found(pointsOf(outcome.found)), outcome.found);
  },
  isProblem: (outcome) => 'resent' in outcome && outcome.resent.refused.length > 0,
});

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

function renderResent(texts: ResendTexts, { points, written, expired, refused }: Resent): readonly string[] {
  if (points === 0) return [texts.nothing];
  return renderList(texts, texts.resent({ points, written, expired, refused: pointsOf(refused) }), refused);
}

const renderList = (texts: ResendTexts, head: string, rejected: readonly Rejected[]): readonly string[] => [
  head,
  ...reasonsOf(rejected).map(({ reason, points, first }) =>
    texts.reason(points, showUntrusted(reason), showUntrusted(first)),
  ),
];
