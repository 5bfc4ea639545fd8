import { seconds } from '../../core/time/units.ts';
import type { DemoResult } from '../../demo/run/demo-result.ts';
import { LARGEST_ERROR_RATIO, type LinkBandwidth } from '../../demo/run/measuring/compare-bandwidth.ts';
import type { Octets } from '../../demo/run/measuring/counter-log.ts';
import { alignTable } from './align-table.ts';

import type { RenderContext } from './render-picture.ts';

const MOST_LINKS = 6;

/** Whether the bandwidth on record is the true one, and the links on which that was hardest. */
export function renderBandwidth(bandwidth: DemoResult['bandwidth'], context: RenderContext): string[] {
  const { texts, formats, style } = context;
  const { result: t } = texts;
  const { links, worstErrorRatio, wraps, restarts, isFine } = bandwidth;
  if (links.length === 0) return [];
  const figures = [
    formats.count(links.length),
    percent(worstErrorRatio),
    percent(LARGEST_ERROR_RATIO),
  ] as const;
  const heading = isFine ? t.bandwidth(...figures) : style('red', t.bandwidthOff(...figures));
  const rows = telling(links).map((link) => describeLink(link, context));
  const [titles = '', ...lines] = alignTable([t.bandwidthColumns, ...rows]);
  return [
    heading,
    `  ${t.bandwidthThrough(formats.count(wraps), formats.count(restarts))}`,
    style('dim', `  ${titles}`),
    ...lines.map((line) => `  ${line}`),
  ];

  function percent(ratio: number): string {
    return formats.decimal(ratio * 100);
  }
}

/** Those that went through something, then the least exact. */
function telling(links: readonly LinkBandwidth[]): readonly LinkBandwidth[] {
  const trouble = ({ wraps, gaps }: LinkBandwidth) => Number(wraps > 0) + Number(gaps > 0);
  return links.toSorted((a, b) => trouble(b) - trouble(a)).slice(0, MOST_LINKS);
}

function describeLink(link: LinkBandwidth, { texts, formats }: RenderContext): string[] {
  const { result: t } = texts;
  const megabytes = ({ in: received, out: sent }: Octets) =>
    `${formats.decimal(received / 1e6)}/${formats.decimal(sent / 1e6)} MB`;
  const notes = [
    link.wraps > 0 && t.wrapped(formats.count(link.wraps)),
    link.gaps > 0 && t.gapped(formats.count(link.gaps)),
  ];
  return [
    link.linkId,
    `${formats.decimal(link.coveredMs / seconds(1))}/${formats.decimal((link.toMs - link.fromMs) / seconds(1))} s`,
    megabytes(link.truth),
    megabytes(link.measured),
    link.stored ? megabytes(link.stored) : '-',
    `${formats.decimal(link.errorRatio * 100)} %`,
    notes.filter(Boolean).join(', '),
  ];
}
