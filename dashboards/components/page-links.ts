import type { Context } from '../scope/context.ts';
import type { ColumnName } from './column-styles.ts';
import { CLICKED } from './links.ts';

/** Where the portal shows what stands in a column: an id that may be that of a device or of a line is looked for. */
const PAGES: Readonly<Partial<Record<ColumnName, string>>> = {
  device: '/devices/',
  link: '/links/',
  id: '/search?q=',
  district: '/devices?district=',
  area: '/devices?area=',
  agency: '/devices?agency=',
  contractor: '/devices?contractor=',
  call: '/devices?contractor=',
};

/** The way into the portal from a row. */
export function opensPage(
  { texts, pageUrl }: Context,
  column: ColumnName,
): readonly { readonly title: string; readonly url: string }[] {
  const path = PAGES[column];
  if (path === undefined || pageUrl === undefined) return [];
  return [{ title: texts.opensPage, url: `${pageUrl}${path}${CLICKED}` }];
}
