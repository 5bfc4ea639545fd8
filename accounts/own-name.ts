/** As a person names what is their own; `undefined` for what is no name. */
export function ownName(given: string, mostCharacters: number): string | undefined {
  const name = given.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const isName = name !== '' && name.length <= mostCharacters && !/\p{Cc}/u.test(name) && name.isWellFormed();
  return isName ? name : undefined;
}
