import { hash } from 'node:crypto';

/**
 * What a site weighs for a collector: the first 48 bits of the SHA-256 of `SITE COLLECTOR` (both ids, one space between, UTF-8), so that
 * anybody can recompute it: `printf 'site-1 kv-1' | sha256sum | cut -c1-12`.
 */
export const weigh = (site: string, collector: string): number =>
  Number.parseInt(hash('sha256', `${site} ${collector}`, 'hex').slice(0, HEX_DIGITS), 16);

const HEX_DIGITS = 12;

/**
 * Which of these collectors watch a site, `count` of them where there are as many: those for which it weighs most (rendezvous hash,
 * highest random weight), the heaviest first; of two that weigh the same the first by id. Sites of the others stay where they are when
 * one goes; what a new one gets comes from all alike.
 */
export function watchersOf(site: string, collectors: readonly string[], count = 1): readonly string[] {
  if (collectors.length < 2) return collectors;
  return collectors
    .map((id) => ({ id, weight: weigh(site, id) }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

/** The first of them: whose word counts while it covers the site. */
export const watcherOf = (site: string, collectors: readonly string[]): string | undefined =>
  watchersOf(site, collectors)[0];
