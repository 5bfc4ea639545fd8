import type { ClusterFaultRow, ClusterFaultsResult } from './result.ts';

const HEADS = [
  'fault',
  'silence',
  'taken over after',
  'whole after',
  'rows',
  'lost / doubled',
  'chain',
  'two owners',
  'outages / wrong',
  'longest gap, by what',
  'told',
];

export function renderClusterFaults({
  takenAt,
  commit,
  load,
  seed,
  devices,
  rows,
}: ClusterFaultsResult): string {
  return [
    `${takenAt}, ${commit}, load ${load.map((one) => one.toFixed(1)).join(' and ')}, seed ${seed}, ${devices} devices`,
    '',
    `| ${HEADS.join(' | ')} |`,
    `|${HEADS.map(() => '---').join('|')}|`,
    ...rows.map(renderRow),
    ...rows.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
  ].join('\n');
}

export function renderRow(row: ClusterFaultRow): string {
  const cells = [
    row.times > 1 ? `${row.what}, ${row.times} times in ${row.seconds} s` : row.what,
    inSeconds(row.silenceMs),
    row.takenOverMs === undefined ? '' : inSeconds(row.takenOverMs),
    inSeconds(row.wholeMs),
    String(row.rows),
    `${row.lost} / ${row.doubled}`,
    row.chainProblems === 0 ? 'verifies' : `**${row.chainProblems} problems**`,
    `${row.doublyOwnedSeconds} s`,
    `${row.outages} / ${row.wrongOutages}`,
    `${inSeconds(row.longestGapMs)} ${row.gapNames.join(', ')}`,
    row.note ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
