import { z } from 'zod';
import { FiguresQuestion } from '../../reports/actions/make-figures.ts';
import { MakeReport } from '../../reports/actions/make-report.ts';
import { PLACE, SIGNING_KEY } from '../shell/shared-options.ts';
import { SEAL } from '../statements/options.ts';

const { year, agency, month, recordedBeforeMs, withSecret } = FiguresQuestion.shape;
const { to, format, out, from, force, table } = MakeReport.shape;

/** As the record stood when, and by which key it is sealed. */
const RECORD = { ...PLACE, recordedBeforeMs, withSecret, key: SIGNING_KEY };

/** Of a command that computes figures. */
export const FIGURES = { ...RECORD, year, agency, month };

/** Of a command that writes a report. */
export const REPORT = {
  ...{ ...RECORD, author: SEAL.author, to, format, out, from, force, table },
  json: z.boolean().default(false).describe('print what was written as JSON'),
};
