const DECISION_COLUMNS = ['id', 'action', 'recorded_ms', 'author', 'body'] as const;

/**
 * The append-only tables and, by version of the body (first version first), the columns that the hash covers.
 * A version is never changed once released: a new column is a new version, so that old rows keep their hashes.
 */
export const CHAINED_TABLES = {
  change: [
    [
      'entity',
      'indicator',
      'origin',
      'corrects',
      'after_ms',
      'at_ms',
      'state',
      'reason',
      'recorded_ms',
      'author',
      'body',
      'source',
      'run',
      'source_seq',
    ],
  ],
  coverage: [
    ['source', 'run', 'source_seq', 'from_ms', 'to_ms', 'ended', 'recorded_ms', 'author'],
    ['source', 'run', 'source_seq', 'from_ms', 'to_ms', 'ended', 'recorded_ms', 'author', 'interval_ms'],
  ],
  revision: [['kind', 'id', 'from_ms', 'recorded_ms', 'author', 'source_hash', 'body']],
  seal: [['sealed_seq', 'sealed_hash', 'recorded_ms', 'author']],
  audit: [['action', 'recorded_ms', 'author', 'body']],
  traffic_day: [
    [
      'link',
      'date',
      'direction',
      'capacity_bps',
      'samples',
      'octets',
      'histogram',
      'source',
      'run',
      'recorded_ms',
      'author',
    ],
  ],
  maintenance: [DECISION_COLUMNS],
  claim: [DECISION_COLUMNS],
  statement: [DECISION_COLUMNS],
  incident_step: [DECISION_COLUMNS],
  plan_step: [DECISION_COLUMNS],
  checkpoint: [DECISION_COLUMNS],
  unmeasured: [DECISION_COLUMNS],
  import: [['source', 'run', 'recorded_ms', 'author', 'body']],
  imported_coverage: [
    ['entity', 'indicator', 'from_ms', 'to_ms', 'source', 'run', 'source_seq', 'recorded_ms', 'author'],
  ],
  void: [['voids', 'kind', 'recorded_ms', 'author', 'reason']],
  receipt: [['collector', 'from_seq', 'to_seq', 'head', 'first_seq', 'covered', 'recorded_ms', 'author']],
  lease: [['zone', 'epoch', 'from_ms', 'collectors', 'reason', 'recorded_ms', 'author']],
} as const;

export type ChainedTable = keyof typeof CHAINED_TABLES;

type LatestColumns<Versions extends readonly unknown[]> = Versions extends readonly [...unknown[], infer Last]
  ? Last
  : never;

/** What a new row of a table is made of; `undefined` is SQL's NULL and is left out of the body. */
export type NewRow<Table extends ChainedTable> =
  LatestColumns<(typeof CHAINED_TABLES)[Table]> extends readonly (infer Column extends string)[]
    ? { readonly [Name in Column]: string | number | undefined }
    : never;

export const CHAINED_TABLE_NAMES = [
  'change',
  'coverage',
  'revision',
  'seal',
  'audit',
  'traffic_day',
  'maintenance',
  'claim',
  'statement',
  'incident_step',
  'plan_step',
  'checkpoint',
  'unmeasured',
  'import',
  'imported_coverage',
  'void',
  'receipt',
  'lease',
] as const satisfies readonly ChainedTable[];

/** The version that new rows of a table get. */
export const latestVersion = (table: ChainedTable): number => CHAINED_TABLES[table].length;

/** The columns of new rows of a table. */
export function latestColumns(table: ChainedTable): readonly string[] {
  return CHAINED_TABLES[table].at(-1) ?? [];
}
