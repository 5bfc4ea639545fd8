import type { DocxContent, PlacedPicture } from './docx-lines.ts';
import { flat } from './line-tokens.ts';

/** What no person does to a report by editing it: names that stand for something else, and charts that are not as they were drawn. */
export function forgeries(expected: DocxContent, found: DocxContent): readonly string[] {
  const left = Map.groupBy(expected.pictures, ({ sha256 }) => sha256);
  return [
    ...found.otherNames.map(
      (name) => `tên trong tệp chỉ cái khác / names in the file stand for something else: ${name}`,
    ),
    ...found.pictures.flatMap((picture) => {
      const those = left.get(picture.sha256) ?? [];
      const drawn = those.length > 1 ? those.shift() : those[0];
      return drawn ? differencesOf(drawn, picture) : [];
    }),
  ];
}

/** What is said instead of pictures that are not those of the report. */
export function addedPictureWords(expected: DocxContent, found: DocxContent): readonly string[] {
  const known = new Set(expected.pictures.map(({ sha256 }) => sha256));
  return found.pictures
    .filter(({ sha256 }) => !known.has(sha256))
    .flatMap(({ words }) => [...new Set(words.map(flat))])
    .map((words) => `${WORDS}: ${words}`);
}

const WORDS = 'lời thay cho hình / words in place of a picture';

function differencesOf(drawn: PlacedPicture, found: PlacedPicture): readonly string[] {
  const [ours, theirs] = [new Set(drawn.words.map(flat)), new Set(found.words.map(flat))];
  const others = [...theirs.difference(ours)];
  const name = `hình / picture ${drawn.sha256.slice(0, DIGITS_OF_PICTURE)}…`;
  const odd = found.odd.filter((one) => !drawn.odd.includes(one));
  return [
    ...others.map((words) => `${WORDS}: ${words}`),
    ...(others.length === 0 && theirs.size < ours.size ? [`${WORDS}: không có / none`] : []),
    ...odd.map((one) => `${name}: không hiện như đã vẽ / not shown as it was drawn: ${one}`),
    ...(isSameSize(drawn, found) ? [] : [`${name}: cỡ khác / of another size: ${found.sides.join(' × ')}`]),
  ];
}

const DIGITS_OF_PICTURE = 8;
/** Office programs round sizes to their own units. */
const MOST_ROUNDED = 0.02;

const isSameSize = ({ sides }: PlacedPicture, found: PlacedPicture): boolean =>
  sides.length === found.sides.length &&
  sides.every((side, index) => Math.abs((found.sides[index] ?? 0) - side) <= side * MOST_ROUNDED);
