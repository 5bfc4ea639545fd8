import type { Language } from '../../core/language/language.ts';
import { type Html, html, trustedHtml } from './frame/html.ts';
import { en } from './messages/en.ts';
import { vi } from './messages/vi.ts';
import { STYLE_SHEET } from './styles/style-sheet.ts';

/** For people who followed a wrong link; drawn without a view, since that may be what failed. */
export function renderErrorPage(
  { status, message }: { readonly status: number; readonly message: string },
  language: Language,
): Html {
  const messages = { en, vi }[language];
  const { notFound, badRequest, forbidden, internal } = messages.errors;
  const heading =
    status === 404 ? notFound : status === 403 ? forbidden : status >= 500 ? internal : badRequest;
  return html`<!doctype html>
<html lang="${messages.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading}</title><link rel="icon" href="data:,"><style>${trustedHtml(STYLE_SHEET)}</style></head>
<body class="error-page"><main><h1>${heading}</h1><p>${message}</p><p><a href="/?lang=${messages.language}">${messages.backToCity}</a></p></main></body>
</html>
`;
}
