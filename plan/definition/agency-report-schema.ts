import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { day, year } from './plan-values.ts';
import { type Signer, SignerSchema } from './signer.ts';

/** What stands around the text of the report of one agency; what is absent follows from its name, else it is printed as dots. */
export interface AgencyReportSettings {
  readonly superiorBody?: string;
  readonly issuingBody?: string;
  readonly place?: string;
  readonly agencySymbol?: string;
  readonly addressees?: readonly string[];
  readonly signer?: Signer;
  readonly recipients?: readonly string[];
  readonly draftingUnit?: string;
  readonly years?: readonly { readonly year: number; readonly number?: string; readonly date?: string }[];
}

const line = (what: string) => seenText(what).optional();
const lines = (what: string) => z.array(seenText(what), { error: `expected a list of ${what}` }).optional();

export const AgencyReportSchema: z.ZodType<AgencyReportSettings> = z
  .strictObject({
    superior_body: line('a name').describe('The body above it.'),
    issuing_body: line('a name').describe('Its own name.'),
    place: line('a place').describe('Where it is, as it stands before the date.'),
    agency_symbol: line('a symbol').describe('Symbol of the agency in the number.'),
    addressees: lines('addressees').describe('Kính gửi; the agency that reports to the city where absent.'),
    signer: SignerSchema.optional().describe('Who signs.'),
    recipients: lines('recipients').describe('Nơi nhận, without the last line.'),
    drafting_unit: line('a symbol').describe('Unit in the line that begins with Lưu: VT.'),
    years: z
      .array(
        z
          .strictObject({
            year: year.describe('Year of the report.'),
            number: line('a number').describe('Number of the document once it is registered.'),
            date: day.optional().describe('Day of the document once it is signed.'),
          })
          .transform((entry) => omitUndefined(entry)),
        { error: 'expected a list of years' },
      )
      .optional()
      .describe('One entry a year.'),
  })
  .transform(
    ({ superior_body, issuing_body, agency_symbol, drafting_unit, ...rest }): AgencyReportSettings =>
      omitUndefined({
        ...rest,
        superiorBody: superior_body,
        issuingBody: issuing_body,
        agencySymbol: agency_symbol,
        draftingUnit: drafting_unit,
      }),
  );
