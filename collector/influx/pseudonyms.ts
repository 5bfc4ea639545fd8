import { createHmac } from 'node:crypto';
import type { Secret } from '../../core/domain/secret.ts';

/**
 * What stands in InfluxDB in place of the name of something withheld: the same one after every start, and not to be found
 * by trying names without the key. A name is `device:ID`, `link:ID`, `maintenance:ID`, or `device:ID#INTERFACE`.
 */
export type PseudonymOf = (name: string) => string;

/** What pseudonyms begin with, so that queries and people can tell them from ids. */
export const PSEUDONYM_PREFIX = 'withheld-';
/** 80 bits: no two of a city's names get the same one. */
const DIGITS = 20;

export function createPseudonyms(key: Secret): PseudonymOf {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const digest = createHmac('sha256', key.reveal()).update(name).digest('hex');
    const pseudonym = PSEUDONYM_PREFIX + digest.slice(0, DIGITS);
    if (known.size < MOST_KEPT) known.set(name, pseudonym);
    return pseudonym;
  };
}

/** Names of interfaces come from devices: what is remembered of them is bounded. */
const MOST_KEPT = 100_000;
