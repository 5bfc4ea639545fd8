type OptionalKeys<Value> = {
  [Key in keyof Value]: undefined extends Value[Key] ? Key : never;
}[keyof Value];

/** `Value` with optional keys in place of keys that may hold `undefined`. */
export type OmitUndefined<Value> = Omit<Value, OptionalKeys<Value>> & {
  [Key in OptionalKeys<Value>]?: Exclude<Value[Key], undefined>;
};

/** A copy without the keys whose value is `undefined`: absent is absent, to `Object.keys` and to the compiler. */
export function omitUndefined<Value extends object>(value: Value): OmitUndefined<Value>;
export function omitUndefined(value: Readonly<Record<string, unknown>>): object {
  const result: Record<string, unknown> = {};
  for (const key in value) if (value[key] !== undefined) result[key] = value[key];
  return result;
}
