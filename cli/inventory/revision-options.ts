import { z } from 'zod';
import type { DiffOptions } from '../../config/inventory/revisions.ts';
import { DEFAULT_CONFIG, recordPlaceOf } from '../../config/settings/ledger-place.ts';
import { DayOrInstant } from '../../core/input/fields.ts';
import type { ConfigScope } from '../print/config-scope.ts';
import { TOLD } from '../shell/shared-options.ts';

/** Of commands about what the configuration says and the ledger does not yet. */
export const REVISIONS = {
  dir: z.string().default(DEFAULT_CONFIG).describe('configuration folder'),
  effectiveMs: DayOrInstant.meta({
    value: 'date',
    expected: {
      en: 'expected a date such as 2025-10-01, or an instant such as 2025-10-01T08:00+07:00',
      vi: 'cần ngày như 2025-10-01, hoặc thời điểm như 2025-10-01T08:00+07:00',
    },
  })
    .optional()
    .describe('from when the differences are in force, such as 2025-10-01 (default: now)'),
  confirmRemoved: z
    .array(z.string())
    .optional()
    .meta({ value: 'ids', split: 'commas' })
    .describe('ids, or kind:id, that may be gone, separated by commas'),
  ledger: z.string().optional().meta({ value: 'path' }).describe('another ledger than that of the settings'),
  json: TOLD.json,
};
type RevisionOptions = z.output<z.ZodObject<typeof REVISIONS>>;

export const diffOptions = ({
  effectiveMs = Date.now(),
  confirmRemoved,
}: RevisionOptions): Omit<DiffOptions, 'checks'> => ({
  ...{ effectiveMs, confirmedRemoved: new Set(confirmRemoved) },
});

export const ledgerOf = ({ config }: ConfigScope, { dir, ledger }: RevisionOptions): string =>
  recordPlaceOf(dir, config.settings, ledger);
