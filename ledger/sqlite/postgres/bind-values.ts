import type { SqlInput } from '../store/sql-database.ts';
import type { WireValue } from './client-protocol.ts';
import type { ListType, TranslatedSql } from './translate-sql.ts';

/** A value with the type that PostgreSQL is told; of NULL it finds the type by itself. */
export interface BoundValue {
  readonly wire: WireValue;
  readonly type: 'bigint' | 'double precision' | 'text' | 'bytea' | ListType | undefined;
}

/** The values in the order of their places: by name, or as they were given. What is not given is NULL, as to SQLite. */
export function bindValues(
  { places, lists }: Pick<TranslatedSql, 'places' | 'lists'>,
  given: readonly SqlInput[] | readonly [Readonly<Record<string, SqlInput>>],
): readonly BoundValue[] {
  const [first] = given;
  const named: Readonly<Record<string, SqlInput | undefined>> = isNamed(first) ? first : {};
  return places.map((place, index) => {
    const value = typeof place === 'string' ? named[place] : given[place];
    const type = lists.get(index);
    if (type !== undefined)
      return { wire: typeof value === 'string' ? arrayOf(JSON.parse(value)) : '{}', type };
    return bindValue(isNamed(value) ? null : (value ?? null));
  });
}

/** A list as PostgreSQL writes one; what is in quotes may be a number too. To SQLite a list that is NULL has nothing in it. */
const arrayOf = (list: readonly unknown[]): string =>
  `{${list.map((one) => `"${String(one).replaceAll(/[\\"]/g, (sign) => `\\${sign}`)}"`).join(',')}}`;

const isNamed = (value: unknown): value is Readonly<Record<string, SqlInput>> =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

/** As text: whoever gave them may write over them before they are sent. */
const digitsOf = ({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): string =>
  `\\x${Buffer.from(buffer, byteOffset, byteLength).toString('hex')}`;

/** More than any instant or number: what is asked for without a bound. */
const MOST = '9223372036854775807';
const LEAST = '-9223372036854775808';

export function bindValue(value: SqlInput): BoundValue {
  if (value === null) return { wire: null, type: undefined };
  if (typeof value === 'string') return { wire: value, type: 'text' };
  if (typeof value === 'bigint') return { wire: String(value), type: 'bigint' };
  if (typeof value !== 'number') return { wire: digitsOf(value), type: 'bytea' };
  if (value === Number.POSITIVE_INFINITY) return { wire: MOST, type: 'bigint' };
  if (value === Number.NEGATIVE_INFINITY) return { wire: LEAST, type: 'bigint' };
  return { wire: String(value), type: Number.isSafeInteger(value) ? 'bigint' : 'double precision' };
}

/** The text of a statement with the types of these values. */
export function renderSql({ parts }: TranslatedSql, values: readonly BoundValue[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : placeholder(part, values[part]?.type)))
    .join('');
}

const placeholder = (place: number, type: BoundValue['type']): string =>
  type === undefined ? `$${place + 1}` : `$${place + 1}::${type}`;
