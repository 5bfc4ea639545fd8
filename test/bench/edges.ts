import { type CutEdge, cutLines, isWithinBounds } from '../support/cut-lines.ts';

const CAMERAS = 40;
const CUTS = 5;
const INTERVAL_MS = 5_000;
const TIMEOUT_MS = 1_000;

/**
 * 200 real cuts and as many returns of cables between two network namespaces, against the clock of the commands: how many
 * lie within the bounds on record, how far the instants that count are off, and what that does to the length of an outage.
 */
export async function benchEdges(): Promise<string> {
  process.stderr.write(`bench: ${CAMERAS} cables, each cut ${CUTS} times; about two minutes …\n`);
  const edges = await cutLines({
    cameras: CAMERAS,
    cuts: CUTS,
    intervalMs: INTERVAL_MS,
    timeoutMs: TIMEOUT_MS,
  });
  const downs = edges.filter(({ state }) => state === 'down');
  const ups = edges.filter(({ state }) => state === 'up');
  const lengths = downs.flatMap((down, index) => {
    const up = ups[index];
    return up === undefined ? [] : up.atMs - down.atMs - (up.fromMs - down.fromMs);
  });
  const rows: readonly (readonly [string, string])[] = [
    ['cuts / returns on record', `${downs.length} / ${ups.length}`],
    ['cuts within `[after, at]`', `${downs.filter(isWithinBounds).length}`],
    ['returns within `[after, at]`', `${ups.filter(isWithinBounds).length}`],
    ['a command took, at most', ms(Math.max(...edges.map(({ fromMs, toMs }) => toMs - fromMs)))],
    ['width of the bounds, mean / widest', meanAndMost(edges.map(({ afterMs, atMs }) => atMs - afterMs))],
    ['a cut is dated late by, mean / most', meanAndMost(downs.map(latenessMs))],
    ['a return is dated late by, mean / most', meanAndMost(ups.map(latenessMs))],
    ['an outage on record is longer than it was by, mean', ms(mean(lengths))],
  ];
  return ['| edges | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

const latenessMs = ({ atMs, fromMs }: CutEdge) => atMs - fromMs;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const ms = (value: number) => `${Math.round(value)} ms`;
const meanAndMost = (values: readonly number[]) => `${ms(mean(values))} / ${ms(Math.max(...values))}`;
