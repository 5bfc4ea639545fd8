/** Values of the headers by name in lower case, in the order in which they came. */
export type Headers = ReadonlyMap<string, readonly string[]>;

export interface RtspResponse {
  readonly statusCode: number;
  readonly reasonPhrase: string;
  readonly headers: Headers;
  readonly body: string;
}

/** The first value of a header. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.[0];
}
