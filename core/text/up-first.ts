/** With a capital at its beginning: `đường truyền` becomes `Đường truyền`. */
export const upFirst = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

export const upFirstEach = <Name extends string>(
  texts: Readonly<Record<Name, string>>,
): Readonly<Record<Name, string>> =>
  Object.fromEntries(Object.entries<string>(texts).map(([name, text]) => [name, upFirst(text)])) as Readonly<
    Record<Name, string>
  >;
