/** What is counted: said behind the number. */
export type UnitName =
  | 'cameras'
  | 'recorders'
  | 'devices'
  | 'links'
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
