import type PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;

/** The images of a file that is being drawn. */
export interface PdfImages {
  readonly draw: (png: Uint8Array, place: ImagePlace) => void;
  /** Writes them behind all else, once everything is drawn. */
  readonly write: () => Promise<void>;
}

interface ImagePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type OnPixels = (pixels: unknown) => void;

interface Waiting {
  readonly area: number;
  readonly decode: (done: OnPixels) => void;
  readonly done: OnPixels;
}

/**
 * The library decodes images in threads and writes each when its thread is ready: the order in the file, and so its bytes,
 * would follow from how busy the machine is. Here decoding waits until all is drawn, and takes one image after the other.
 */
export function createImages(pdf: Pdf): PdfImages {
  const waiting: Waiting[] = [];
  return {
    draw: (png, { x, y, width, height }) => {
      const image: unknown = Reflect.apply(Reflect.get(pdf, 'openImage'), pdf, [Buffer.from(png)]);
      holdBack(Object(Reflect.get(Object(image), 'image')), waiting);
      Reflect.apply(pdf.image, pdf, [image, x, y, { width, height }]);
    },
    write: async () => {
      // The smallest first, as threads of an idle machine are ready: so files of earlier versions are given again.
      for (const { decode, done } of waiting.toSorted((a, b) => a.area - b.area)) {
        const { promise, resolve } = Promise.withResolvers<unknown>();
        decode(resolve);
        done(await promise);
      }
    },
  };
}

function holdBack(inner: object, waiting: Waiting[]): void {
  const decode: unknown = Reflect.get(inner, 'decodePixels');
  if (typeof decode !== 'function') return;
  const area = Number(Reflect.get(inner, 'width')) * Number(Reflect.get(inner, 'height'));
  Reflect.set(inner, 'decodePixels', (done: OnPixels) => {
    waiting.push({ area, decode: (then) => Reflect.apply(decode, inner, [then]), done });
  });
}
