const END = '%%EOF';
/** More signatures than a document has, and updates of none. */
const MOST_ENDS = 20;

/** Where a PDF file ended before something was put behind it, and where it ends now: behind each mark of an end, with its line. */
export function pdfEnds(bytes: Buffer): readonly number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(END); at >= 0 && ends.length < MOST_ENDS; at = bytes.indexOf(END, at + 1)) {
    const end = at + END.length;
    const line = /^(\r\n|\n|\r)?/.exec(bytes.toString('latin1', end, end + 2))?.[0].length ?? 0;
    ends.push(end + line);
  }
  return ends;
}
