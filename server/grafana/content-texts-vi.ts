import type { ContentTexts } from './content-texts-en.ts';

export const contentTextsVi: ContentTexts = { alerts: 'camwatch: cảnh báo' };
