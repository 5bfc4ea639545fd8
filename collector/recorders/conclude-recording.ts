import type { ReportParts } from '../../core/domain/device-report.ts';
import {
  ACCESS_REASONS,
  type FailureReason,
  type Measurements,
  type ProbeAnswer,
  type Shortfall,
} from '../../core/domain/probing.ts';
import { type Missing, type RecorderJudgement, tellsOfRecording } from '../judge/judge-recorder.ts';
import { ProbeError } from '../probing/prober.ts';

/** What a recorder answered, and what is judged of it. */
export interface RecorderAnswer {
  readonly judged: RecorderJudgement;
  readonly measurements: Measurements;
  readonly report: ReportParts;
  readonly missing: Missing | undefined;
  /** Why nothing can be concluded, where all was told and nothing of it tells whether it records. */
  readonly lacks: string;
}

/**
 * Makes the answer of a probe of what was judged: the only place where a recorder becomes well, and only of a whole answer.
 * @throws ProbeError: the fault that was found, `unsupported` where the device tells of nothing by which to judge, and
 * `cut-short`, with the fault that is proven, where parts are missing.
 */
export function concludeRecording(answer: RecorderAnswer): ProbeAnswer {
  const { judged, measurements, report, missing, lacks } = answer;
  const { failed, degraded } = judged;
  if (missing) throw concludePart(answer, missing);
  if (failed) throw new ProbeError(failed.reason, failed.detail, { report });
  if (!degraded && !tellsOfRecording(report)) throw new ProbeError('unsupported', lacks, { report });
  return { measurements: { ...measurements, ...judged.measurements }, report, ...(degraded && { degraded }) };
}

function concludePart(answer: RecorderAnswer, { why }: Missing): ProbeError {
  const { failed, degraded } = answer.judged;
  const report = { ...answer.report, isCutShort: true } as const;
  if (failed) return new ProbeError(failed.reason, failed.detail, { report });
  const proven = degraded ?? (PROVES_NOTHING.has(why.reason) ? undefined : why);
  if (!proven && ACCESS_REASONS.has(why.reason)) return new ProbeError(why.reason, why.detail, { report });
  if (proven && proven === why && !tellsOfRecording(report)) {
    return new ProbeError(why.reason, why.detail, { report });
  }
  return new ProbeError('cut-short', detailOf(why, proven), { report, proven });
}

/** Late, busy or not for us: that the device does not tell is no fault of its recording. An error of its own is one. */
const PROVES_NOTHING: ReadonlySet<FailureReason> = new Set([...ACCESS_REASONS, 'timeout', 'busy']);

const detailOf = (why: Shortfall, proven: Shortfall | undefined) =>
  proven && proven !== why ? `${proven.detail}; not told: ${why.detail}` : why.detail;
