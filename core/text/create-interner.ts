/** One object for all that are alike, so that they are kept once and can be compared by identity. Of texts in the same order. */
export function createInterner<Alike extends { readonly [Name in keyof Alike]: string }>(): (
  one: Alike,
) => Alike {
  const known = new Map<string, Alike>();
  return (one) => {
    const key = Object.values(one).join('\t');
    const same = known.get(key) ?? one;
    known.set(key, same);
    return same;
  };
}
