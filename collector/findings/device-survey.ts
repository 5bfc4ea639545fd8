import type { Settings } from '../../config/settings/settings-schema.ts';
import type { DeviceReport } from '../../core/domain/device-report.ts';
import type { FindingCode, FindingObservation } from '../../core/domain/findings.ts';
import type { Check, Device } from '../../core/domain/inventory.ts';
import type { ProbeOutcome } from '../../core/domain/probing.ts';

/** One look at one thing that may be wrong: an observation less of whom and when. */
export type SurveyResult = Pick<FindingObservation, 'code' | 'subject' | 'isPresent' | 'values'>;

/** One probe of a device, with what it is held against. */
export interface DeviceSurvey {
  readonly device: Device;
  readonly check: Check;
  readonly atMs: number;
  readonly outcome: ProbeOutcome;
  readonly report: DeviceReport;
  readonly wanted: Settings['findings'];
  readonly earlier: EarlierFacts;
}

/** What the device said of itself before, as far as it is held to it. */
export interface EarlierFacts {
  readonly serial?: string;
  readonly model?: string;
  /** Settings of a stream as {@link renderStream} writes them. */
  readonly stream: (id: string) => string | undefined;
}

/** Looks at one probe; yields nothing of what the probe does not tell. */
export type Finder = (survey: DeviceSurvey) => Iterable<SurveyResult>;

export const surveyResult = (
  code: FindingCode,
  isPresent: boolean,
  values: SurveyResult['values'],
  subject = '',
): SurveyResult => ({
  code,
  subject,
  isPresent,
  values,
});
