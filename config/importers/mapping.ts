import { z } from 'zod';
import { DATE_ORDERS, type DateOrder } from '../../core/time/parse-time.ts';

/** How one of our columns is filled: from a foreign column or with a constant. */
export interface ColumnMapping {
  /** Name of the foreign column. */
  readonly from?: string;
  /** The same in every row. */
  readonly value?: string;
  /** Foreign values and what they are called here; others are taken as they are. */
  readonly translate?: Readonly<Record<string, string>>;
  /** `slug`: lower-case letters, digits and dashes are made of it, as ids must be. */
  readonly as?: 'slug';
}

export const IMPORT_KINDS = ['sites', 'devices', 'links'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** How a foreign table becomes one of ours. */
export interface Mapping {
  readonly kind: ImportKind;
  readonly columns: Readonly<Record<string, ColumnMapping>>;
  readonly sheet?: string;
  /** The row that names the columns, counted from 1. */
  readonly headerRow: number;
  /** Order of dates that are written as text; refused where it is not said. */
  readonly dates?: DateOrder;
  /** Version of the list that codes of areas belong to. */
  readonly areaList?: string;
}

const name = z.string({ error: 'expected a text' }).min(1, 'expected a text');

const ColumnMapping = z.union(
  [
    name.transform((from) => ({ from })),
    z
      .strictObject({
        from: name.optional(),
        value: name.optional(),
        translate: z.record(z.string(), z.string()).optional(),
        as: z.literal('slug', { error: 'expected slug' }).optional(),
      })
      .refine(
        ({ from, value }) => (from === undefined) !== (value === undefined),
        'expected either from or value',
      ),
  ],
  { error: 'expected the name of a foreign column, or keys from or value, translate, as' },
);

/** A mapping as it is kept in a YAML file, to be used again. */
export const MappingFile = z
  .strictObject({
    kind: z.enum(IMPORT_KINDS, { error: `expected one of ${IMPORT_KINDS.join(', ')}` }).optional(),
    sheet: name.optional(),
    header_row: z.int({ error: 'expected a row from 1 on' }).min(1, 'expected a row from 1 on').optional(),
    dates: z.enum(DATE_ORDERS, { error: `expected one of ${DATE_ORDERS.join(', ')}` }).optional(),
    area_list: z.iso.date({ error: 'expected the date of the list of areas, such as 2025-07-01' }).optional(),
    columns: z.record(z.string(), ColumnMapping).default({}),
  })
  .transform(({ header_row, area_list, ...mapping }) => ({
    ...mapping,
    headerRow: header_row,
    areaList: area_list,
  }));
export type MappingFile = z.output<typeof MappingFile>;
