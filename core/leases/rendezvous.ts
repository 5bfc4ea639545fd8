import { hash } from 'node:crypto';

/**
 * What a site weighs for a collector: the first 48 bits of the SHA-256 of `SITE COLLECTOR` (both ids, one space between, UTF-8), so that
 * anybody can recompute it: `printf 'site-1 kv-1' | sha256sum | cut -c1-12`.
 */
export const weigh = (site: string, collector: string): number =>
  Number.parseInt(hash('sha256', `${site} ${collector}`, 'hex').slice(0, HEX_DIGITS), 16);

const HEX_DIGITS = 12;

/**
 * Which of these collectors watches a site: the one for which it weighs most (rendezvous hash, highest random weight); of two that weigh
 * the same the first by id. Sites of the others stay where they are when one goes; what a new one gets comes from all alike.
 */
export function watcherOf(site: string, collectors: readonly string[]): string | undefined {
  let [best, bestWeight]: [string | undefined, number] = [undefined, -1];
  for (const collector of collectors) {
    const weight = collectors.length === 1 ? 0 : weigh(site, collector);
    if (weight < bestWeight || (weight === bestWeight && best !== undefined && collector > best)) continue;
    [best, bestWeight] = [collector, weight];
  }
  return best;
}
