import { numberOf, textOf } from './read-value.ts';
import type { SnmpValue } from './session/snmp-value.ts';

export type Quantity =
  | 'bytes'
  | 'celsius'
  | 'volts'
  | 'amperes'
  | 'watts'
  | 'percent'
  | 'rpm'
  | 'dbm'
  | 'hertz';

export interface QuantityFormat {
  /** Unit of a number that has none written behind it. */
  readonly unit?: string | undefined;
  readonly scale: number;
  /** Texts that say that there is nothing to measure. */
  readonly absent: readonly string[];
}

/**
 * Reads a number that stands for a quantity, in its base unit: `15 PERCENT` is 15, `512 MB` is 536870912 bytes.
 * `undefined` where it is anything but a number with a unit of this quantity: nothing is guessed.
 */
export function parseQuantity(
  value: SnmpValue | undefined,
  quantity: Quantity,
  { unit, scale, absent }: QuantityFormat,
): number | undefined {
  const number = numberOf(value);
  const text = number === undefined ? textOf(value) : String(number);
  if (text === undefined || absent.includes(text)) return undefined;
  const [, digits, written = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factor = factorOf(quantity, written === '' ? unit : written);
  if (factor === undefined) return undefined;
  // Fifteen digits are as many as a number is exact in: 539 tenths are 53.9, not 53.900000000000006.
  const result = Number((Number(digits) * scale * factor).toPrecision(15));
  if (!Number.isFinite(result)) return undefined;
  return result < 0 && NEVER_NEGATIVE.has(quantity) ? undefined : result;
}

/** No comma: it parts decimals in one country and thousands in the next. */
const NUMBER = /^([+-]?\d{1,20}(?:\.\d{1,12})?)\s*([^\s\d.,+-][^\d]{0,15})?$/u;

const NEVER_NEGATIVE: ReadonlySet<Quantity> = new Set(['bytes', 'percent', 'rpm', 'hertz']);

function factorOf(quantity: Quantity, unit: string | undefined): number | undefined {
  return unit === undefined ? 1 : UNITS[quantity].get(unit.trim().toLowerCase());
}

/** Recorders print powers of 1,024 under the names of powers of 1,000. */
const KIB = 1_024;

const UNITS: Readonly<Record<Quantity, ReadonlyMap<string, number>>> = {
  bytes: new Map([
    ['b', 1],
    ['byte', 1],
    ['bytes', 1],
    ...['kb', 'mb', 'gb', 'tb'].map((name, power): [string, number] => [name, KIB ** (power + 1)]),
    ...['kib', 'mib', 'gib', 'tib'].map((name, power): [string, number] => [name, KIB ** (power + 1)]),
  ]),
  celsius: new Map([
    ['c', 1],
    ['°c', 1],
    ['celsius', 1],
  ]),
  volts: new Map([
    ['v', 1],
    ['volt', 1],
    ['volts', 1],
    ['mv', 1e-3],
  ]),
  amperes: new Map([
    ['a', 1],
    ['amp', 1],
    ['ma', 1e-3],
  ]),
  watts: new Map([
    ['w', 1],
    ['watt', 1],
    ['watts', 1],
    ['mw', 1e-3],
    ['kw', 1e3],
  ]),
  percent: new Map([
    ['%', 1],
    ['percent', 1],
  ]),
  rpm: new Map([['rpm', 1]]),
  dbm: new Map([['dbm', 1]]),
  hertz: new Map([
    ['hz', 1],
    ['khz', 1e3],
    ['mhz', 1e6],
    ['ghz', 1e9],
  ]),
};
