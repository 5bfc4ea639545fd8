/** A value as an agent sent it, with the width and sign that its type has. */
export type SnmpValue =
  | { readonly type: 'integer' | 'counter32' | 'gauge32' | 'timeticks'; readonly value: number }
  | { readonly type: 'counter64'; readonly value: bigint }
  | { readonly type: 'octets' | 'opaque'; readonly value: Buffer }
  | { readonly type: 'oid' | 'address'; readonly value: string };

/** An object and its value; without one it is said not to exist (or to be the end of what exists). */
export interface Varbind {
  readonly oid: string;
  readonly value?: SnmpValue;
}
