/** FNV-1a over the UTF-16 units of `text`: the same unsigned 32-bit number on every machine and in every run. */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // FNV-1a leaves neighbours ("cam-1", "cam-2") close in the high bits; one mixing round spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
