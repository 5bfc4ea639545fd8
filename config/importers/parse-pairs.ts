/**
 * Reads `id=Mã,name="Tên, camera"`: names and values separated by `=`, pairs by commas, quoted where they hold either.
 * `undefined` when the text is not of this form.
 */
export function parsePairs(text: string): readonly (readonly [string, string])[] | undefined {
  const pairs: (readonly [string, string])[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = /^(?:"([^"]+)"|([^"=,]+))=(?:"([^"]*)"|([^",]*))(?:,\s*|$)/.exec(rest);
    if (!match) return undefined;
    const [whole, quotedName, name = '', quotedValue, value = ''] = match;
    pairs.push([(quotedName ?? name).trim(), (quotedValue ?? value).trim()]);
    rest = rest.slice(whole.length);
  }
  return pairs;
}
