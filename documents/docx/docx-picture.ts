import { ImageRun } from 'docx';
import { pngSize } from '../model/png-size.ts';

/** Pictures are counted, so that their numbers in the file do not depend on what was rendered before. */
export interface PictureCount {
  pictures: number;
}

/** @throws DocumentError when the bytes are no PNG. */
export function imageRun(
  { png, widthMm, alt }: { readonly png: Uint8Array; readonly widthMm: number; readonly alt: string },
  maxWidthMm: number,
  count: PictureCount,
): ImageRun {
  const size = pngSize(png, alt);
  const width = (Math.min(widthMm, maxWidthMm) / 25.4) * PIXELS_PER_INCH;
  count.pictures += 1;
  return new ImageRun({
    type: 'png',
    data: png,
    transformation: { width, height: (width * size.height) / size.width },
    altText: { name: `picture-${count.pictures}`, title: alt, description: alt, id: String(count.pictures) },
  });
}

const PIXELS_PER_INCH = 96;
