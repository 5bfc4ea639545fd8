/** What is counted: said behind the number. */
export type UnitName =
  | 'cameras'
  | 'recorders'
  | 'disks'
  | 'channels'
  | 'points'
  | 'days'
  | 'packets'
  | 'hours'
  | 'minutes'
  | 'batches'
  | 'probes'
  | 'times';
