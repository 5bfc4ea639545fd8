import { z } from 'zod';
import { PROBERS, PROVES, type ProberName } from '../../core/domain/probers.ts';
import { INDICATORS, type Indicator } from '../../core/domain/state.ts';
import { days, hours, seconds } from '../../core/time/units.ts';
import { durationMs, percentAsRatio, port } from '../files/values.ts';

const Check = z
  .strictObject({
    prober: z.enum(PROBERS, { error: `expected one of ${PROBERS.join(', ')}` }).meta({
      example: 'icmp',
      description: 'What asks; `channel`: what the recorder says of this channel.',
    }),
    interval: durationMs(seconds(1)).prefault('1m').describe('How often.'),
    timeout: durationMs(50)
      .prefault('1s')
      .describe('An answer that takes longer is none; less than the interval.'),
    port: port.optional().meta({
      example: 554,
      description: "Port of the check; the device's own where absent, else that of the protocol.",
    }),
    path: z
      .string({ error: 'expected a path such as /stream1' })
      .regex(/^\/[!-~]*$/, 'expected a path such as /stream1')
      .optional()
      .meta({
        value: 'path',
        example: '/stream1',
        description: 'Of an `rtsp` stream or an `onvif` service; what its maker uses where absent.',
      }),
    transport: z
      .enum(['plain', 'tls'], { error: 'expected plain or tls' })
      .default('plain')
      .describe('Whether `onvif` and `rtsp` speak TLS; a certificate that nobody vouches for is a finding.'),
    play: durationMs(0, seconds(60))
      .prefault('0s')
      .describe('How long `rtsp` plays and measures; 0s: until the first packet.'),
    details: durationMs(seconds(10), days(30))
      .prefault('24h')
      .describe('How often the slow questions are asked: identity, streams, network time.'),
    retention: durationMs(hours(1), days(3_650)).optional().meta({
      example: '30d',
      description: 'How far back recordings must reach, where no contract says so.',
    }),
    retention_max: durationMs(hours(1), days(3_650)).optional().meta({
      example: '90d',
      description: 'How far back recordings may reach at most; longer is a finding.',
    }),
    confirm: z
      .int()
      .min(1, 'expected at least 1')
      .max(20, 'expected at most 20')
      .default(3)
      .describe('Failed probes in a row that confirm `down`, the first one included.'),
    recheck: durationMs(seconds(1))
      .prefault('5s')
      .describe('How soon a probe that contradicts the state is repeated.'),
    degraded_loss: percentAsRatio
      .prefault('50%')
      .describe('From this share of lost pings an answer counts as degraded.'),
  })
  .refine(({ timeout, interval }) => timeout < interval, {
    path: ['timeout'],
    message: 'expected less than the interval',
  })
  .refine(({ timeout, play }) => play < timeout, {
    path: ['play'],
    message: 'expected less than the timeout',
  })
  .refine(({ retention = 0, retention_max = Number.POSITIVE_INFINITY }) => retention <= retention_max, {
    path: ['retention_max'],
    message: 'expected no less than retention',
  })
  .transform(
    ({
      interval,
      timeout,
      recheck,
      degraded_loss,
      play,
      details,
      retention,
      retention_max,
      path,
      ...check
    }) => ({
      ...check,
      ...(path !== undefined && { path }),
      intervalMs: interval,
      timeoutMs: timeout,
      recheckMs: Math.min(recheck, interval),
      playMs: play,
      detailsEveryMs: details,
      ...(retention !== undefined && { retentionMs: retention }),
      ...(retention_max !== undefined && { retentionMaxMs: retention_max }),
      degradedLossRatio: degraded_loss,
    }),
  );

const probersOf = (indicator: Indicator): readonly ProberName[] =>
  PROBERS.filter((prober) => (PROVES[prober] as readonly Indicator[]).includes(indicator));
const MEASURED = INDICATORS.filter((indicator) => probersOf(indicator).length > 0);

/** What is probed on a device, by indicator. */
export const Profile = z
  .partialRecord(z.enum(INDICATORS, { error: `expected one of ${MEASURED.join(', ')}` }), Check)
  .refine((checks) => Object.keys(checks).length > 0, 'expected at least one indicator, such as reach')
  .superRefine((checks, context) => {
    for (const indicator of INDICATORS) {
      const prober = checks[indicator]?.prober;
      const allowed = probersOf(indicator);
      if (prober === undefined || allowed.includes(prober)) continue;
      const message =
        allowed.length === 0
          ? `expected one of ${MEASURED.join(', ')}: no prober measures ${indicator} of a device`
          : `expected ${allowed.join(', ')}: ${prober} does not measure ${indicator}`;
      context.addIssue({ code: 'custom', path: [indicator, 'prober'], message });
    }
  })
  .meta({ key: 'indicator', exampleKey: 'reach' });
