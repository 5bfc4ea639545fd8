import { DocumentError } from './document-error.ts';

/**
 * Width and height in pixels, from the header of a PNG file.
 * @throws DocumentError when the bytes are no PNG.
 */
export function pngSize(png: Uint8Array, alt: string): { readonly width: number; readonly height: number } {
  const isPng = png.length > 24 && SIGNATURE.every((byte, index) => png[index] === byte);
  if (!isPng)
    throw new DocumentError(
      `picture ${JSON.stringify(alt)}: expected a PNG file, got ${png.length} other bytes`,
    );
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
