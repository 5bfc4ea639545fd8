import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { FindingObservation } from '../../../core/domain/findings.ts';
import { deviceEntity } from '../../../core/domain/state.ts';
import type { DeviceSurvey, EarlierFacts } from '../../findings/device-survey.ts';
import { findingsOf } from '../../findings/findings-of.ts';
import type { CheckRun, Round } from './check-run.ts';

/** What is worth a finding in what was just seen; what was seen before is known to the collector only. */
export function observe(
  looks: readonly CheckRun[],
  wanted: Settings['findings'],
  missing: { readonly deviceId: string; readonly problem: string | undefined; readonly atMs: number },
): readonly FindingObservation[] {
  const seen = new Map<string, FindingObservation>();
  for (const look of looks) {
    for (const round of look.rounds) {
      for (const one of findingsOf(surveyOf(look, round, wanted)))
        seen.set(`${one.code} ${one.subject}`, one);
    }
  }
  const { deviceId, problem, atMs } = missing;
  if (problem !== undefined) {
    const entity = deviceEntity(deviceId);
    const finding = {
      entity,
      code: 'credentials-missing',
      subject: '',
      isPresent: true,
      atMs,
      values: {},
    } as const;
    seen.set(finding.code, finding);
  }
  return [...seen.values()].filter(({ isPresent }) => isPresent);
}

export function surveyOf(
  { watch: { device, check } }: CheckRun,
  { outcome, sentMs: atMs }: Round,
  wanted: Settings['findings'],
): DeviceSurvey {
  return { device, check, atMs, outcome, report: outcome.report ?? {}, wanted, earlier: NOTHING_EARLIER };
}

const NOTHING_EARLIER: EarlierFacts = { stream: () => undefined };
