import type { RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** Answers a request when all of it has come. */
export const withBody =
  (answer: (body: string, response: ServerResponse) => void): RequestListener =>
  (request, response) => {
    text(request).then(
      (body) => answer(body, response),
      () => response.destroy(),
    );
  };
