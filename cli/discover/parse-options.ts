import { InvalidArgumentError } from 'commander';
import { type AddressRange, parseRange } from '../../collector/discovery/address-range.ts';
import { parseDurationMs, seconds } from '../../core/time/units.ts';

/** How the options of `camwatch discover` are read; those that may be repeated take commas as well. */

export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((part) => part.trim())];
}

export function collectRanges(text: string, before: readonly AddressRange[] = []): readonly AddressRange[] {
  const read = text.split(',').map((part) => {
    const range = parseRange(part.trim());
    if (range) return range;
    throw new InvalidArgumentError(
      'expected IPv4 addresses such as 10.1.2.0/24, 10.1.2.10-10.1.2.40 or 10.1.2.3',
    );
  });
  return [...before, ...read];
}

export function parseListenMs(text: string): number {
  const listenMs = parseDurationMs(text);
  if (listenMs !== undefined && listenMs >= 100 && listenMs <= seconds(300)) return listenMs;
  throw new InvalidArgumentError('expected a duration from 100ms to 5m, such as 5s');
}

export function parseWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
}
