import { z } from 'zod';
import { expectRightDays } from '../../availability/sums/expect-right-days.ts';
import { MEASURED_GROUPS } from '../../availability/sums/measured-sums.ts';
import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { Whole } from '../../core/input/fields.ts';
import { InputError, type InputProblem } from '../../core/input/input-error.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { type Period, periodOf } from '../../core/time/periods.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { SlaAnswer } from './answer.ts';
import { answerMeasured } from './measured-answer.ts';
import { withNames } from './names.ts';

export const AskAvailability = z.object({
  by: z
    .enum([...MEASURED_GROUPS, 'contract'])
    .default('agency')
    .meta({ value: 'group' })
    .describe('what is added up'),
  period: z
    .object({ fromMs: z.int(), toMs: z.int(), label: z.string() })
    .optional()
    .meta({ reads: 'period' })
    .describe('2026-10, 2026-Q3, 2026, 2026-10-05, 2026-10-05..2026-10-20 (default: this month)'),
  indicator: z
    .enum(INDICATORS)
    .optional()
    .meta({ value: 'name' })
    .describe('what was measured (default: reach)'),
  kind: z
    .enum([...DEVICE_KINDS, 'link'])
    .optional()
    .describe('devices of this kind alone, or links'),
  worst: Whole.optional().describe('only so many, the lowest availability first'),
});
type Input = z.output<typeof AskAvailability>;

export interface AskContext {
  readonly reader: LedgerReader;
  /** Of the ledger, for what lies beside it. */
  readonly path: string;
  /** Of the city. */
  readonly timeZone: string;
  /** In which groups are named. */
  readonly language: Language;
  readonly nowMs: number;
}

export interface AvailabilityAnswer {
  readonly answer: SlaAnswer;
  /** It comes from sums of days that were not added up again: there are too many. */
  readonly isUncompared: boolean;
}

/** A quick question about availability. @throws INPUT_INVALID, and LEDGER_BROKEN where sums of days are not right. */
export async function askAvailability(
  context: AskContext,
  input: z.input<typeof AskAvailability>,
): Promise<AvailabilityAnswer> {
  const asked = parseInput(AskAvailability, input);
  const { reader, path, timeZone, language, nowMs } = context;
  const { by, indicator = 'reach', kind, worst, period = periodOf('month', nowMs, timeZone) } = asked;
  const problem = problemOf(asked, period, nowMs);
  if (problem) throw new InputError([problem]);
  const question = { period, timeZone, nowMs, ...omitUndefined({ worst }) };
  if (by === 'contract') {
    // Contracts need half of the program: it is not read for what was measured.
    const { answerSettled } = await import('./settled-answer.ts');
    return { answer: answerSettled(reader, path, question), isUncompared: false };
  }
  const isUncompared = expectRightDays(reader, path) === 'not-compared';
  const answer = answerMeasured(reader, { ...question, by, indicator, ...omitUndefined({ kind }) });
  return { answer: withNames(reader, answer, language), isUncompared };
}

function problemOf(
  { by, indicator, kind }: Input,
  { fromMs, label }: Period,
  nowMs: number,
): InputProblem | undefined {
  if (by === 'contract' && (kind !== undefined || indicator !== undefined))
    return {
      member: '',
      en: '--by contract: every contract says what counts: leave out --kind and --indicator',
      vi: '--by contract: mỗi hợp đồng tự quy định cách tính: bỏ --kind và --indicator',
    };
  if (kind === 'link' && by !== 'contract' && by !== 'contractor' && by !== 'kind')
    return {
      member: '',
      en: `--kind link: a link lies between places and belongs to no ${by}: expected --by kind, contractor or contract`,
      vi: `--kind link: đường truyền nối các nơi, không thuộc ${by} nào: cần --by kind, contractor hoặc contract`,
    };
  if (fromMs >= nowMs)
    return {
      member: 'period',
      en: `expected one that has begun, got "${label}"`,
      vi: `cần kỳ đã bắt đầu, nhận được "${label}"`,
    };
  return undefined;
}
